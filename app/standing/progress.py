"""Progress: how much of what a period's bills came to is settled. Reads bills and the ledger.

Only `owed` lines name a bill, so the queries ask for bills and never for the account: asked for
both, SQLite would walk every `owed` line there is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from peewee import Case, fn

from app.billing.bill import Bill
from app.db import UtcField
from app.ledger.entry import Entry, Line
from app.prepared import Prepared, slot


@dataclass(frozen=True)
class Measure:
    """Receivable and settled fen of a set of districts' bills, and how many are open."""

    due_fen: int = 0
    settled_fen: int = 0
    open_count: int = 0
    count: int = 0

    @property
    def open_fen(self) -> int:
        """What is still owed."""
        return self.due_fen - self.settled_fen

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(
            self.due_fen + other.due_fen,
            self.settled_fen + other.settled_fen,
            self.open_count + other.open_count,
            self.count + other.count,
        )


def now_of(district_ids: Collection[int], period: int) -> Measure:
    """Where these districts stand now, from the open amounts, one covered query. How many bills
    are open is not counted."""
    due, open_fen, count = _now_of(len(district_ids)).rows(*district_ids, period)[0]
    return Measure(int(due or 0), int(due or 0) - int(open_fen or 0), 0, count)


def settled_before(
    district_ids: Collection[int], period: int, moments: Sequence[datetime]
) -> list[int]:
    """For each of the instants, what of these districts' bills was paid before it, in fen."""
    bounds = [UtcField().db_value(moment) for moment in moments]
    query = _settled_before(len(district_ids), len(moments))
    return [int(fen or 0) for fen in query.rows(*bounds, *district_ids, period)[0]]


def now_by_district(station_id: int, period: int) -> dict[int, Measure]:
    """District id -> where it stands now."""
    query = _now((Bill.station == station_id) & (Bill.period == period), Bill.district)
    return {row[0]: _measure(row[1:]) for row in query.group_by(Bill.district).tuples()}


def earlier_by_district(station_id: int, period: int) -> dict[int, tuple[int, int]]:
    """District id -> (open fen, open bills) of all periods before that one (往月欠费)."""
    query = (
        Bill.select(Bill.district, fn.SUM(Bill.open_fen), fn.COUNT(Bill.id))
        .where((Bill.station == station_id) & (Bill.period < period) & (Bill.open_fen > 0))
        .group_by(Bill.district)
    )
    return {district: (int(fen), count) for district, fen, count in query.tuples()}


def as_of_by_district(
    station_id: int, period: int, *, paid_before: datetime, recorded_by: datetime
) -> dict[int, Measure]:
    """District id -> where it stood by money paid before one instant and known by another."""
    settled = dict(
        Line.select(Bill.district, -1 * fn.SUM(Line.fen))
        .join(Bill, on=(Line.bill == Bill.id))
        .join(Entry, on=(Line.entry == Entry.id))
        .where(
            (Bill.station == station_id)
            & (Bill.period == period)
            & Entry.kind.not_in(("release", "revision"))
            & (Entry.paid_at < paid_before)
            & (Entry.recorded_at <= recorded_by)
        )
        .group_by(Bill.district)
        .tuples()
    )
    due = (
        Bill.select(Bill.district, fn.SUM(Bill.due_fen), fn.COUNT(Bill.id))
        .where((Bill.station == station_id) & (Bill.period == period))
        .group_by(Bill.district)
    )
    return {
        district: Measure(int(fen), int(settled.get(district, 0)), 0, count)
        for district, fen, count in due.tuples()
    }


def settled_by_day(
    station_id: int, period: int, district_ids: Sequence[int] | None = None
) -> list[tuple[date, int, int]]:
    """(business day, settled fen, payments) of the period's bills, by the day they were paid."""
    condition = (
        (Bill.station == station_id)
        & (Bill.period == period)
        & Entry.kind.not_in(("release", "revision"))
    )
    if district_ids is not None:
        condition &= Bill.district.in_(list(district_ids))
    query = (
        Line.select(Entry.day, -1 * fn.SUM(Line.fen), fn.COUNT(Line.id))
        .join(Bill, on=(Line.bill == Bill.id))
        .join(Entry, on=(Line.entry == Entry.id))
        .where(condition)
        .group_by(Entry.day)
        .order_by(Entry.day)
    )
    return [(day, int(fen), count) for day, fen, count in query.tuples()]


def total(measures: Sequence[Measure]) -> Measure:
    """The sum of several measures."""
    return sum(measures, Measure())


@lru_cache(maxsize=256)
def _now_of(districts: int) -> Prepared:
    ids = [slot(n) for n in range(districts)]
    return Prepared(
        lambda: Bill.select(fn.SUM(Bill.due_fen), fn.SUM(Bill.open_fen), fn.COUNT(Bill.id)).where(
            Bill.district.in_(ids) & (Bill.period == slot(districts))
        )
    )


@lru_cache(maxsize=256)
def _settled_before(districts: int, moments: int) -> Prepared:
    ids = [slot(moments + n) for n in range(districts)]
    paid = [
        -1 * fn.SUM(Case(None, [(Entry.paid_at < slot(n), Line.fen)], 0)) for n in range(moments)
    ]
    return Prepared(
        lambda: (
            Bill.select(*paid)
            .join(Line, on=(Line.bill == Bill.id))  # only lines of what is owed name a bill
            .join(Entry, on=(Line.entry == Entry.id))
            .where(
                Bill.district.in_(ids)
                & (Bill.period == slot(moments + districts))
                & Entry.kind.not_in(("release", "revision"))
            )
        )
    )


def _now(condition: Any, *group: Any) -> Any:
    return Bill.select(
        *group,
        fn.COALESCE(fn.SUM(Bill.due_fen), 0),
        fn.COALESCE(fn.SUM(Bill.open_fen), 0),
        fn.COALESCE(fn.SUM(Case(None, [(Bill.open_fen > 0, 1)], 0)), 0),
        fn.COUNT(Bill.id),
    ).where(condition)


def _measure(row: tuple[int, int, int, int]) -> Measure:
    due, open_fen, open_count, count = (int(v) for v in row)
    return Measure(due, due - open_fen, open_count, count)
