"""The B posts of a station as the rules see them: pairs, dated, with who is away."""

from datetime import date

from app.clock import business_day
from app.escalation.facts import Buddy, Span
from app.escalation.steps import Person
from app.station import pair
from app.station.assignment import HOLDING_ROLES
from app.station.leave import Leave
from app.station.pair import Pair
from app.station.people import Staff


def of_station(station_id: int, since: date) -> dict[int, tuple[Buddy, ...]]:
    """A's staff id -> the pairs in force at some time from that day on, in order. Two queries."""
    away = _away(station_id, since)
    found: dict[int, tuple[Buddy, ...]] = {}
    for row in pair.from_day(station_id, since):
        found[row.a_id] = (*found.get(row.a_id, ()), _buddy(row, away.get(row.b_id, ())))
    return found


def _buddy(row: Pair, away: tuple[Span, ...]) -> Buddy:
    return Buddy(
        person=Person(row.b_id, row.b.name),
        since=row.since,
        until=row.until,
        own_post_cover=row.cover.name if row.cover else "",
        override=row.override,
        may_take_over=row.may_take_over and row.b.role in HOLDING_ROLES,
        leave=(*away, *_gone(row.b)),
    )


def _gone(b: Staff) -> tuple[Span, ...]:
    """Who has left the station is away for ever."""
    return (Span(business_day(b.closed_at), None, "不在所里了"),) if b.closed_at else ()


def _away(station_id: int, since: date) -> dict[int, tuple[Span, ...]]:
    rows = Leave.select().where(
        (Leave.station == station_id) & (Leave.until.is_null() | (Leave.until > since))
    )
    found: dict[int, tuple[Span, ...]] = {}
    for row in rows.order_by(Leave.since):
        span = Span(row.since, row.until, row.why)
        found[row.staff_id] = (*found.get(row.staff_id, ()), span)
    return found
