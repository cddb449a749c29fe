"""Queries that are asked all day long: their SQL is built once, then only run.

Building SQL costs some thirty times what the database needs to answer a small question, and
every page asks the same few. What comes back is as the driver gives it: on SQLite days and
instants are text (`day`, `UtcField.python_value`).
"""

from collections.abc import Callable, Sequence
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
        self._made: tuple[Any, str, list[Any]] | None = None

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """What the database answers, as plain tuples."""
        handle = database.obj
        if self._made is None or self._made[0] is not handle:
            self._made = (handle, *self._build().sql())
        _, sql, parameters = self._made
        filled = [values[p.n] if isinstance(p, Slot) else p for p in parameters]
        return handle.execute_sql(sql, filled).fetchall()


def record(model: Any, values: Sequence[Any]) -> Any:
    """The record that a row of all its columns is, just as peewee would load it."""
    made = model(__no_default__=True)
    fields = zip(model._meta.sorted_fields, values, strict=True)
    made.__data__ = {field.name: field.python_value(value) for field, value in fields}
    return made


def day(value: Any) -> date | None:
    """A date column as either driver gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value
