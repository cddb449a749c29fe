"""Districts that a station takes from its first list of customers."""

from dataclasses import dataclass
from datetime import date

from app.exchange.customer_list.compare import district_key
from app.exchange.rows.customers import CustomerRow
from app.station.territory import District, DistrictPlace


@dataclass
class Found:
    """A district as customers name it, and the sum of their coordinates."""

    name: str
    lat: float = 0.0
    lon: float = 0.0
    placed: int = 0


class Survey:
    """Gathers the districts that the customers of a list name."""

    def __init__(self) -> None:
        self.found: dict[str, Found] = {}

    def add(self, row: CustomerRow) -> None:
        """Take note of the row's district."""
        key = district_key(row)
        if not key:
            return
        district = self.found.setdefault(key, Found(row.district_name or key))
        if row.lat is not None and row.lon is not None:
            district.lat += row.lat
            district.lon += row.lon
            district.placed += 1

    def make(self, station_id: int, since: date) -> None:
        """Make them, each in the middle of its customers. Needs a transaction."""
        for code, found in sorted(self.found.items()):
            made = District.create(
                station=station_id,
                code=code,
                name=found.name,
                lat=found.lat / found.placed if found.placed else None,
                lon=found.lon / found.placed if found.placed else None,
            )
            DistrictPlace.create(district=made, since=since)


def unmake(station_id: int, codes: list[str]) -> None:
    """Take districts away again that a list would have brought. Needs a transaction."""
    mine = District.select(District.id).where(
        (District.station == station_id) & District.code.in_(codes)
    )
    DistrictPlace.delete().where(DistrictPlace.district.in_(mine)).execute()
    District.delete().where(District.id.in_(mine)).execute()
