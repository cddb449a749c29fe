"""The one loop of a running server: judges what is due, starts queued jobs, buries dead ones."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from peewee import PeeweeException

from app.clock import Clock
from app.db import connection
from app.jobs import job

TICK_SECONDS = 1.0
SWEEP_SECONDS = 60.0
AFTER_TROUBLE_SECONDS = 10.0
MOST_AT_ONCE = 2
WALL_SECONDS = 30 * 60
TOO_LONG = "半小时还没做完，停下了，什么也没有改"


@dataclass
class Child:
    """A worker's process and when it was started (the monotonic clock's seconds)."""

    process: "subprocess.Popen[bytes]"
    started: float


class Loop(threading.Thread):
    """A thread of `serve`'s main process, beside the workers that answer requests."""

    def __init__(self, clock: Clock, sweep: Callable[[datetime], object]) -> None:
        super().__init__(name="loop", daemon=True)
        self._clock, self._sweep = clock, sweep
        self._ended = threading.Event()
        self._children: dict[int, Child] = {}
        self._next_sweep = 0.0

    def run(self) -> None:
        """Until `end`. Trouble with the database is said once and tried again later."""
        while not self._ended.is_set():
            try:
                with connection():
                    self.tick()
                self._ended.wait(TICK_SECONDS)
            except (PeeweeException, OSError) as error:
                print(f"taiqu: {error}", file=sys.stderr, flush=True)
                self._ended.wait(AFTER_TROUBLE_SECONDS)

    def end(self) -> None:
        """Stop; work that is under way goes back into the queue, without blame."""
        self._ended.set()
        if self.is_alive():
            self.join(timeout=10)
        for child in self._children.values():
            child.process.terminate()
        with connection():
            for job_id, child in self._children.items():
                child.process.wait()
                job.fallen(job_id, self._clock(), blame=False)

    def tick(self) -> None:
        """One round."""
        now = self._clock()
        self._look_after_children(now)
        for job_id in job.waiting(now):
            if job_id not in self._children and len(self._children) < MOST_AT_ONCE:
                self._children[job_id] = Child(_start(job_id), time.monotonic())
        if time.monotonic() >= self._next_sweep:
            self._next_sweep = time.monotonic() + SWEEP_SECONDS
            job.give_up(now)
            self._sweep(now)

    def _look_after_children(self, now: datetime) -> None:
        for job_id, child in list(self._children.items()):
            if child.process.poll() is None:
                if time.monotonic() - child.started > WALL_SECONDS:
                    child.process.kill()
                    child.process.wait()
                    job.fail(job_id, TOO_LONG, now)
                    del self._children[job_id]
                continue
            del self._children[job_id]
            if child.process.returncode:
                job.fallen(job_id, now, blame=True)


def _start(job_id: int) -> "subprocess.Popen[bytes]":
    # A session of its own: Ctrl-C at the terminal is for the server, which then puts work back.
    return subprocess.Popen(
        [sys.executable, "-m", "app", "work", str(job_id)],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
