"""The customers to be written, in a temporary table of this connection.

Filling it takes a long list's time and keeps nobody from writing; what then happens to the
customers themselves are a few statements over it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.bulk import run_many
from app.customers.customer import Customer
from app.customers.names import initials
from app.db import database
from app.exchange.customer_list.compare import COLUMNS, NAME
from app.exchange.pace import steps

_WRITTEN = (*COLUMNS, "initials")
_TABLE = "incoming_customer"


def fill(rows: Iterable[tuple[int | None, str, str, tuple[Any, ...]]]) -> tuple[int, int]:
    """Take (customer id or None, account number, what the list calls the district, values of
    COLUMNS) of each row that changes something. Returns how many are new and how many changed."""
    columns = ", ".join(("id", "account_no", *_WRITTEN))
    database.execute_sql(f"DROP TABLE IF EXISTS {_TABLE}")
    database.execute_sql(
        f"CREATE TEMP TABLE {_TABLE} AS "
        f"SELECT {columns}, account_no AS district_key FROM customer WHERE 1 = 0"
    )
    marks = ", ".join([database.obj.param] * (len(_WRITTEN) + 3))
    new = changed = 0
    for piece in steps(rows):
        values = [(id_, number, *v, initials(v[NAME]), key) for id_, number, key, v in piece]
        run_many(f"INSERT INTO {_TABLE} ({columns}, district_key) VALUES ({marks})", values)
        new += sum(value[0] is None for value in values)
        changed += sum(value[0] is not None for value in values)
    database.execute_sql(f"CREATE INDEX {_TABLE}_id ON {_TABLE} (id, account_no)")
    return new, changed


def place_in_districts(station_id: int) -> None:
    """Give the rows the ids of districts that were made for them just now."""
    database.execute_sql(
        f"UPDATE {_TABLE} SET district_id = d.id FROM district AS d "
        f"WHERE d.station_id = {database.obj.param} AND d.code = district_key",
        (station_id,),
    )


def update_changed(at: datetime) -> None:
    """Give the changed customers their new values. Needs a transaction."""
    values = ", ".join(f"{name} = i.{name}" for name in _WRITTEN)
    database.execute_sql(
        f"UPDATE customer SET {values}, changed_at = {database.obj.param} "
        f"FROM {_TABLE} AS i WHERE customer.id = i.id",
        (_instant(at),),
    )


def insert_new(
    station_id: int, at: datetime, *, batch_id: int | None = None, after: str = "", most: int = 0
) -> str:
    """Insert new customers by account number, at most so many after that one (0: all). Returns
    the last account number, '' when there was none left. Needs a transaction."""
    mark = database.obj.param
    last = _last(after, most)
    if not last:
        return ""
    columns = ", ".join(("account_no", *_WRITTEN))
    # PostgreSQL can't guess the types of lone parameters in a select list.
    station, now, batch = (f"CAST({mark} AS {t})" for t in ("INTEGER", _instant_type(), "INTEGER"))
    database.execute_sql(
        f"INSERT INTO customer (station_id, changed_at, batch_id, {columns}) "
        f"SELECT {station}, {now}, {batch}, {columns} FROM {_TABLE} "
        f"WHERE id IS NULL AND account_no > {mark} AND account_no <= {mark} ORDER BY account_no",
        (station_id, _instant(at), batch_id, after, last),
    )
    return last


def _last(after: str, most: int) -> str:
    """The account number that ends the next step."""
    mark = database.obj.param
    found = database.execute_sql(
        f"SELECT MAX(account_no) FROM (SELECT account_no FROM {_TABLE} WHERE id IS NULL "
        f"AND account_no > {mark} ORDER BY account_no LIMIT {mark}) AS step",
        (after, most or 10**9),
    ).fetchone()
    return found[0] or ""


def _instant_type() -> str:
    return str(database.obj.field_types["UTC"])


def _instant(at: datetime) -> Any:
    return Customer.changed_at.db_value(at)
