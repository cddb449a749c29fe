"""The station at a glance: per collector and in all, and the month's curve. Reads, never writes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from peewee import fn

from app.billing.bill import Bill
from app.clock import business_day, period_first_day
from app.customers import count
from app.fieldwork.visit import Visit
from app.ledger.entry import CASH, Entry, Line, balances
from app.standing import progress, rate, target
from app.standing.progress import Measure
from app.standing.target import Mark
from app.station import people, sight
from app.station.settings import Settings


@dataclass
class Row:
    """One collector, or the station as a whole. Money in fen."""

    staff_id: int = 0
    number: str = ""
    name: str = ""
    districts: int = 0
    customers: int = 0
    measure: Measure = field(default_factory=Measure)
    yesterday_fen: int = 0
    earlier_fen: int = 0
    earlier_count: int = 0
    visits: int = 0
    cash_fen: int = 0
    marks: tuple[Mark, ...] = ()
    plan_bp: int = 0
    rank: int = 0

    @property
    def rate_bp(self) -> int | None:
        """The rate in basis points; None without a receivable."""
        return rate.rate_bp(self.measure.settled_fen, self.measure.due_fen)

    @property
    def yesterday_bp(self) -> int:
        """How much yesterday's money added, in basis points."""
        return rate.rate_bp(self.yesterday_fen, self.measure.due_fen) or 0

    @property
    def behind(self) -> bool:
        """Below the plan line."""
        return rate.behind(self.measure.settled_fen, self.measure.due_fen, self.plan_bp)


@dataclass
class Overview:
    """Rows by rank, the whole, and the station's own checkpoints."""

    rows: list[Row]
    whole: Row
    marks: tuple[Mark, ...]
    yesterday_count: int
    unheld: int


def overview(station_id: int, period: int, at: datetime, settings: Settings) -> Overview:
    """Everything for the station page, in a fixed number of queries."""
    day = business_day(at)
    marks = target.default_marks(period, settings)
    held = sight.holders(station_id, at)
    rows = {
        person.id: Row(staff_id=person.id, number=person.number, name=person.name)
        for person in people.of_station(station_id)
        if person.role == "collector" or any(h.responsible == person.id for h in held.values())
    }
    yesterday, yesterday_count = _paid_on(station_id, period, day - timedelta(days=1))
    measures = progress.now_by_district(station_id, period)
    earlier = progress.earlier_by_district(station_id, period)
    customers = count.by_district(station_id)
    whole = Row()
    for district_id, holder in held.items():
        parts = [whole] + ([rows[holder.responsible]] if holder.responsible in rows else [])
        for row in parts:
            row.districts += 1
            row.customers += customers.get(district_id, 0)
            row.measure = row.measure + measures.get(district_id, Measure())
            row.yesterday_fen += yesterday.get(district_id, 0)
            row.earlier_fen += earlier.get(district_id, (0, 0))[0]
            row.earlier_count += earlier.get(district_id, (0, 0))[1]
    _add_own(station_id, period, day, rows, marks, settings)
    whole.visits = sum(row.visits for row in rows.values())
    whole.cash_fen = sum(row.cash_fen for row in rows.values())
    whole.plan_bp = _plan(day, period, marks, settings)
    return Overview(
        rows=ranked(list(rows.values())),
        whole=whole,
        marks=marks,
        yesterday_count=yesterday_count,
        unheld=sum(1 for h in held.values() if h.responsible is None),
    )


def ranked(rows: list[Row]) -> list[Row]:
    """By rate, best first; equal rates share a rank; whoever has no receivable comes last."""
    rows.sort(key=lambda r: (r.rate_bp is None, -(r.rate_bp or 0), r.number))
    for place, row in enumerate(rows, start=1):
        before = rows[place - 2] if place > 1 else None
        row.rank = before.rank if before and before.rate_bp == row.rate_bp else place
    return rows


def curve(
    station_id: int,
    period: int,
    until: date,
    due_fen: int,
    district_ids: Sequence[int] | None = None,
) -> list[tuple[int, int]]:
    """(day of the month, basis points settled by its end), from the 1st to `until`."""
    first = period_first_day(period)
    paid = progress.settled_by_day(station_id, period, district_ids)
    total = sum(fen for day, fen, _ in paid if day < first)
    by_day = {day: fen for day, fen, _ in paid}
    points = []
    day = first
    while day <= until and day.month == first.month:
        total += by_day.get(day, 0)
        points.append((day.day, rate.rate_bp(total, due_fen) or 0))
        day += timedelta(days=1)
    return points


def plan_curve(period: int, marks: Sequence[Mark], settings: Settings) -> list[tuple[int, int]]:
    """The plan line as points: 0 on release day, then each checkpoint."""
    return [(settings.release_day, 0), *((m.due.day, m.rate_bp) for m in marks)]


def _add_own(
    station_id: int,
    period: int,
    day: date,
    rows: dict[int, Row],
    marks: tuple[Mark, ...],
    settings: Settings,
) -> None:
    """What belongs to the person rather than to the districts."""
    cash = balances(CASH, list(rows))
    visits = dict(
        Visit.select(Visit.by, fn.COUNT(Visit.id))
        .where((Visit.station == station_id) & (Visit.day >= period_first_day(period)))
        .group_by(Visit.by)
        .tuples()
    )
    targets = target.of_station(station_id, period)
    for staff_id, row in rows.items():
        row.cash_fen = cash.get(staff_id, 0)
        row.visits = visits.get(staff_id, 0)
        row.marks = targets.get(staff_id, marks)
        row.plan_bp = _plan(day, period, row.marks, settings)


def _plan(day: date, period: int, marks: Sequence[Mark], settings: Settings) -> int:
    """Where the plan stood at the end of yesterday: today still has hours to go."""
    release = period_first_day(period).replace(day=settings.release_day)
    points = [(m.due, m.rate_bp) for m in marks]
    return rate.plan_line_bp(day - timedelta(days=1), release, points)


def _paid_on(station_id: int, period: int, day: date) -> tuple[dict[int, int], int]:
    """District id -> fen of the period's bills paid that day, and how many payments."""
    query = (
        Line.select(Bill.district, -1 * fn.SUM(Line.fen), fn.COUNT(Line.id))
        .join(Entry, on=(Line.entry == Entry.id))
        .switch(Line)
        .join(Bill, on=(Line.bill == Bill.id))
        .where(
            (Entry.station == station_id)
            & (Entry.day == day)
            & Entry.kind.not_in(("release", "revision"))
            & (Bill.period == period)
        )
        .group_by(Bill.district)
    )
    rows = list(query.tuples())
    return {district: int(fen) for district, fen, _ in rows}, sum(row[2] for row in rows)
