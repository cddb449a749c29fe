"""Feeders, zones and transformer districts (台区), and which belongs where, dated."""

from collections.abc import Collection
from datetime import date
from typing import Any

from peewee import JOIN, CharField, DateField, DoubleField, ForeignKeyField, IntegerField, fn

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


def inside(station_id: int, unit: str, unit_id: int, on: date) -> list[int]:
    """Ids of the districts that belong to that zone or feeder on that day."""
    at = {"feeder": 1, "zone": 2}[unit]
    return [place[0] for place in places(station_id, on) if place[at] == unit_id]


def districts(station_id: int) -> list[District]:
    """Every district of the station, by code."""
    return list(District.select().where(District.station == station_id).order_by(District.code))


def zones(station_id: int) -> list[Zone]:
    """The station's zones, by name."""
    return list(Zone.select().where(Zone.station == station_id).order_by(Zone.name))


def feeders(station_id: int) -> list[Feeder]:
    """The station's feeders, by name."""
    return list(Feeder.select().where(Feeder.station == station_id).order_by(Feeder.name))


def find_zone(station_id: int, zone_id: int) -> Zone:
    """The station's zone with that id. Raises NotInSight."""
    return _own(Zone, station_id, zone_id)


def find_feeder(station_id: int, feeder_id: int) -> Feeder:
    """The station's feeder with that id. Raises NotInSight."""
    return _own(Feeder, station_id, feeder_id)


def find_many(station_id: int, codes: Collection[str]) -> list[District]:
    """The districts with those codes, each once, by code. Raises NotInSight if one is missing."""
    mine = (District.station == station_id) & District.code.in_(list(codes))
    found = list(District.select().where(mine).order_by(District.code))
    if len(found) != len(set(codes)):
        raise NotInSight()
    return found


def history(district_id: int) -> list[DistrictPlace]:
    """Which feeder and zone the district has belonged to, newest first."""
    return list(
        DistrictPlace.select(DistrictPlace, Feeder, Zone)
        .join(Feeder, JOIN.LEFT_OUTER)
        .switch(DistrictPlace)
        .join(Zone, JOIN.LEFT_OUTER)
        .where(DistrictPlace.district == district_id)
        .order_by(DistrictPlace.since.desc(), DistrictPlace.id.desc())
    )


def _own(kind: Any, station_id: int, id_: int) -> Any:
    # min: a number in an address may be longer than a database column.
    mine = (kind.station == station_id) & (kind.id == min(id_, 2**31 - 1))
    found = kind.get_or_none(mine)
    if found is None:
        raise NotInSight()
    return found
