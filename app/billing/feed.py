"""Feeds: each list that was loaded, as of when, and whether it was the full one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, fn

from app.db import Record, UtcField
from app.station.people import Staff, Station

# 24:00 of a day is 00:00 of the next: take this off to name the day.
INSTANT_BEFORE = timedelta(microseconds=1)

KINDS = ("customers", "receivables", "arrears", "payments")
# The lists that tell what was paid elsewhere.
MONEY_KINDS = ("receivables", "arrears", "payments")


class Feed(Record):
    """One list loaded. `as_of` is the instant up to which it knows the world."""

    station = ForeignKeyField(Station)
    kind = CharField()
    as_of = UtcField()
    full = BooleanField()
    period = IntegerField(null=True)
    filename = CharField(default="")
    digest = CharField(default="")
    rows = IntegerField(default=0)
    by = ForeignKeyField(Staff, null=True)
    loaded_at = UtcField()

    class Meta:
        indexes = ((("station", "kind", "as_of"), False),)


def money_as_of(station_id: int) -> datetime | None:
    """Up to when the station knows what was paid elsewhere: the newest list that tells it."""
    query = Feed.select(fn.MAX(Feed.as_of)).where(
        (Feed.station == station_id) & Feed.kind.in_(MONEY_KINDS)
    )
    return _instant(query.scalar())


def money_as_of_each(station_ids: Sequence[int]) -> dict[int, datetime | None]:
    """Station id -> the same, for stations that have loaded such a list."""
    query = (
        Feed.select(Feed.station, fn.MAX(Feed.as_of))
        .where(Feed.station.in_(list(station_ids)) & Feed.kind.in_(MONEY_KINDS))
        .group_by(Feed.station)
    )
    return {station: _instant(value) for station, value in query.tuples()}


def reached(station_id: int, moment: datetime) -> datetime | None:
    """J: the first instant at which a loaded list told about everything paid before `moment`."""
    query = Feed.select(fn.MIN(Feed.loaded_at)).where(
        (Feed.station == station_id) & Feed.kind.in_(MONEY_KINDS) & (Feed.as_of >= moment)
    )
    return _instant(query.scalar())


def has_receivables(station_id: int, period: int) -> bool:
    """Whether a full list of receivables of that period was ever loaded (else 应收不全)."""
    return (
        Feed.select()
        .where(
            (Feed.station == station_id)
            & (Feed.kind == "receivables")
            & (Feed.period == period)
            & Feed.full
        )
        .exists()
    )


def complete(station_ids: Sequence[int], period: int) -> set[int]:
    """Ids of those stations of which the same can be said."""
    query = Feed.select(Feed.station).where(
        Feed.station.in_(list(station_ids))
        & (Feed.kind == "receivables")
        & (Feed.period == period)
        & Feed.full
    )
    return {station for (station,) in query.tuples()}


def loaded(station_id: int, since: datetime) -> list[Feed]:
    """The lists about money as of that instant or later, in the order they were loaded."""
    told = (Feed.station == station_id) & Feed.kind.in_(MONEY_KINDS) & (Feed.as_of >= since)
    return list(Feed.select().where(told).order_by(Feed.loaded_at, Feed.id))


def begun_at(station_id: int) -> datetime | None:
    """When the station loaded its first list."""
    return _instant(Feed.select(fn.MIN(Feed.loaded_at)).where(Feed.station == station_id).scalar())


def _instant(value: object) -> datetime | None:
    return Feed.as_of.python_value(value)
