"""Leave cover (替班): somebody is away, another works the districts meanwhile.

The one away stays responsible; the cover gets dated grants of kind leave (design.md §2).
"""

from datetime import date, datetime

from peewee import JOIN, IntegrityError

from app.clock import day_start
from app.db import hold, transaction
from app.refusals import BadInput, NotInSight, Stale
from app.station import audit, grant, sight
from app.station.grant import Grant
from app.station.leave import Leave
from app.station.people import Staff


def go(
    person: Staff,
    cover: Staff | None,
    *,
    since: date,
    until: date,
    by: Staff,
    at: datetime,
    why: str = "",
) -> Leave:
    """`person` is away from `since` and back at work on `until`; `cover` works the districts that
    the person is responsible for on `since`.

    Raises BadInput for impossible days, for a leave that meets another one of either person,
    when the districts are already covered, or when nobody is named though there are districts.
    """
    if until <= since:
        raise BadInput("until", "回来的日子要在请假之后")
    if cover is not None and cover.id == person.id:
        raise BadInput("cover", "替班的要是另外一个人")
    with transaction():
        hold(f"leaves/{person.station_id}")
        _check_free(person, cover, since, until)
        mine = held(person, since)
        if mine and cover is None:
            raise BadInput("cover", "他名下有台区，选一个替班的人")
        leave = Leave.create(
            station=person.station_id, staff=person, since=since, until=until,
            cover=cover, why=why.strip(), by=by, made_at=at,
        )  # fmt: skip
        for district_id in mine:
            _cover(district_id, leave, at)
        audit.record("leave_made", leave.id, station=person.station_id, by=by, at=at)
    return leave


def come_back(leave: Leave, *, on: date, by: Staff, at: datetime) -> None:
    """The person is back at work on that day, earlier than said: the cover's grants end then.

    A day before the leave cancels it. Raises Stale when it is over by then.
    """
    with transaction():
        hold(f"leaves/{leave.station_id}")
        leave = Leave.get_by_id(leave.id)
        if leave.until is not None and leave.until <= on:
            raise Stale()
        if on < leave.since:
            on = leave.since
        for row in _covering(leave):
            grant.end(row, until=day_start(on))
        Leave.update(until=on).where(Leave.id == leave.id).execute()
        audit.record("leave_ended", leave.id, station=leave.station_id, by=by, at=at)


def held(person: Staff, on: date) -> list[int]:
    """Ids of the districts the person is responsible for as that day begins."""
    by_person = sight.responsible_districts(person.station_id, day_start(on))
    return by_person.get(person.id, [])


def find(station_id: int, leave_id: int) -> Leave:
    """The station's leave with that id. Raises NotInSight."""
    mine = (Leave.station == station_id) & (Leave.id == min(leave_id, 2**31 - 1))
    found = Leave.get_or_none(mine)
    if found is None:
        raise NotInSight()
    return found


def from_day(station_id: int, day: date) -> list[Leave]:
    """The leaves that are running or to come, by day, with who is away and who covers."""
    staff, cover = Staff.alias(), Staff.alias()
    return list(
        Leave.select(Leave, staff, cover)
        .join(staff, on=(Leave.staff == staff.id), attr="staff")
        .switch(Leave)
        .join(cover, JOIN.LEFT_OUTER, on=(Leave.cover == cover.id), attr="cover")
        .where(
            (Leave.station == station_id)
            & (Leave.until.is_null() | ((Leave.until > day) & (Leave.until > Leave.since)))
        )
        .order_by(Leave.since, Leave.id)
    )


def _check_free(person: Staff, cover: Staff | None, since: date, until: date) -> None:
    for leave in from_day(person.station_id, since):
        if leave.since >= until:
            continue
        if leave.staff_id == person.id:
            raise BadInput("since", "这几天已经登记过请假")
        if cover is not None and leave.staff_id == cover.id:
            raise BadInput("cover", "替班的人这几天也请假")
        if leave.cover_id == person.id:
            raise BadInput("staff", "他这几天正替别人的班，先换人")


def _cover(district_id: int, leave: Leave, at: datetime) -> None:
    try:
        grant.give(
            leave.cover, "district", district_id, grant.COLLECT, "leave",
            since=day_start(leave.since), until=day_start(leave.until), by=leave.by, at=at,
            why=leave.why,
        )  # fmt: skip
    except IntegrityError as error:
        raise BadInput("since", "这几天有台区已经有人替班") from error


def _covering(leave: Leave) -> list[Grant]:
    """The grants this leave made. The cover may do the same for others from the same day, so
    only the districts of the one who is away count."""
    return list(
        Grant.select().where(
            (Grant.staff == leave.cover_id)
            & (Grant.kind == "leave")
            & (Grant.unit == "district")
            & Grant.unit_id.in_(held(leave.staff, leave.since))
            & (Grant.since == day_start(leave.since))
        )
    )
