"""How far each A post was by the days that count: at checkpoints, and day by day between them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.billing.feed import INSTANT_BEFORE
from app.clock import day_end
from app.escalation.facts import Facts, Measure, Pace, Settings
from app.escalation.play import Known
from app.escalation.timing import points, verdict_at
from app.escalation.told import Told
from app.standing import known, progress
from app.station.tenure import Tenure


@dataclass(frozen=True)
class Money:
    """What is known by `now` of one station's period: its lists, and who held which districts.
    Days told before `since` are of no interest, but for the last of them."""

    station_id: int
    period: int
    told: Told
    tenure: Tenure
    since: datetime
    now: datetime


def measured(bases: Mapping[int, Facts], money: Money, rules: Settings) -> dict[int, Known]:
    """Case id -> its facts with a measure for each checkpoint that has passed, and the paces.

    All cases are of the money's period. Two queries.
    """
    if not bases:
        return {}
    any_base = next(iter(bases.values()))
    days = _days_told(money, any_base.release_day)
    past = sorted({p.due_on for facts in bases.values() for p in points(facts)})
    past = [day for day in past if day_end(day) <= money.now]
    reached = {day: money.told.reached(day_end(day)) for day in past}
    judged_at = {
        day: verdict_at(day, reached[day], any_base.receivables_at, rules) or money.now
        for day in past
    }
    moments = [(day, min(judged_at[day], money.now)) for day in past] + days
    sums = _sums(money, moments)
    return {
        id_: _known(facts, past, reached, days, [s.get(facts.a.id, (0, 0)) for s in sums])
        for id_, facts in bases.items()
    }


def _days_told(money: Money, release_day: date) -> list[tuple[date, datetime]]:
    days = money.told.days(release_day, money.now)
    before = [told for told in days if told[1] <= money.since]
    return [*before[-1:], *(told for told in days if told[1] > money.since)]


def _sums(money: Money, moments: list[tuple[date, datetime]]) -> list[dict[int, tuple[int, int]]]:
    """For each (day, recorded by): staff id -> settled by the day's 24:00 and due, in fen, of the
    districts that the person was responsible for as the day ended."""
    settled = known.settled(
        money.station_id, money.period, [(day_end(day), by) for day, by in moments]
    )
    due = {
        d: m.due_fen for d, m in progress.now_by_district(money.station_id, money.period).items()
    }
    nothing = (0,) * len(moments)
    return [
        {
            staff: (
                sum(settled.get(d, nothing)[n] for d in districts),
                sum(due.get(d, 0) for d in districts),
            )
            for staff, districts in money.tenure.at(day_end(day) - INSTANT_BEFORE).items()
        }
        for n, (day, _) in enumerate(moments)
    ]


def _known(
    facts: Facts,
    past: list[date],
    reached: Mapping[date, datetime | None],
    days: list[tuple[date, datetime]],
    sums: list[tuple[int, int]],
) -> Known:
    as_of = {day: Measure(*fen, reached[day]) for day, fen in zip(past, sums, strict=False)}
    paces = tuple(
        Pace(day, *fen, known_at)
        for (day, known_at), fen in zip(days, sums[len(past) :], strict=True)
    )
    return Known(facts=replace(facts, as_of=as_of), paces=paces)
