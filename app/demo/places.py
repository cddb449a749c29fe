"""The station's territory and its customers."""

from datetime import datetime

from app.bulk import insert_rows
from app.customers.customer import Customer
from app.customers.names import initials
from app.demo.archive import Row
from app.demo.dates import Move
from app.demo.people import Cast, long_ago
from app.station.grant import COLLECT, Grant
from app.station.territory import District, DistrictPlace, Feeder, Zone

FLAGS = ("floating", "elderly_alone", "disabled", "key_account", "demolition", "prepaid")


def add_territory(
    cast: Cast, feeders: list[Row], districts: list[Row], move: Move
) -> dict[str, District]:
    """Feeders, a zone for each town, districts with their collectors. Code -> district."""
    since = long_ago(move)
    lines = {
        r["name"]: Feeder.create(
            station=cast.station, name=r["name"], town=r["town"], metres=_metres(r["km"])
        )
        for r in feeders
    }
    zones = {
        town: Zone.create(station=cast.station, name=f"{town.removesuffix('镇')}片区")
        for town in sorted({r["town"] for r in feeders})
    }
    made = {}
    for row in districts:
        district = _district(cast, row)
        DistrictPlace.create(
            district=district,
            feeder=lines[row["feeder"]],
            zone=zones[row["town"]],
            since=since.date(),
        )
        made[row["code"]] = district
    _give_districts(cast, districts, made, since)
    return made


def _district(cast: Cast, row: Row) -> District:
    return District.create(
        station=cast.station,
        code=row["code"],
        name=row["name"],
        village=row["village"],
        town=row["town"],
        capacity_kva=int(row["capacity_kva"]),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
    )


def _give_districts(
    cast: Cast, rows: list[Row], districts: dict[str, District], since: datetime
) -> None:
    fields = (
        Grant.station, Grant.staff, Grant.unit, Grant.unit_id, Grant.right, Grant.kind,
        Grant.since, Grant.by, Grant.why, Grant.made_at,
    )  # fmt: skip
    grants = [
        (
            cast.station.id, cast.staff[r["collector"]].id, "district", districts[r["code"]].id,
            COLLECT, "own", since, cast.head.id, "分片负责，责任到人", since,
        )
        for r in rows
    ]  # fmt: skip
    insert_rows(fields, grants)


def add_customers(
    cast: Cast, rows: list[Row], districts: dict[str, District], changed_at: datetime
) -> dict[str, int]:
    """The customers; account number -> id."""
    fields = (
        Customer.station, Customer.district, Customer.account_no, Customer.name,
        Customer.initials, Customer.phone, Customer.category, Customer.address, Customer.lat,
        Customer.lon, Customer.meter_no, *(getattr(Customer, flag) for flag in FLAGS),
        Customer.changed_at,
    )  # fmt: skip
    values = [
        (
            cast.station.id, districts[r["district_code"]].id, r["account_no"], r["name"],
            initials(r["name"]), r["phone"], r["category"],
            r["address"], _degrees(r["lat"]), _degrees(r["lon"]), r["meter_no"],
            *(r[flag] == "1" for flag in FLAGS), changed_at,
        )
        for r in rows
    ]  # fmt: skip
    insert_rows(fields, values)
    mine = Customer.select(Customer.account_no, Customer.id)
    return dict(mine.where(Customer.station == cast.station).tuples())


def _metres(km: str) -> int:
    return round(float(km) * 1000)


def _degrees(text: str) -> float | None:
    return float(text) if text else None
