"""How far one person is, against the checkpoints of the month. Three queries for one's own."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from app.clock import business_day, day_end, period_first_day, period_of, previous_period
from app.db import database
from app.standing import progress, rate, target
from app.standing.progress import Measure
from app.standing.target import Mark, default_marks
from app.station import sight
from app.station.people import Staff
from app.station.settings import Settings
from app.station.sight import Scope


@dataclass(frozen=True)
class Standing:
    """Where somebody stands: `states` says of each mark whether it was met, missed or is coming;
    `gap_fen` is missing to the next mark (None: nothing more is asked this month);
    `stands_in_for` names the colleague whose districts these are, when they are not one's own."""

    measure: Measure
    marks: tuple[Mark, ...]
    states: tuple[str, ...]
    behind: bool
    next_mark: Mark | None
    gap_fen: int | None
    period: int
    stands_in_for: str = ""

    @property
    def rate_bp(self) -> int | None:
        """The rate in basis points; None without a receivable."""
        return rate.rate_bp(self.measure.settled_fen, self.measure.due_fen)


def of_worker(staff: Staff, scope: Scope, at: datetime, settings: Settings) -> Standing | None:
    """Where the person stands, or, for a B post who only acts, the one acted for; None without
    districts. In the first days of a month the one before counts until bills are there."""
    whose, districts, name = staff.id, sorted(scope.responsible), ""
    if not districts and scope.acting:
        whose, districts, name = _acted_for(staff, scope, at)
    if not districts:
        return None
    day = business_day(at)
    found = standing(whose, districts, period_of(day), day, settings)
    if not found.measure.count:
        found = standing(whose, districts, previous_period(period_of(day)), day, settings)
    return replace(found, stands_in_for=name)


def _acted_for(staff: Staff, scope: Scope, at: datetime) -> tuple[int, list[int], str]:
    """(id, district ids, name) of whoever is responsible where the person acts."""
    held = sight.holders(staff.station_id, at)
    whose = next((held[d].responsible for d in sorted(scope.acting) if d in held), None)
    districts = [d for d, holder in held.items() if holder.responsible == whose]
    person = Staff.get_or_none(Staff.id == whose)
    return (whose, districts, person.name) if person and whose else (staff.id, [], "")


def standing(
    staff_id: int, district_ids: Collection[int], period: int, day: date, settings: Settings
) -> Standing:
    """How the person's own districts stand on that day; without a target the station's usual
    checkpoints count. The plan line is yesterday's: today still has hours to go."""
    now = progress.now_of(district_ids, period)
    marks = target.of_person(staff_id, period) or default_marks(period, settings)
    release = period_first_day(period).replace(day=settings.release_day)
    points = [(m.due, m.rate_bp) for m in marks]
    plan_bp = rate.plan_line_bp(day - timedelta(days=1), release, points)
    coming = next((m for m in marks if m.due >= day), None)
    return Standing(
        measure=now,
        marks=marks,
        states=_states(marks, now, district_ids, period, day),
        behind=rate.behind(now.settled_fen, now.due_fen, plan_bp),
        next_mark=coming,
        gap_fen=rate.gap_fen(now.settled_fen, now.due_fen, coming.rate_bp) if coming else None,
        period=period,
    )


def _states(
    marks: tuple[Mark, ...], now: Measure, district_ids: Collection[int], period: int, day: date
) -> tuple[str, ...]:
    """A mark that was missed at its own 24:00 stays missed, whatever came later."""
    past = [m for m in marks if m.due < day]
    ends = tuple(day_end(m.due) for m in past)
    settled = _settled(database.obj, tuple(district_ids), period, ends, now.settled_fen)
    met = [rate.is_met(fen, now.due_fen, m.rate_bp) for fen, m in zip(settled, past, strict=True)]
    states = {m.due: "met" if ok else "missed" for m, ok in zip(past, met, strict=True)}
    return tuple(states.get(m.due, "coming") for m in marks)


@lru_cache(maxsize=1024)
def _settled(
    _database: object,
    districts: tuple[int, ...],
    period: int,
    ends: tuple[datetime, ...],
    _settled_now: int,
) -> list[int]:
    """What was paid by each of the past marks. That can only change when money is booked, and
    then what is settled now changes with it; so it is not asked again before."""
    return progress.settled_before(districts, period, ends) if ends else []
