"""The worker: one claimed job run to its end, in a process of its own (design.md §8).

It knows no trade: `runners` names a function for each kind of job. The function gets the job and
a `Progress` to call with (done, of), and returns what is kept as the job's result.
"""

import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from peewee import OperationalError

from app.clock import Clock
from app.db import connection
from app.jobs import job
from app.jobs.job import Job
from app.refusals import Refusal

Progress = Callable[[int, int], None]
Runner = Callable[[Job, Progress], Any]

HEARTBEAT_SECONDS = 20
UNKNOWN = "这个版本不会做这件事"
NO_MEMORY = "这一份太大，内存不够，什么也没有改；分成几份再来"
BROKEN = "没做成，什么也没有改；原因记在服务器的日志里"


def work(job_id: int, runners: Mapping[str, Runner], clock: Clock) -> bool:
    """Claim the job and run it. False when somebody else has it or it failed.

    A refusal's words become the job's message; any other error is told briefly and its
    traceback goes to stderr.
    """
    claimed = job.claim(job_id, clock())
    if claimed is None:
        return False
    stop = threading.Event()
    beating = threading.Thread(target=_beat, args=(job_id, clock, stop), daemon=True)
    beating.start()
    try:
        result = _run(claimed, runners, clock)
    except Refusal as refusal:
        message = refusal.words
    except MemoryError:
        message = NO_MEMORY
    except Exception:
        traceback.print_exc(file=sys.stderr)
        message = BROKEN
    else:
        job.finish(claimed, result, clock())
        return True
    finally:
        stop.set()
    job.fail(job_id, message, clock())
    return False


def _run(claimed: Job, runners: Mapping[str, Runner], clock: Clock) -> Any:
    runner = runners.get(claimed.kind)
    if runner is None:
        raise Refusal(UNKNOWN)
    return runner(claimed, lambda done, of: job.progress(claimed, done, of, clock()))


def _beat(job_id: int, clock: Clock, stop: threading.Event) -> None:
    """Say now and then that the worker lives, on a connection of this thread's own."""
    while not stop.wait(HEARTBEAT_SECONDS):
        try:
            with connection():
                job.heard(job_id, clock())
        except OperationalError:
            # Another writer, perhaps this very job's own transaction, holds the database.
            continue
