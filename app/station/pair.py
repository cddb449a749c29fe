"""A+B pairs (帮扶对子), dated: who helps whom, and who does the B post's own work meanwhile."""

from datetime import date, datetime
from typing import Any

from peewee import JOIN, BooleanField, DateField, ForeignKeyField, TextField

from app.db import Record, UtcField, hold, transaction
from app.refusals import BadInput, NotInSight
from app.station import audit
from app.station.people import Staff, Station


class Pair(Record):
    """B helps A from `since` until the day before `until`; `cover` does B's own work. `override`
    is the head's signed reason to let B take over though nobody does, '' without one."""

    station = ForeignKeyField(Station)
    a = ForeignKeyField(Staff, backref="+")
    b = ForeignKeyField(Staff, backref="+")
    since = DateField()
    until = DateField(null=True)
    cover = ForeignKeyField(Staff, null=True, backref="+")
    duty_note = TextField(default="")
    override = TextField(default="")
    may_take_over = BooleanField(default=True)
    by = ForeignKeyField(Staff, null=True, backref="+")
    why = TextField(default="")
    made_at = UtcField()

    class Meta:
        indexes = ((("station", "since"), False),)


def on(station_id: int, day: date) -> list[Pair]:
    """The pairs in force at the station that day, with A, B and cover loaded."""
    in_force = (Pair.since <= day) & (Pair.until.is_null() | (Pair.until > day))
    return list(_of_station(station_id).where(in_force).order_by(Staff.number))


def from_day(station_id: int, day: date) -> list[Pair]:
    """The pairs in force or to come, with A, B and cover loaded, in the order of A's numbers."""
    coming = _of_station(station_id).where(_lasts_past(day))
    return list(coming.order_by(Staff.number, Pair.since))


def ended(station_id: int, day: date, most: int = 20) -> list[Pair]:
    """The pairs that were over by that day, the last ended first."""
    over = _of_station(station_id).where((Pair.until <= day) & (Pair.until > Pair.since))
    return list(over.order_by(Pair.until.desc(), Pair.id.desc()).limit(most))


def find(station_id: int, pair_id: int) -> Pair:
    """The station's pair with that id. Raises NotInSight."""
    # min: a number in an address may be longer than a database column.
    found = Pair.get_or_none((Pair.station == station_id) & (Pair.id == min(pair_id, 2**31 - 1)))
    if found is None:
        raise NotInSight()
    return found


def join(
    a: Staff,
    b: Staff,
    *,
    since: date,
    by: Staff | None,
    at: datetime,
    cover: Staff | None = None,
    duty_note: str = "",
    override: str = "",
    may_take_over: bool = True,
    why: str = "",
) -> Pair:
    """Pair B with A from that day; A's earlier pair ends then.

    Raises BadInput when A and B are one person, of two stations or of the same post, when the
    pair would be mutual, or when B's own work is covered by A or B (domain.md §2).
    """
    with transaction():
        hold(f"pairs/{a.station_id}")
        _check(a, b, cover, since)
        for old in Pair.select().where((Pair.a == a) & _lasts_past(since)):
            Pair.update(until=max(since, old.since)).where(Pair.id == old.id).execute()
        pair = Pair.create(
            station=a.station_id,
            a=a,
            b=b,
            since=since,
            cover=cover,
            duty_note=duty_note,
            override=override,
            may_take_over=may_take_over,
            by=by,
            why=why,
            made_at=at,
        )
        audit.record("pair_made", pair.id, station=a.station_id, by=by, at=at, a=a.id, b=b.id)
    return pair


def _of_station(station_id: int) -> Any:
    b, cover = Staff.alias(), Staff.alias()
    return (
        Pair.select(Pair, Staff, b, cover)
        .join(Staff, on=(Pair.a == Staff.id), attr="a")
        .switch(Pair)
        .join(b, on=(Pair.b == b.id), attr="b")
        .switch(Pair)
        .join(cover, JOIN.LEFT_OUTER, on=(Pair.cover == cover.id), attr="cover")
        .where(Pair.station == station_id)
    )


def _lasts_past(day: date) -> Any:
    return Pair.until.is_null() | ((Pair.until > day) & (Pair.until > Pair.since))


def _check(a: Staff, b: Staff, cover: Staff | None, since: date) -> None:
    if a.id == b.id:
        raise BadInput("b", "A 岗和 B 岗不能是同一个人")
    if a.station_id != b.station_id:
        raise BadInput("b", "A 岗和 B 岗要在同一个所")
    if a.post and a.post == b.post:
        raise BadInput("b", "B 岗要从别的岗位来")
    if cover is not None and cover.id in (a.id, b.id):
        raise BadInput("cover", "替班的要是另外一个人")
    if any(p.a_id == b.id and p.b_id == a.id for p in on(a.station_id, since)):
        raise BadInput("b", "这两人已经反过来结了对子")


def part(pair: Pair, *, until: date, by: Staff | None, at: datetime, why: str = "") -> None:
    """End a pair on that day."""
    with transaction():
        Pair.update(until=max(until, pair.since)).where(Pair.id == pair.id).execute()
        audit.record("pair_ended", pair.id, station=pair.station_id, by=by, at=at, why=why)
