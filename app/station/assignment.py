"""Assignments: who is responsible for a district, a zone or a feeder, and from which day on.

A district's own assignment beats its zone's, and that its feeder's (sight.holders).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from peewee import fn

from app.clock import day_start
from app.db import transaction
from app.refusals import BadInput
from app.station import audit, grant, people, territory
from app.station.grant import Grant
from app.station.people import Staff
from app.station.territory import District

# Cashiers and administrators never hold districts: who counts the cash must not take it.
HOLDING_ROLES = ("collector", "staff", "head")
# Somebody acting for the old holder stops when the district goes to another.
ACTING = ("cover", "leave")


def holder(station_id: int, text: str, *, field: str = "staff") -> Staff:
    """The person of the station with that number (工号) or login, who may hold districts.

    Raises BadInput at `field` when there is none, the account is closed, or the role forbids it.
    """
    person = people.named(station_id, text, field=field)
    if person.role not in HOLDING_ROLES:
        raise BadInput(field, "窗口和管理员不管台区，换一个人")
    return person


def holders(station_id: int) -> list[Staff]:
    """Everybody at the station who may hold districts, collectors first."""
    rows = Staff.select().where(
        (Staff.station == station_id) & Staff.closed_at.is_null() & Staff.role.in_(HOLDING_ROLES)
    )
    return sorted(rows, key=lambda person: (person.role != "collector", person.number))


def assign(
    unit: str,
    unit_id: int,
    to: Staff,
    *,
    since: date,
    by: Staff | None,
    at: datetime,
    why: str = "",
    expected: int | None = None,
) -> Grant:
    """Make `to` responsible for the unit from 00:00 of `since`; who acts there stops then too.

    The same assignment again changes nothing and gives the first grant. `expected` is the id of
    the newest assignment that the person deciding saw (0: none): Stale when there is a newer one.
    """
    start = day_start(since)
    with transaction():
        last = newest([unit_id], unit).get(unit_id)
        if last is not None and (last.staff_id, last.since, last.until) == (to.id, start, None):
            return last
        made = grant.hand_over(
            unit, unit_id, to, since=start, by=by, at=at, why=why.strip(), expected=expected
        )
        for old in _running(unit, [unit_id], ACTING, start):
            grant.end(old, until=start)
    return made


def assign_districts(
    districts: Sequence[District],
    to: Staff,
    *,
    since: date,
    by: Staff | None,
    at: datetime,
    why: str = "",
    seen: Mapping[int, int] | None = None,
) -> None:
    """Make `to` responsible for all of them or, when one is refused, for none.

    `seen` is district id -> newest assignment seen; Stale as in `assign`. Raises BadInput
    without a district.
    """
    if not districts:
        raise BadInput("districts", "先勾上要改派的台区")
    with transaction():
        for district in districts:
            expected = (seen or {}).get(district.id)
            assign(
                "district", district.id, to, since=since, by=by, at=at, why=why, expected=expected
            )


def assign_whole(
    unit: str,
    unit_id: int,
    to: Staff,
    *,
    since: date,
    by: Staff,
    at: datetime,
    why: str = "",
    expected: int | None = None,
    together: bool = False,
) -> int:
    """Make `to` responsible for a zone or feeder. With `together` the districts in it that
    have somebody of their own follow too; returns how many did."""
    start = day_start(since)
    with transaction():
        assign(unit, unit_id, to, since=since, by=by, at=at, why=why, expected=expected)
        inside = territory.inside(to.station_id, unit, unit_id, since) if together else []
        apart = _running("district", inside, ("own",), start)
        for old in (*apart, *_running("district", inside, ACTING, start)):
            grant.end(old, until=start)
        if apart:
            audit.record(
                f"{unit}_assigned", unit_id, station=to.station_id, by=by, at=at,
                districts=sorted({old.unit_id for old in apart}),
            )  # fmt: skip
    return len({old.unit_id for old in apart})


def newest(unit_ids: Sequence[int], unit: str = "district") -> dict[int, Grant]:
    """Unit id -> its newest assignment, whether it has begun or not."""
    last = (
        Grant.select(fn.MAX(Grant.id))
        .where((Grant.unit == unit) & Grant.unit_id.in_(list(unit_ids)) & (Grant.kind == "own"))
        .group_by(Grant.unit_id)
    )
    return {row.unit_id: row for row in Grant.select().where(Grant.id.in_(last))}


def whole(station_id: int, at: datetime) -> dict[tuple[str, int], Grant]:
    """(zone or feeder, id) -> the assignment of the whole unit in force at that instant."""
    rows = (
        Grant.select(Grant, Staff)
        .join(Staff, on=(Grant.staff == Staff.id))
        .where(
            (Grant.station == station_id)
            & Grant.unit.in_(("zone", "feeder"))
            & (Grant.kind == "own")
            & grant.in_force(at)
        )
    )
    return {(row.unit, row.unit_id): row for row in rows}


def coming(station_id: int, at: datetime) -> list[Grant]:
    """Assignments of districts that were decided and have not begun, the next one first."""
    return list(
        Grant.select(Grant, Staff)
        .join(Staff, on=(Grant.staff == Staff.id))
        .where(
            (Grant.station == station_id)
            & (Grant.unit == "district")
            & (Grant.kind == "own")
            & (Grant.since > at)
            & (Grant.until.is_null() | (Grant.until > Grant.since))
        )
        .order_by(Grant.since, Grant.unit_id)
    )


def acting_past(district_ids: Sequence[int], since: date) -> list[Grant]:
    """Who would still be acting in those districts on that day: what an assignment ends."""
    return _running("district", district_ids, ACTING, day_start(since))


def _running(
    unit: str, unit_ids: Sequence[int], kinds: Sequence[str], start: datetime
) -> list[Grant]:
    """Grants of those kinds that would go on at or after `start`."""
    return list(
        Grant.select(Grant, Staff)
        .join(Staff, on=(Grant.staff == Staff.id))
        .where(
            (Grant.unit == unit)
            & Grant.unit_id.in_(list(unit_ids))
            & Grant.kind.in_(list(kinds))
            & (Grant.until.is_null() | ((Grant.until > start) & (Grant.until > Grant.since)))
        )
    )
