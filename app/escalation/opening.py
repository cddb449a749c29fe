"""Opening cases: one for every A post and billing period, from the release of its bills on."""

from datetime import date, datetime

from peewee import fn

from app.billing import bill, feed
from app.billing.bill import Bill
from app.clock import business_day, day_end, day_start, period_last_day, period_of
from app.db import hold, transaction
from app.escalation.case import Case
from app.standing import goals, target
from app.station import settings as station_settings
from app.station import sight
from app.station.people import Staff


def open_cases(station_id: int, now: datetime) -> None:
    """Open the case of everybody who is responsible for districts and has none for the current
    period; whoever has no target for it gets the station's usual checkpoints.

    A case counts from when the bills were there, the station used this house, and the person
    had a district: what came before is nobody's fault. It doesn't depend on when this runs.
    """
    released = _released(station_id, business_day(now))
    if released is None:
        return
    period, day = released
    begun = max(day_start(day), feed.begun_at(station_id) or day_start(day))
    there = _with_case(station_id, period)
    since: dict[int, datetime] = {}
    for holder in sight.holders(station_id, now).values():
        if holder.responsible and holder.since and holder.responsible not in there:
            first = since.get(holder.responsible, holder.since)
            since[holder.responsible] = min(first, holder.since)
    over = day_end(period_last_day(period))
    opened = {staff_id: max(begun, first) for staff_id, first in since.items()}
    opened = {staff_id: at for staff_id, at in opened.items() if at < over}
    if opened:
        _open(station_id, period, opened)


def _with_case(station_id: int, period: int) -> set[int]:
    """Ids of those who have their case of that period."""
    mine = (Case.station == station_id) & (Case.period == period)
    return {staff_id for (staff_id,) in Case.select(Case.staff).where(mine).tuples()}


def _released(station_id: int, today: date) -> tuple[int, date] | None:
    """The newest period that has begun and has bills, and the day the first were released."""
    newest = bill.latest_period(station_id)
    if newest is None:
        return None
    period = min(newest, period_of(today))
    first = (
        Bill.select(fn.MIN(Bill.released_on))
        .where((Bill.station == station_id) & (Bill.period == period))
        .scalar()
    )
    if first is None:
        day = station_settings.of(station_id, today).release_day
        first = period_last_day(period).replace(day=day)
    return (period, first) if first <= today else None


def _open(station_id: int, period: int, opened: dict[int, datetime]) -> None:
    with transaction():
        hold(f"cases/{station_id}")
        there = _with_case(station_id, period)  # another worker may have been quicker
        has_target = goals.versions(station_id, period)
        missing = [staff_id for staff_id in opened if staff_id not in there]
        for person in Staff.select().where(Staff.id.in_(missing)).order_by(Staff.number):
            at = opened[person.id]
            if person.id not in has_target:
                settings = station_settings.of(station_id, business_day(at))
                marks = target.default_marks(period, settings)
                target.set_marks(person, period, marks, by=None, at=at, why="所里的节点")
            Case.create(
                station=station_id, staff=person, period=period, opened_at=at, look_again_at=at
            )
