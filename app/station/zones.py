"""Zones (片区) made, renamed and filled: which district belongs where is dated (design.md §2)."""

from collections.abc import Sequence
from datetime import date, datetime

from app.db import hold, transaction
from app.refusals import BadInput
from app.station import audit
from app.station.people import Staff, Station
from app.station.territory import District, DistrictPlace, Zone

LONGEST_NAME = 40


def make(station: Station, name: str, *, by: Staff, at: datetime) -> Zone:
    """Make a zone. Raises BadInput for an empty, long or used name."""
    with transaction():
        name = _free_name(station.id, name)
        zone = Zone.create(station=station, name=name)
        audit.record("zone_made", zone.id, station=station, by=by, at=at, name=name)
    return zone


def rename(zone: Zone, name: str, *, by: Staff, at: datetime) -> None:
    """Give the zone another name. Raises BadInput as `make` does."""
    with transaction():
        name = _free_name(zone.station_id, name, but=zone.id)
        Zone.update(name=name).where(Zone.id == zone.id).execute()
        audit.record(
            "zone_renamed", zone.id, station=zone.station_id, by=by, at=at, old=zone.name, new=name
        )


def put(
    districts: Sequence[District], zone: Zone | None, *, since: date, by: Staff, at: datetime
) -> None:
    """Have the districts belong to the zone (None: to no zone) from that day on; each keeps the
    feeder it has that day. What was planned for later is dropped. Raises BadInput without any."""
    if not districts:
        raise BadInput("districts", "先勾上台区")
    with transaction():
        hold(f"zones/{districts[0].station_id}")
        for district in districts:
            _move(district, zone, since)
        audit.record(
            "districts_placed", zone.id if zone else 0, station=districts[0].station_id,
            by=by, at=at, districts=[d.code for d in districts], since=since.isoformat(),
        )  # fmt: skip


def _move(district: District, zone: Zone | None, since: date) -> None:
    rows = list(
        DistrictPlace.select()
        .where(DistrictPlace.district == district)
        .order_by(DistrictPlace.since, DistrictPlace.id)
    )
    before = [r for r in rows if r.since <= since and (r.until is None or r.until > since)]
    for row in rows:
        if row.until is None or row.until > since:
            ends = DistrictPlace.update(until=max(since, row.since))
            ends.where(DistrictPlace.id == row.id).execute()
    feeder = before[-1].feeder_id if before else None
    DistrictPlace.create(district=district, feeder=feeder, zone=zone, since=since)


def _free_name(station_id: int, name: str, but: int = 0) -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput("name", "给片区起个名字")
    if len(name) > LONGEST_NAME:
        raise BadInput("name", "名字最多 %(n)s 个字", n=LONGEST_NAME)
    hold(f"zones/{station_id}")
    used = (Zone.station == station_id) & (Zone.name == name) & (Zone.id != but)
    if Zone.select().where(used).exists():
        raise BadInput("name", "这个名字已经有片区用了")
    return name
