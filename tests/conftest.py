"""Fixtures: a database with the world in it, fresh for every test.

TAIQU_TEST_PG names an empty PostgreSQL database; with it the same tests run there, without it
on SQLite. A database is migrated once a session; a test's changes are rolled back or copied.
"""

import contextlib
import functools
import hashlib
import logging
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import AutoField

from app import create_app, db, engines
from app.clock import fixed
from app.config import Config
from app.ledger import seal
from app.station.people import Staff
from app.station.signin import SignIn
from app.web import limits
from tests.schema import records
from tests.world import MORNING, World

PG = os.environ.get("TAIQU_TEST_PG", "")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database: `make test` ran the rest on SQLite."""
    if PG:
        rest = [item for item in items if "database" not in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=rest)
        items[:] = [item for item in items if item not in rest]


def _own_postgres() -> str:
    """The database that TAIQU_TEST_PG names; of several xdist workers each makes its own beside."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        return PG
    with psycopg.connect(PG, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS taiqu_{worker}")
        admin.execute(f"CREATE DATABASE taiqu_{worker}")
    return urlsplit(PG)._replace(path=f"/taiqu_{worker}").geturl()


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database with the world in it: a SQLite file to copy, or the PostgreSQL one."""
    seal.use_keys([("test", b"k" * 32)])
    url = _own_postgres() if PG else f"sqlite:///{tmp_path_factory.mktemp('world') / 'world.db'}"
    handle = engines.open_database(url)
    db.bind(handle)
    db.migrate()
    handle.close()
    yield url


@pytest.fixture(scope="session")
def _app(_template: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One app for the whole run: it holds no database of its own, and templates compile once."""
    data = str(tmp_path_factory.mktemp("data"))
    settings = {"DATABASE_URL": _template, "TAIQU_DATA": data, "TAIQU_SECRET": "s" * 32}
    return create_app(Config.from_env(settings), fixed(MORNING))


@pytest.fixture
def database(
    _template: str, _app: Flask, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
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
    handle = engines.open_database(url)
    db.bind(handle)
    seal.use_keys([("test", b"k" * 32)])
    handle.connect(reuse_if_open=True)
    if PG:
        _empty(handle)
    yield url
    handle.close()


@functools.cache
def _emptying() -> str:
    """One statement list that empties every table and begins its ids anew. Truncating some
    seventy small tables takes ten times as long."""
    names = [m._meta.table_name for m in records()]
    ids = [m._meta.table_name for m in records() if isinstance(m._meta.primary_key, AutoField)]
    deletes = [f'DELETE FROM "{name}"' for name in names]
    restarts = [f"SELECT setval('\"{name}_id_seq\"', 1, false)" for name in ids]
    return ";".join([*deletes, *restarts])


def _empty(handle: engines.Postgres) -> None:
    """Empty every table; replica mode lets the append-only triggers sleep meanwhile."""
    handle.execute_sql("SET session_replication_role = replica")
    handle.connection().execute(_emptying())
    handle.execute_sql("SET session_replication_role = DEFAULT")


@pytest.fixture
def world(database: str) -> World:
    """The small station with its cast."""
    return World()


@pytest.fixture
def config(database: str, tmp_path: Path) -> Config:
    """Settings of a running copy on the test's database."""
    return Config.from_env(
        {"DATABASE_URL": database, "TAIQU_DATA": str(tmp_path), "TAIQU_SECRET": "s" * 32}
    )


@pytest.fixture
def app(_app: Flask, database: str, world: World) -> Flask:
    """The app on the world's morning; CSRF is off but for the tests that are about it."""
    limits.forget()
    _app.extensions["clock"] = fixed(MORNING)
    _app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return _app


@pytest.fixture
def sign_in(app: Flask) -> Callable[[Staff], FlaskClient]:
    """`sign_in(person)` gives a client that the person is signed in with."""

    def _client(person: Staff) -> FlaskClient:
        client = app.test_client()
        token = secrets.token_urlsafe(8)
        SignIn.create(
            token=hashlib.sha256(token.encode()).hexdigest(),
            staff=person,
            epoch=person.epoch,
            made_at=MORNING,
        )
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        return client

    return _client


@pytest.fixture
def queries() -> Callable[[], contextlib.AbstractContextManager[list[str]]]:
    """`with queries() as seen:` collects the SQL that runs in the block."""

    @contextlib.contextmanager
    def _collect() -> Iterator[list[str]]:
        seen: list[str] = []

        class Handler(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                seen.append(str(record.msg[0] if isinstance(record.msg, tuple) else record.msg))

        log, handler = logging.getLogger("peewee"), Handler()
        log.addHandler(handler)
        log.setLevel(logging.DEBUG)
        try:
            yield seen
        finally:
            log.removeHandler(handler)
            log.setLevel(logging.NOTSET)

    return _collect
