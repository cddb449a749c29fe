"""Stations side by side, for their bureau. A fixed number of queries, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import fn

from app.billing import feed
from app.billing.bill import Bill
from app.clock import business_day, period_first_day
from app.standing import progress, rate, target
from app.standing.progress import Measure
from app.standing.target import Mark
from app.station import settings as station_settings
from app.station.people import Station


@dataclass(frozen=True)
class Standing:
    """One station this month. `owed_fen`: all periods. `complete`: the full receivables are
    there. `marks`: the station's checkpoints; `passed`: the last one by now, `coming`: the next;
    `plan_bp`: where the plan stood as today began. `as_of`: up to when payments elsewhere are
    known."""

    station: Station
    measure: Measure
    owed_fen: int
    complete: bool
    marks: tuple[Mark, ...]
    passed: Mark | None
    coming: Mark | None
    plan_bp: int
    as_of: datetime | None

    @property
    def rate_bp(self) -> int | None:
        """The rate in basis points; None without a receivable."""
        return rate.rate_bp(self.measure.settled_fen, self.measure.due_fen)

    @property
    def behind(self) -> bool:
        """Below the plan line."""
        return rate.behind(self.measure.settled_fen, self.measure.due_fen, self.plan_bp)

    @property
    def gap_fen(self) -> int:
        """What is missing to the next checkpoint."""
        if self.coming is None:
            return 0
        return rate.gap_fen(self.measure.settled_fen, self.measure.due_fen, self.coming.rate_bp)

    @property
    def still_missed(self) -> bool:
        """Whether the last checkpoint that has passed is not reached even now."""
        if self.passed is None:
            return False
        required = self.passed.rate_bp
        return not rate.is_met(self.measure.settled_fen, self.measure.due_fen, required)


def compare(station_ids: Sequence[int], period: int, at: datetime) -> list[Standing]:
    """Those stations, the highest rate first. Six queries."""
    ids = list(station_ids)
    day = business_day(at)
    measures, owed = _measures(ids, period), _owed(ids)
    complete, as_of = feed.complete(ids, period), feed.money_as_of_each(ids)
    settings = station_settings.of_stations(ids, day)
    rows = []
    for station in Station.select().where(Station.id.in_(ids)).order_by(Station.code):
        marks = target.default_marks(period, settings[station.id])
        release = period_first_day(period).replace(day=settings[station.id].release_day)
        points = [(mark.due, mark.rate_bp) for mark in marks]
        rows.append(
            Standing(
                station=station,
                measure=measures.get(station.id, Measure()),
                owed_fen=owed.get(station.id, 0),
                complete=station.id in complete,
                marks=marks,
                passed=next((mark for mark in reversed(marks) if mark.due < day), None),
                coming=next((mark for mark in marks if mark.due >= day), None),
                plan_bp=rate.plan_line_bp(day - timedelta(days=1), release, points),
                as_of=as_of.get(station.id),
            )
        )
    return sorted(rows, key=lambda row: (row.rate_bp is None, -(row.rate_bp or 0)))


def whole(rows: Sequence[Standing]) -> Measure:
    """All of them together."""
    return progress.total([row.measure for row in rows])


def _measures(station_ids: list[int], period: int) -> dict[int, Measure]:
    query = (
        Bill.select(Bill.station, fn.SUM(Bill.due_fen), fn.SUM(Bill.open_fen), fn.COUNT(Bill.id))
        .where(Bill.station.in_(station_ids) & (Bill.period == period))
        .group_by(Bill.station)
    )
    return {
        station: Measure(int(due), int(due) - int(open_fen), 0, count)
        for station, due, open_fen, count in query.tuples()
    }


def _owed(station_ids: list[int]) -> dict[int, int]:
    query = (
        Bill.select(Bill.station, fn.SUM(Bill.open_fen))
        .where(Bill.station.in_(station_ids) & (Bill.open_fen > 0))
        .group_by(Bill.station)
    )
    return {station: int(fen) for station, fen in query.tuples()}
