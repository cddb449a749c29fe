"""Writing many rows at once, for imports and loads: beside `db`, for every room."""

from collections.abc import Iterable, Sequence
from typing import Any

from peewee import Field, __exception_wrapper__

from app.db import database


def insert_rows(fields: Sequence[Field], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of the fields' table, each a sequence of values in the fields' order; fields
    left out get their default. Needs a transaction.

    peewee's insert_many builds SQL for every single value, which takes ten times as long.
    """
    named = {field.name for field in fields}
    model = fields[0].model
    rest = [f for f in model._meta.sorted_fields if f.name not in named and f.default is not None]
    convert = [field.db_value for field in fields]
    defaults = tuple(field.db_value(field.default) for field in rest)
    columns = ", ".join(f'"{field.column_name}"' for field in (*fields, *rest))
    marks = ", ".join([database.obj.param] * (len(fields) + len(rest)))
    values = [(*(c(v) for c, v in zip(convert, row, strict=True)), *defaults) for row in rows]
    if values:
        with __exception_wrapper__:
            database.obj.cursor().executemany(
                f'INSERT INTO "{model._meta.table_name}" ({columns}) VALUES ({marks})', values
            )
