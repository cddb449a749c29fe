"""Fixtures: a database with the world in it, fresh for every test.

TAIQU_TEST_PG names an empty PostgreSQL database; with it the same tests run there, without it
on SQLite. A database is migrated once a session; a test's changes are rolled back or copied.
"""

import os
import sqlite3
from collections.abc import Iterator

import pytest

from app import db
from app.ledger import seal
from tests.schema import records
from tests.world import World

PG = os.environ.get("TAIQU_TEST_PG", "")


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database with the world in it: a SQLite file to copy, or the PostgreSQL one."""
    seal.use_keys([("test", b"k" * 32)])
    url = PG or f"sqlite:///{tmp_path_factory.mktemp('world') / 'world.db'}"
    handle = db.open_database(url)
    db.bind(handle)
    db.migrate()
    handle.close()
    yield url


@pytest.fixture
def database(_template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty, migrated database bound to every record; yields its URL."""
    url = _template
    if not PG:
        source = url.removeprefix("sqlite:///")
        copy = tmp_path_factory.mktemp("db") / "test.db"
        with sqlite3.connect(source) as origin, sqlite3.connect(copy) as target:
            origin.backup(target)
        origin.close()
        target.close()
        url = f"sqlite:///{copy}"
    handle = db.open_database(url)
    db.bind(handle)
    seal.use_keys([("test", b"k" * 32)])
    handle.connect(reuse_if_open=True)
    if PG:
        _empty(handle)
    yield url
    handle.close()


def _empty(handle: db.Postgres) -> None:
    """Empty every table; replica mode lets the append-only triggers sleep meanwhile."""
    names = ", ".join(f'"{m._meta.table_name}"' for m in records())
    handle.execute_sql("SET session_replication_role = replica")
    handle.execute_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    handle.execute_sql("SET session_replication_role = DEFAULT")


@pytest.fixture
def world(database: str) -> World:
    """The small station with its cast."""
    return World()
