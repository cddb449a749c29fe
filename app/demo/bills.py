"""The station's bills, and on which days they became payable."""

from dataclasses import dataclass
from datetime import date

from app.billing.bill import Bill
from app.bulk import insert_rows
from app.demo.archive import Row, fen
from app.demo.dates import Move
from app.ledger.allocate import OpenBill


@dataclass(frozen=True)
class Release:
    """The bills released on one day: customer id and what became open. Bills of 0 are not in."""

    day: date
    bills: tuple[tuple[int, OpenBill], ...]


def add_bills(
    station_id: int,
    rows: list[Row],
    customers: dict[str, int],
    district_of: dict[str, int],
    move: Move,
) -> list[Release]:
    """Write the bills, nothing open yet: the ledger opens them. Returns the days of release.

    `customers` and `district_of` go by account number.
    """
    fields = (
        Bill.station, Bill.customer, Bill.district, Bill.period, Bill.kwh, Bill.due_fen,
        Bill.open_fen, Bill.released_on, Bill.due_on,
    )  # fmt: skip
    values = [
        (
            station_id, customers[r["account_no"]], district_of[r["account_no"]],
            move.period(r["period"]), int(r["kwh"]), fen(r["amount"]), 0,
            move.day_text(r["issued_on"]), move.day_text(r["due_on"]),
        )
        for r in rows
    ]  # fmt: skip
    insert_rows(fields, values)
    return _releases(station_id)


def _releases(station_id: int) -> list[Release]:
    by_day: dict[date, list[tuple[int, OpenBill]]] = {}
    query = (
        Bill.select(Bill.released_on, Bill.customer, Bill.id, Bill.period, Bill.due_fen)
        .where((Bill.station == station_id) & (Bill.due_fen > 0))
        .order_by(Bill.released_on, Bill.id)
        .tuples()
    )
    for day, customer, bill_id, period, due in query:
        by_day.setdefault(day, []).append((customer, OpenBill(bill_id, period, due)))
    return [Release(day, tuple(bills)) for day, bills in by_day.items()]
