"""Writing many rows at once, for imports and loads: beside `db`, for every room."""

from collections.abc import Iterable, Sequence
from itertools import islice, repeat
from typing import Any

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    DoubleField,
    Field,
    IntegerField,
    TextField,
    __exception_wrapper__,
)

from app.db import FenField, JsonField, database

# Fields whose values go to the database as they are.
_AS_THEY_ARE = (IntegerField, BigIntegerField, CharField, TextField, DoubleField, BooleanField)
_BATCH = 10_000


def insert_rows(fields: Sequence[Field], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of the fields' table, each a sequence of values in the fields' order; fields
    left out get their default. Needs a transaction.

    peewee's insert_many builds SQL for every single value, which takes ten times as long.
    """
    named = {field.name for field in fields}
    model = fields[0].model
    rest = [f for f in model._meta.sorted_fields if f.name not in named and f.default is not None]
    defaults = tuple(field.db_value(field.default) for field in rest)
    columns = ", ".join(f'"{field.column_name}"' for field in (*fields, *rest))
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        given = zip(fields, zip(*batch, strict=True), strict=True)
        taken = [_converted(field, column) for field, column in given]
        whole = list(zip(*taken, *(repeat(value) for value in defaults), strict=False))
        with __exception_wrapper__:
            database.obj.insert_rows(f'"{model._meta.table_name}"', columns, whole)


def _converted(field: Field, column: Sequence[Any]) -> Sequence[Any]:
    """A column's values as the database takes them; the same instant or number only once."""
    if type(field) in _AS_THEY_ARE:
        return column
    if isinstance(field, JsonField | FenField):  # 1.0 equals 1 and would slip in with it
        return [field.db_value(value) for value in column]
    seen = {value: field.db_value(value) for value in set(column)}
    return [seen[value] for value in column]


def run_many(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run one statement with each row of values, which are as the database takes them."""
    if rows:
        with __exception_wrapper__:
            database.obj.cursor().executemany(sql, rows)
