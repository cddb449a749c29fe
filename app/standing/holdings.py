"""The districts of a station as they are held, each with what is owed in it.

A fixed number of queries, however many districts there are.
"""

from datetime import datetime

from peewee import fn

from app.billing.bill import Bill
from app.clock import business_day
from app.customers import count
from app.standing.workload import Held
from app.station import people, sight, territory
from app.station.sight import Holders

NOBODY = Holders(responsible=None, acting=None)


def of_station(station_id: int, at: datetime) -> list[Held]:
    """Every district of the station at that instant, by code."""
    by_id = {person.id: person for person in people.of_station(station_id)}
    zones = {zone.id: zone.name for zone in territory.zones(station_id)}
    feeders = {feeder.id: feeder.name for feeder in territory.feeders(station_id)}
    places = {d: (f, z) for d, f, z in territory.places(station_id, business_day(at))}
    holders = sight.holders(station_id, at)
    customers = count.by_district(station_id)
    owed = owed_by_district(station_id)
    result = []
    for district in territory.districts(station_id):
        holder = holders.get(district.id, NOBODY)
        feeder, zone = places.get(district.id, (None, None))
        debtors, fen = owed.get(district.id, (0, 0))
        result.append(
            Held(
                district=district,
                feeder=feeders.get(feeder or 0, ""),
                zone=zones.get(zone or 0, ""),
                holder=by_id.get(holder.responsible or 0),
                acting=by_id.get(holder.acting or 0),
                unit=holder.unit,
                since=holder.since,
                customers=customers.get(district.id, 0),
                debtors=debtors,
                owed_fen=fen,
            )
        )
    return result


def owed_by_district(station_id: int) -> dict[int | None, tuple[int, int]]:
    """District id -> (customers who owe something, open fen), all periods together."""
    query = (
        Bill.select(Bill.district, fn.COUNT(fn.DISTINCT(Bill.customer)), fn.SUM(Bill.open_fen))
        .where((Bill.station == station_id) & (Bill.open_fen > 0))
        .group_by(Bill.district)
    )
    return {district: (debtors, int(fen)) for district, debtors, fen in query.tuples()}
