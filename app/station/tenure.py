"""Who was responsible for which districts, asked for many instants at once."""

from dataclasses import dataclass
from datetime import date, datetime

from app.clock import business_day
from app.station.grant import Grant
from app.station.territory import District, DistrictPlace

# (unit, unit id, staff id, since, until) of one assignment.
_Own = tuple[str, int, int, datetime, datetime | None]
# (district, feeder, zone, since, until) ids of where one district belonged.
_Place = tuple[int, int | None, int | None, date, date | None]


@dataclass(frozen=True)
class Tenure:
    """Every assignment and place of a station that counted at some time of a span."""

    own: tuple[_Own, ...]
    places: tuple[_Place, ...]

    def at(self, moment: datetime) -> dict[int, frozenset[int]]:
        """Staff id -> ids of the districts the person was responsible for at that instant; a
        district's own assignment beats its zone's, and that its feeder's."""
        holder = {
            (unit, unit_id): staff
            for unit, unit_id, staff, since, until in self.own
            if since <= moment and (until is None or until > moment)
        }
        day = business_day(moment)
        found: dict[int, set[int]] = {}
        for district, feeder, zone, since_day, until_day in self.places:
            if since_day <= day and (until_day is None or until_day > day):
                units = (("district", district), ("zone", zone), ("feeder", feeder))
                staff = next((holder[u] for u in units if u in holder), None)
                if staff is not None:
                    found.setdefault(staff, set()).add(district)
        return {staff: frozenset(districts) for staff, districts in found.items()}


def of_station(station_id: int, since: datetime, until: datetime) -> Tenure:
    """What counted at the station at some time from `since` to `until`. Two queries."""
    grants = Grant.select(Grant.unit, Grant.unit_id, Grant.staff, Grant.since, Grant.until).where(
        (Grant.station == station_id)
        & (Grant.kind == "own")
        & (Grant.since <= until)
        & (Grant.until.is_null() | (Grant.until > since))
    )
    places = (
        DistrictPlace.select(
            DistrictPlace.district, DistrictPlace.feeder, DistrictPlace.zone,
            DistrictPlace.since, DistrictPlace.until,
        )
        .join(District)
        .where(
            (District.station == station_id)
            & (DistrictPlace.since <= business_day(until))
            & (DistrictPlace.until.is_null() | (DistrictPlace.until > business_day(since)))
        )
    )  # fmt: skip
    return Tenure(tuple(grants.tuples()), tuple(places.tuples()))
