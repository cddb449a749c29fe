"""Claims about the loop beside the pages: it starts work, notices what became of it, judges."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime

import pytest

from app.cli import loop as loop_module
from app.cli.loop import MOST_AT_ONCE, Loop
from app.clock import fixed
from app.jobs import job
from app.jobs.job import Job
from tests.world import MORNING

Start = Callable[[int], "subprocess.Popen[bytes]"]


@pytest.fixture
def swept() -> list[datetime]:
    return []


@pytest.fixture
def loop(database: str, swept: list[datetime]) -> Loop:
    return Loop(fixed(MORNING), swept.append)


def child(program: str, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Make every worker run this program instead, after claiming its job. Returns who ran."""
    ran: list[int] = []

    def start(job_id: int) -> "subprocess.Popen[bytes]":
        assert job.claim(job_id, MORNING)
        ran.append(job_id)
        return subprocess.Popen([sys.executable, "-c", program])

    monkeypatch.setattr(loop_module, "_start", start)
    return ran


def until_ended(loop: Loop) -> None:
    for one in loop._children.values():
        one.process.wait()
    loop.tick()


def queued() -> Job:
    return job.queue("sum", {}, station=None, by=None, at=MORNING)


def test_queued_work_is_started_a_few_at_a_time(loop, monkeypatch):
    ran = child("pass", monkeypatch)
    made = [queued().id for _ in range(MOST_AT_ONCE + 1)]
    loop.tick()
    assert ran == made[:MOST_AT_ONCE]
    until_ended(loop)
    assert ran == made


def test_a_worker_that_dies_is_started_again_and_then_told(loop, monkeypatch):
    ran = child("import os; os.abort()", monkeypatch)
    made = queued()
    loop.tick()
    for _ in range(job.MOST_ATTEMPTS):
        until_ended(loop)
    assert ran == [made.id] * job.MOST_ATTEMPTS
    assert Job.get_by_id(made.id).message == job.TRIED_IN_VAIN


def test_a_worker_that_never_ends_is_stopped_and_told(loop, monkeypatch):
    child("import time; time.sleep(600)", monkeypatch)
    made = queued()
    loop.tick()
    monkeypatch.setattr(loop_module, "WALL_SECONDS", 0)
    loop.tick()
    stopped = Job.get_by_id(made.id)
    assert (stopped.state, stopped.message) == ("failed", loop_module.TOO_LONG)


def test_stopping_the_server_puts_its_work_back(loop, monkeypatch):
    child("import time; time.sleep(600)", monkeypatch)
    made = queued()
    loop.tick()
    loop.end()
    again = Job.get_by_id(made.id)
    assert (again.state, again.attempt) == ("queued", 0)


def test_checkpoints_are_judged_at_once_and_then_each_minute(loop, swept):
    loop.tick()
    loop.tick()
    assert swept == [MORNING]
    loop._next_sweep -= loop_module.SWEEP_SECONDS
    loop.tick()
    assert swept == [MORNING, MORNING]


def test_a_real_worker_does_what_it_was_asked(database, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("TAIQU_DATA", str(tmp_path))
    made = queued()
    process = loop_module._start(made.id)
    assert process.wait(timeout=60) == 0
    assert Job.get_by_id(made.id).state == "failed"  # nobody knows how to do a "sum"
