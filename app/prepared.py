"""Queries that are asked all day long: their SQL is built once, then only run.

Building SQL costs some thirty times what the database needs to answer a small question, and
every page asks the same few. What comes back is as the driver gives it: on SQLite days and
instants are text (`day`, `UtcField.python_value`).
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from peewee import AsIs

from app.db import database


class Slot:
    """The place of the n-th value in a prepared query."""

    def __init__(self, n: int) -> None:
        self.n = n


def slot(n: int) -> Any:
    """Stands in the query where the n-th value goes in, as the database takes it."""
    return AsIs(Slot(n), converter=False)


class Prepared:
    """A query to run often. `build` makes it, with slots; it is called once per database."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._made: tuple[Any, Any, str, list[Any]] | None = None

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """What the database answers, as plain tuples."""
        return self._run(values)[1].fetchall()

    def records(self, *values: Any) -> list[Any]:
        """The records of the answer."""
        query, cursor = self._run(values)
        return list(query._get_cursor_wrapper(cursor))

    def _run(self, values: tuple[Any, ...]) -> tuple[Any, Any]:
        handle = database.obj
        if self._made is None or self._made[0] is not handle:
            query = self._build()
            self._made = (handle, query, *query.sql())
        _, query, sql, parameters = self._made
        filled = [values[p.n] if isinstance(p, Slot) else p for p in parameters]
        return query, handle.execute_sql(sql, filled)


def day(value: Any) -> date | None:
    """A date column as either driver gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value
