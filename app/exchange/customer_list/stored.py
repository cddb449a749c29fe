"""Listed customers looked up beside the stored ones, some hundred at a time."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from app.customers import batch
from app.customers.customer import Customer
from app.exchange.customer_list.compare import COLUMNS, Stored, compare
from app.exchange.pace import steps
from app.exchange.rows.customers import CustomerRow
from app.station.territory import District

Item = TypeVar("Item")

_LOOKED_UP = 500
_FIELDS = [getattr(Customer, name) for name in COLUMNS]


def district_ids(station_id: int) -> dict[str, int]:
    """Code -> id of every district of the station."""
    rows = District.select(District.code, District.id).where(District.station == station_id)
    return dict(rows.tuples())


def compared(
    station_id: int, rows: Iterable[tuple[Item, CustomerRow]], districts: Mapping[str, int]
) -> Iterator[tuple[Item, CustomerRow, int | None, str, tuple[Any, ...]]]:
    """Each row with the id of its customer, the verdict and the values to be."""
    for piece in steps(rows, _LOOKED_UP):
        stored = _stored(station_id, [row.account_no for _, row in piece])
        for item, row in piece:
            mine = stored.get(row.account_no)
            verdict, values = compare(row, mine, districts)
            yield item, row, mine.id if mine else None, verdict, values


def _stored(station_id: int, account_nos: list[str]) -> dict[str, Stored]:
    query = (
        Customer.select(Customer.account_no, Customer.id, *_FIELDS)
        .where(
            (Customer.station == station_id)
            & Customer.account_no.in_(account_nos)
            & batch.visible()
        )
        .tuples()
    )
    return {account_no: Stored(id_, tuple(values)) for account_no, id_, *values in query}
