"""The database handle, the base of every record, and the two fields that keep time and money exact.

SQLite and PostgreSQL behave alike through here; the rest of the house does not ask which it is.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from peewee import (
    BigIntegerField,
    CharField,
    DatabaseProxy,
    Field,
    IntegerField,
    Model,
    TextField,
)
from playhouse.migrations import Runner

from app.engines import Postgres, Sqlite

database = DatabaseProxy()

MIGRATIONS = Path(__file__).parent / "migrations"


def bind(handle: Sqlite | Postgres) -> None:
    """Make every record use this handle. Called once per process (and by tests)."""
    database.initialize(handle)


def migrate() -> list[str]:
    """Apply the pending migrations in order and return their names."""
    return Runner(database.obj, str(MIGRATIONS)).up()


def pending_migrations() -> list[str]:
    """Names of migrations that this program has and the database has not."""
    return [m.name for m in Runner(database.obj, str(MIGRATIONS)).status() if not m.applied]


def transaction() -> Any:
    """All of the block or nothing. Inside another transaction it is a savepoint."""
    return database.atomic()


def locked(query: Any) -> Any:
    """The query with its rows kept from other writers until the transaction ends."""
    return database.obj.locked(query)


def hold(name: str) -> None:
    """Make deeds with the same name (a form's key) come one after the other. Needs a
    transaction; without this, two sends of one key at once could both find it unused."""
    database.obj.hold(name)


def in_chunks(rows: list[Any], size: int = 500) -> Iterator[list[Any]]:
    """The rows in lists short enough for one INSERT on either database."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


@contextmanager
def connection() -> Iterator[None]:
    """An open connection for the block; closed afterwards unless it was open before."""
    opened = database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if opened:
            database.close()


def backup(target: Path) -> None:
    """Write a consistent copy of a SQLite database while it is in use.

    Never copy the file itself: its write-ahead log would be left behind (reliability.md F12).
    Raises ValueError on PostgreSQL, where pg_dump or pg_basebackup does this.
    """
    if not isinstance(database.obj, Sqlite):
        raise ValueError("pg_dump")
    with sqlite3.connect(target) as copy:
        database.connection().backup(copy)
    copy.close()


class UtcField(Field):
    """An aware instant; on SQLite fixed-width UTC text, so that text order is time order."""

    field_type = "UTC"

    def db_value(self, value: datetime | None) -> str | None:
        """Refuses a naive datetime: without a zone it names no instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{self.name} needs a time zone: {value!r}")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def python_value(self, value: Any) -> datetime | None:
        """An aware UTC datetime, whichever database it came from."""
        if value is None:
            return None
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        return value.astimezone(UTC)


class FenField(BigIntegerField):
    """Money in integer fen. A float never gets in."""

    def db_value(self, value: int | None) -> int | None:
        """Refuses anything that is no int."""
        if value is not None and type(value) is not int:
            raise TypeError(f"{self.name} takes integer fen, not {value!r}")
        return value


class JsonField(TextField):
    """A small value kept as JSON text; the same on both databases."""

    def db_value(self, value: Any) -> str | None:
        """JSON with sorted keys, so that equal values have equal text."""
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def python_value(self, value: str | None) -> Any:
        """The value again."""
        return None if value is None else json.loads(value)


class Record(Model):
    """The base of every table."""

    class Meta:
        database = database
        legacy_table_names = False
        only_save_dirty = True


class Fact(Record):
    """What the database knows about itself as a whole: whether it is a demo, and its clock."""

    name = CharField(primary_key=True)
    value = JsonField()


class Counter(Record):
    """Gapless numbers: the row is raised inside the transaction that uses the number."""

    station_id = IntegerField()
    name = CharField()
    last = IntegerField()

    class Meta:
        primary_key = False
        indexes = ((("station_id", "name"), True),)


def next_number(station_id: int, name: str, count: int = 1) -> int:
    """Take `count` numbers of a station's series and return the first. Needs a transaction."""
    Counter.insert(station_id=station_id, name=name, last=0).on_conflict_ignore().execute()
    mine = (Counter.station_id == station_id) & (Counter.name == name)
    # UPDATE locks the row on PostgreSQL; on SQLite the transaction already holds the lock.
    Counter.update(last=Counter.last + count).where(mine).execute()
    return Counter.select(Counter.last).where(mine).scalar() - count + 1
