"""Writing much in short steps, so that whoever collects meanwhile hardly waits.

SQLite has one writer and lets those who wait look again every tenth of a second, so a step is
short and a pause follows that is as long.
"""

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from app.db import transaction

Item = TypeVar("Item")

STEP_ROWS = 2000
_LEAST_PAUSE = 0.02
_MOST_PAUSE = 0.2


def in_steps(items: Iterable[Item], write: Callable[[list[Item]], object]) -> int:
    """Write the items in transactions of STEP_ROWS; returns how many there were."""
    total = 0
    for step in steps(items):
        started = time.monotonic()
        with transaction():
            write(step)
        total += len(step)
        if len(step) == STEP_ROWS:
            breathe(time.monotonic() - started)
    return total


def steps(items: Iterable[Item], size: int = STEP_ROWS) -> Iterator[list[Item]]:
    """The items in lists of `size`."""
    step: list[Item] = []
    for item in items:
        step.append(item)
        if len(step) == size:
            yield step
            step = []
    if step:
        yield step


@contextmanager
def undisturbed() -> Iterator[None]:
    """No garbage collection in the block: while others wait, it would go through a long list's
    million objects again and again and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def breathe(seconds: float) -> None:
    """Leave the writer to others for about as long as it was kept."""
    time.sleep(min(_MOST_PAUSE, max(_LEAST_PAUSE, seconds)))
