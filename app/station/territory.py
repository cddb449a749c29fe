"""Feeders, zones and transformer districts (台区), and which belongs where, dated."""

from datetime import date

from peewee import CharField, DateField, DoubleField, ForeignKeyField, IntegerField, fn

from app.db import Record
from app.refusals import NotInSight
from app.station.people import Station


class Feeder(Record):
    """10 kV 线路. `metres` is its length."""

    station = ForeignKeyField(Station)
    name = CharField()
    town = CharField(default="")
    metres = IntegerField(null=True)

    class Meta:
        indexes = ((("station", "name"), True),)


class Zone(Record):
    """片区: districts under one person or team."""

    station = ForeignKeyField(Station)
    name = CharField()

    class Meta:
        indexes = ((("station", "name"), True),)


class District(Record):
    """台区: the area of one transformer. `code` is text; `lat`, `lon` are WGS-84."""

    station = ForeignKeyField(Station)
    code = CharField()
    name = CharField()
    village = CharField(default="")
    town = CharField(default="")
    capacity_kva = IntegerField(null=True)
    lat = DoubleField(null=True)
    lon = DoubleField(null=True)

    class Meta:
        indexes = ((("station", "code"), True),)


class DistrictPlace(Record):
    """Which feeder and zone a district belongs to, from `since` until the day before `until`."""

    district = ForeignKeyField(District)
    feeder = ForeignKeyField(Feeder, null=True)
    zone = ForeignKeyField(Zone, null=True)
    since = DateField()
    until = DateField(null=True)


def find(station_id: int, code: str) -> District:
    """The district with that code. Raises NotInSight."""
    found = District.get_or_none((District.station == station_id) & (District.code == code))
    if found is None:
        raise NotInSight()
    return found


def places(station_id: int, on: date) -> list[tuple[int, int | None, int | None]]:
    """(district, feeder, zone) ids of every district of the station on that day."""
    return list(
        DistrictPlace.select(DistrictPlace.district, DistrictPlace.feeder, DistrictPlace.zone)
        .join(District)
        .where(
            (District.station == station_id)
            & (DistrictPlace.since <= on)
            & (DistrictPlace.until.is_null() | (DistrictPlace.until > on))
        )
        .tuples()
    )


def count(station_id: int) -> int:
    """How many districts the station has."""
    return District.select(fn.COUNT(District.id)).where(District.station == station_id).scalar()
