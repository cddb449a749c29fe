"""The demo, loaded once a run into a SQLite file that tests only read.

It is loaded on a day of February, so that its story ends on Sunday, 21 February 2027: another
year than the packed one, months of other lengths, and no working day by the public calendar.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import db, engines
from app.clock import parse_instant
from app.demo import loader
from app.demo.clock import Demo
from app.demo.dates import Move, move_to
from app.ledger import seal

LOADED_AT = parse_instant("2027-02-10T14:30+08:00")
MOVE: Move = move_to(LOADED_AT)


@pytest.fixture(scope="session")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the loaded demo: of several workers the first loads it, the others wait."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    loaded, begun = folder / "demo.db", folder / "demo.begun"
    try:
        begun.touch(exist_ok=False)
    except FileExistsError:
        _wait_for(loaded)
    else:
        _load(folder / "demo.part")
        (folder / "demo.part").rename(loaded)
    return f"sqlite:///{loaded}"


def _load(path: Path) -> None:
    handle = engines.open_database(f"sqlite:///{path}")
    db.bind(handle)
    seal.use_keys([("test", b"k" * 32)])
    db.migrate()
    loader.load(LOADED_AT)
    handle.close()


def _wait_for(loaded: Path) -> None:
    until = time.monotonic() + 600
    while not loaded.exists():
        assert time.monotonic() < until, "the worker that loads the demo has failed"
        time.sleep(0.2)


@pytest.fixture
def demo(demo_url: str) -> Iterator[Demo]:
    """The demo's database bound to every record; only to be read."""
    handle = engines.open_database(demo_url)
    db.bind(handle)
    seal.use_keys([("test", b"k" * 32)])
    handle.connect()
    handle.execute_sql("PRAGMA query_only = 1")
    yield Demo(LOADED_AT, MOVE.starts_at)
    handle.close()
