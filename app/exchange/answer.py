"""What a person says to a list that was read: as of when it is, whether it is full, what to do
with rows that raise a question, and at last that it may be written."""

from datetime import datetime
from typing import Any

from app.db import hold, transaction
from app.exchange import judge
from app.exchange.importfile import ASK, VERDICTS, ImportFile, StagedRow
from app.exchange.older import refuse_older
from app.jobs import job
from app.refusals import BadInput, NotInSight, Stale
from app.station import audit
from app.station.people import Staff

# More rows than this are judged anew in a child process, not while the person waits.
_JUDGED_AT_ONCE = 20_000


def answer(
    imported: ImportFile,
    as_of: datetime | None,
    full: bool | None,
    *,
    by: Staff | None,
    at: datetime,
    queue: bool = True,
) -> None:
    """Keep as-of and full or partial, and judge the rows by them; a long list is judged by a
    child process unless `queue` is off.

    Neither has a default for lists of money. A list of customers is as of its upload.
    Raises BadInput (not answered, in the future, older than a loaded list), Stale.
    """
    if imported.kind == "customers":
        as_of = as_of or imported.made_at
    if as_of is None:
        raise BadInput("as_of", "这份名单截至什么时候，选一下")
    if full is None:
        raise BadInput("full", "是全所的名单，还是只有一部分，选一个")
    if as_of > at:
        raise BadInput("as_of", "这个时候还没到，看看日期")
    refuse_older(imported, as_of)
    with transaction():
        kept = ImportFile.update(as_of=as_of, full=full, answered_at=None).where(
            (ImportFile.id == imported.id) & _open()
        )
        if kept.execute() != 1:
            raise Stale("这份已经在导了")
        if queue and imported.count(*VERDICTS) > _JUDGED_AT_ONCE:
            return _queue("import-judge", imported, by, at)
    return judge_answered(ImportFile.get_by_id(imported.id), at=at)


def judge_answered(imported: ImportFile, *, at: datetime) -> None:
    """Judge the rows by the answers; from then on the list can be confirmed."""
    if imported.kind != "customers":
        judge.judge(imported, at=at)
    ImportFile.update(answered_at=at).where((ImportFile.id == imported.id) & _open()).execute()


def decide(row: StagedRow, take: bool, *, by: Staff | None, at: datetime) -> None:
    """Take the row as the list has it, or leave it. Raises BadInput when it raises no question
    or can't be taken, Stale once the list is confirmed."""
    if row.verdict != ASK:
        raise BadInput("take", "这一行不用你定")
    if take and (row.data is None or not can_take(row)):
        raise BadInput("take", "这一行没法照名单记，%(advice)s", advice=row.advice)
    with transaction():
        if not ImportFile.select().where((ImportFile.id == row.import_file_id) & _open()).exists():
            raise Stale("这份已经在导了")
        StagedRow.update(taken=take, decided_by=by, decided_at=at).where(
            StagedRow.id == row.id
        ).execute()


def can_take(row: StagedRow) -> bool:
    """Whether the list's word can be taken: not when money of ours would have to vanish."""
    return row.asked_by != "books" or row.advice != judge.OURS_GONE


def find_row(imported: ImportFile, row_id: int) -> StagedRow:
    """The import's row with that id. Raises NotInSight."""
    row = StagedRow.get_or_none((StagedRow.id == row_id) & (StagedRow.import_file == imported))
    if row is None:
        raise NotInSight()
    return row


def confirm(imported: ImportFile, *, by: Staff | None, at: datetime, queue: bool = True) -> None:
    """Have the list written, by a child process unless `queue` is off. Of two confirmations at
    once one wins. Raises BadInput when the questions are not answered, Stale."""
    with transaction():
        hold(f"import/{imported.station_id}")
        taken = ImportFile.update(confirmed_at=at, confirmed_by=by, failure="").where(
            (ImportFile.id == imported.id) & _open() & ImportFile.answered_at.is_null(False)
        )
        if taken.execute() != 1:
            if ImportFile.get_by_id(imported.id).state in ("asking", "judging"):
                raise BadInput("full", "先答上面的问题")
            raise Stale("这份已经在导了")
        audit.record("import_confirmed", imported.id, station=imported.station_id, by=by, at=at)
        if queue:
            _queue("import-apply", imported, by, at)


def _queue(kind: str, imported: ImportFile, by: Staff | None, at: datetime) -> None:
    made = job.queue(kind, {"import": imported.id}, station=imported.station, by=by, at=at)
    ImportFile.update(job_id=made.id).where(ImportFile.id == imported.id).execute()


def _open() -> Any:
    """The condition that a list was read and is neither confirmed nor dropped."""
    return (
        ImportFile.parsed_at.is_null(False)
        & ImportFile.confirmed_at.is_null()
        & ImportFile.dropped_at.is_null()
        & ImportFile.failed_at.is_null()
    )
