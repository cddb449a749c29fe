"""Job rows: long work with progress, claimed by a conditional update, restartable."""

from datetime import datetime, timedelta
from typing import Any

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from app.db import JsonField, Record, UtcField
from app.station.people import Staff, Station

# A worker that has not said anything for so long is dead; its job may be claimed again.
SILENT = timedelta(minutes=3)
MOST_ATTEMPTS = 3
TRIED_IN_VAIN = f"试了 {MOST_ATTEMPTS} 次都没做成，什么也没有改"


class Job(Record):
    """One piece of long work. `state`: queued, running, done or failed."""

    station = ForeignKeyField(Station, null=True)
    kind = CharField()
    args = JsonField()
    by = ForeignKeyField(Staff, null=True)
    state = CharField(default="queued", index=True)
    done = IntegerField(default=0)
    of = IntegerField(default=0)
    message = TextField(default="")
    result = JsonField(null=True)
    attempt = IntegerField(default=0)
    made_at = UtcField()
    claimed_at = UtcField(null=True)
    heard_at = UtcField(null=True)
    ended_at = UtcField(null=True)

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100, cut off."""
        return self.done * 100 // self.of if self.of else 0


def queue(
    kind: str, args: dict[str, Any], *, station: Station | None, by: Staff | None, at: datetime
) -> Job:
    """Put long work in the queue; `serve` starts it in a child process."""
    return Job.create(kind=kind, args=args, station=station, by=by, made_at=at)


def claim(job_id: int, at: datetime) -> Job | None:
    """Take a queued job, or one whose worker fell silent. None when somebody else has it."""
    free = (Job.state == "queued") | ((Job.state == "running") & (Job.heard_at < at - SILENT))
    taken = (
        Job.update(state="running", claimed_at=at, heard_at=at, attempt=Job.attempt + 1, done=0)
        .where((Job.id == job_id) & free & (Job.attempt < MOST_ATTEMPTS))
        .execute()
    )
    return Job.get_by_id(job_id) if taken == 1 else None


def progress(job: Job, done: int, of: int, at: datetime) -> None:
    """Say how far it is; also the sign that the worker lives."""
    Job.update(done=done, of=of, heard_at=at).where(Job.id == job.id).execute()


def heard(job_id: int, at: datetime) -> None:
    """The worker lives, however far it is."""
    Job.update(heard_at=at).where((Job.id == job_id) & (Job.state == "running")).execute()


def finish(job: Job, result: Any, at: datetime) -> None:
    """It is done."""
    Job.update(state="done", result=result, ended_at=at, done=Job.of).where(
        Job.id == job.id
    ).execute()


def fail(job_id: int, message: str, at: datetime) -> None:
    """It can't be done; the message is for the person who asked for it."""
    Job.update(state="failed", message=message, ended_at=at).where(Job.id == job_id).execute()


def waiting(at: datetime) -> list[int]:
    """Ids of jobs to be started now, oldest first."""
    silent = (Job.state == "running") & (Job.heard_at < at - SILENT)
    rows = Job.select(Job.id).where(
        ((Job.state == "queued") | silent) & (Job.attempt < MOST_ATTEMPTS)
    )
    return [job_id for (job_id,) in rows.order_by(Job.id).tuples()]


def fallen(job_id: int, at: datetime, *, blame: bool) -> None:
    """The worker ended without a word: once more, or failed after the last attempt.

    Without blame (the server was stopped, not the worker) the attempt doesn't count.
    """
    mine = (Job.id == job_id) & (Job.state == "running")
    if not blame:
        Job.update(state="queued", attempt=Job.attempt - 1).where(mine).execute()
        return
    Job.update(state="queued").where(mine & (Job.attempt < MOST_ATTEMPTS)).execute()
    Job.update(state="failed", message=TRIED_IN_VAIN, ended_at=at).where(mine).execute()


def give_up(at: datetime) -> None:
    """Fail what fell silent at its last attempt: nobody would ever claim it again."""
    silent = (Job.state == "running") & (Job.heard_at < at - SILENT)
    Job.update(state="failed", message=TRIED_IN_VAIN, ended_at=at).where(
        silent & (Job.attempt >= MOST_ATTEMPTS)
    ).execute()
