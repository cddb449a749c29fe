"""The worklist: everybody in an area who owes, with the worth of a visit and the reasons.

Four queries, however many customers there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, fn

from app.billing.bill import IS_OPEN, Bill
from app.clock import period_first_day
from app.customers import batch
from app.customers.customer import Customer
from app.dayplan.area import Area
from app.dayplan.worth import Facts, Worth, worth
from app.fieldwork.visit import Promise, Visit
from app.ledger.entry import Entry
from app.ledger.history import PAYMENTS
from app.station.territory import District

Promised = tuple[date, int | None, date]


@dataclass(frozen=True)
class Due:
    """One customer to visit. WGS-84 degrees, the district's as `centre`, fen and number of open
    bills, the oldest open period, points and reasons (worth.py)."""

    customer_id: int
    district_id: int | None
    village: str
    lat: float | None
    lon: float | None
    centre: tuple[float | None, float | None]
    fen: int
    bills: int
    oldest: int
    worth: Worth


def due_in(area: Area, day: date) -> list[Due]:
    """Everybody in the area who owes something, with worth as of that day."""
    if not area:
        return []
    rows = list(_owing(area))
    ids = [row[0] for row in rows]
    seen = dict(_newest_visits(ids))
    promised = _promised(ids)
    paid = _paid_since(promised)
    result = []
    for customer_id, district_id, village, *rest in rows:
        lat, lon, centre_lat, centre_lon, key, elderly, fen, bills, periods, *since = rest
        oldest, due_on, released_on = since
        promise = promised.get(customer_id)
        if promise and _kept(promise, released_on or period_first_day(oldest), paid[customer_id]):
            promise = None
        facts = Facts(
            open_fen=int(fen),
            periods=periods,
            overdue_days=(day - due_on).days if due_on else None,
            promise_days=(promise[0] - day).days if promise else None,
            key_account=key,
            elderly_alone=elderly,
            **_contact(seen.get(customer_id), day),
        )
        place = (customer_id, district_id, village or "", lat, lon, (centre_lat, centre_lon))
        result.append(Due(*place, int(fen), bills, oldest, worth(facts)))
    return result


def _contact(last: date | None, day: date) -> dict[str, Any]:
    if last is None:
        return {"seen_days": None, "contacted_this_month": False}
    return {"seen_days": (day - last).days, "contacted_this_month": last >= day.replace(day=1)}


def _owing(area: Area) -> Any:
    """One row a customer with open bills: who and where, then what the bills come to."""
    mine = Customer.district.in_(sorted(area.districts))
    if area.customers:
        mine |= Customer.id.in_(sorted(area.customers))
    return (
        Customer.select(
            Customer.id,
            Customer.district,
            District.village,
            Customer.lat,
            Customer.lon,
            District.lat,
            District.lon,
            Customer.key_account,
            Customer.elderly_alone,
            fn.SUM(Bill.open_fen),
            fn.COUNT(Bill.id),
            fn.COUNT(Bill.period.distinct()),
            fn.MIN(Bill.period),
            fn.MIN(Bill.due_on),
            fn.MIN(Bill.released_on),
        )
        .join(Bill, on=(Bill.customer == Customer.id) & IS_OPEN)
        .switch(Customer)
        .join(District, JOIN.LEFT_OUTER, on=(Customer.district == District.id))
        .where(mine & batch.visible())
        .group_by(Customer.id, District.id)
        .order_by(Customer.id)
        .tuples()
    )


def _newest_visits(customer_ids: list[int]) -> Iterable[tuple[int, date]]:
    return (
        Visit.select(Visit.customer, fn.MAX(Visit.day))
        .where(Visit.customer.in_(customer_ids))
        .group_by(Visit.customer)
        .tuples()
    )


def _promised(customer_ids: list[int]) -> dict[int, Promised]:
    """Customer id -> (day promised for, fen or None for all, day promised on) of the newest."""
    rows = (
        Promise.select(Promise.customer, Promise.promised_on, Promise.fen, Visit.day)
        .join(Visit, on=(Promise.visit == Visit.id))
        .where(Promise.customer.in_(customer_ids))
        .order_by(Promise.id)
        .tuples()
    )
    return {customer_id: (on, fen, made) for customer_id, on, fen, made in rows}


def _paid_since(promised: dict[int, Promised]) -> dict[int, int]:
    """Customer id -> fen paid from the day of the promise on, what was reversed left out."""
    paid = dict.fromkeys(promised, 0)
    if not promised:
        return paid
    reversal = Entry.alias()
    rows = (
        Entry.select(Entry.customer, Entry.day, Entry.fen)
        .join(reversal, JOIN.LEFT_OUTER, on=(reversal.reverses == Entry.id))
        .where(
            Entry.customer.in_(sorted(promised))
            & Entry.kind.in_(PAYMENTS)
            & Entry.reverses.is_null()
            & reversal.id.is_null()
        )
        .tuples()
    )
    for customer_id, day, fen in rows:
        if day >= promised[customer_id][2]:
            paid[customer_id] += fen
    return paid


def _kept(promise: Promised, owed_since: date, paid_fen: int) -> bool:
    """Whether a promise needs no more: what was promised came, or what is open is younger."""
    _on, fen, made = promise
    return owed_since > made or (fen is not None and paid_fen >= fen)
