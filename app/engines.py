"""SQLite and PostgreSQL, made to behave alike; nothing below `db` asks which of them it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from peewee import PostgresqlDatabase, SqliteDatabase

# recursive_triggers: without it INSERT OR REPLACE passes the append-only triggers (design.md §10).
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": 5000,
    "cache_size": -32000,
}


class Sqlite(SqliteDatabase):
    """SQLite with our field types; writes begin IMMEDIATE, or read-then-write would die at once."""

    field_types = {**SqliteDatabase.field_types, "UTC": "TEXT"}

    def locked(self, query: Any) -> Any:
        """The query unchanged: an IMMEDIATE transaction already keeps every other writer out."""
        return query

    def hold(self, name: str) -> None:
        """Nothing to do: writers already come one after the other."""

    def insert_rows(self, table: str, columns: str, rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows through one prepared statement."""
        marks = ", ".join("?" * len(rows[0]))
        self.cursor().executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


class Postgres(PostgresqlDatabase):
    """PostgreSQL with our field types."""

    field_types = {**PostgresqlDatabase.field_types, "UTC": "TIMESTAMPTZ"}

    def locked(self, query: Any) -> Any:
        """The query with its rows locked until the transaction ends."""
        return query.for_update()

    def hold(self, name: str) -> None:
        """Let nobody else hold the same name until the transaction ends."""
        self.execute_sql("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (name,))

    def insert_rows(self, table: str, columns: str, rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows by COPY, which is many times quicker than statements."""
        with self.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def open_database(url: str) -> Sqlite | Postgres:
    """A handle for `sqlite:///path` or `postgresql://…`; connects lazily, one per thread."""
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Sqlite(str(path), pragmas=PRAGMAS, lock_type="IMMEDIATE", timeout=5)
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return Postgres(
        parts.path.lstrip("/"),
        user=unquote(parts.username or "") or None,
        password=unquote(parts.password or "") or None,
        host=parts.hostname or options.pop("host", None),
        port=parts.port or options.pop("port", None),
        prefer_psycopg3=True,
        **options,
    )
