"""Sight: what a person may see and do, worked out from the grants in force at an instant.

`scope()` is the one root. Rooms below narrow their own queries with it
(`customers.sight.customers`, …), because this room must not know them. What is out of scope does
not exist for the person; what is in scope without the right is forbidden.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from app.clock import business_day
from app.station import grant, territory
from app.station.grant import ACTING, COLLECT, LOG, SEE, Grant, Right, in_force
from app.station.people import Staff, Station

# A head, a cashier and an administrator see the whole station. Head and counter may log a visit
# anywhere in it; money at a door is taken only by whoever holds a COLLECT grant.
STATION_RIGHTS = {"head": LOG, "cashier": LOG, "administrator": SEE}


@dataclass(frozen=True)
class Scope:
    """What one person may do at one instant: unit id -> right (SEE < LOG < COLLECT).

    `stations` are seen whole with `station_right`; `districts` and `customers` add to that.
    `acting` are the districts worked for somebody else (cover, leave); `responsible` those
    whose target the person bears; `working` those that are the person's to work now. `kinds`
    are the kinds of all grants in force.
    """

    staff_id: int
    stations: tuple[int, ...]
    station_right: int
    districts: dict[int, int]
    customers: dict[int, int]
    acting: frozenset[int]
    responsible: frozenset[int] = frozenset()
    working: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()

    def right(self, station_id: int, district_id: int | None, customer_id: int) -> int:
        """The highest right over that customer; 0 when out of sight."""
        whole = self.station_right if station_id in self.stations else 0
        return max(
            whole, self.districts.get(district_id or 0, 0), self.customers.get(customer_id, 0)
        )

    def district_ids(self, may: int = SEE) -> list[int]:
        """Ids of the districts over which the person holds at least that right by grant."""
        return [d for d, right in self.districts.items() if right >= may]


@dataclass(frozen=True)
class Holders:
    """Who holds one district: ids of staff, None where nobody does."""

    responsible: int | None
    acting: int | None
    # Through which unit (district, zone or feeder) and since when the person is responsible.
    unit: str | None = None
    since: datetime | None = None

    @property
    def worker(self) -> int | None:
        """Who does the work today."""
        return self.acting or self.responsible


def scope(staff: Staff, at: datetime) -> Scope:
    """What the person may see and do at that instant. Three queries at most."""
    stations: tuple[int, ...] = ()
    if staff.role in STATION_RIGHTS and staff.station_id:
        stations = (staff.station_id,)
    elif staff.role == "bureau":
        rows = Station.select(Station.id).where(Station.bureau == staff.bureau_id).tuples()
        stations = tuple(id_ for (id_,) in rows)
    mine = grant.rights_of(staff.id, at)
    units: dict[str, dict[int, int]] = {"district": {}, "customer": {}, "zone": {}, "feeder": {}}
    for right in mine:
        rights = units[right.unit]
        rights[right.unit_id] = max(right.right, rights.get(right.unit_id, 0))
    held = _held(staff, mine, units["district"], at) if staff.station_id else _Held()
    return Scope(
        staff_id=staff.id,
        stations=stations,
        station_right=STATION_RIGHTS.get(staff.role, SEE if stations else 0),
        districts=units["district"],
        customers=units["customer"],
        acting=frozenset(held.acting),
        responsible=frozenset(held.responsible),
        working=frozenset(held.working),
        kinds=frozenset(right.kind for right in mine),
    )


@dataclass
class _Held:
    """Ids of districts: acting for another, responsible for, and the person's work now."""

    acting: set[int] = field(default_factory=set)
    responsible: set[int] = field(default_factory=set)
    working: set[int] = field(default_factory=set)


def _held(staff: Staff, mine: list[Right], districts: dict[int, int], at: datetime) -> _Held:
    """Widen zone and feeder grants to districts (in `districts` too), and step back where another
    is acting: after a takeover A assists and takes no money."""
    held = _Held()
    for right in mine:
        if right.unit == "district" and right.kind in ("own", *ACTING):
            (held.responsible if right.kind == "own" else held.acting).add(right.unit_id)
    if any(right.unit in ("zone", "feeder") for right in mine):
        for district_id, holder in holders(staff.station_id, at).items():
            if holder.responsible == staff.id:
                held.responsible.add(district_id)
            if holder.acting == staff.id:
                held.acting.add(district_id)
            if staff.id in (holder.responsible, holder.acting):
                districts[district_id] = max(COLLECT, districts.get(district_id, 0))
    others = grant.acting_elsewhere(staff.id, held.responsible | held.acting, at)
    # Of a district's two the one who took over acts (holders): a stand-in steps back like A.
    covered = {district_id for district_id, kind in others.items() if kind == "cover"}
    for district_id in covered:
        districts[district_id] = min(LOG, districts.get(district_id, LOG))
    held.acting -= covered
    held.working = held.responsible - others.keys() | held.acting
    return held


def holders(station_id: int, at: datetime) -> dict[int, Holders]:
    """For every district of the station: who is responsible and who acts, district beating zone
    beating feeder, cover beating leave. Two queries."""
    grants = list(
        Grant.select(Grant.unit, Grant.unit_id, Grant.kind, Grant.staff, Grant.since).where(
            (Grant.station == station_id) & Grant.kind.in_(("own", "cover", "leave")) & in_force(at)
        )
    )
    by_unit = {(g.unit, g.unit_id, g.kind): g for g in grants}
    result = {}
    for district_id, feeder_id, zone_id in territory.places(station_id, business_day(at)):
        units = (("district", district_id), ("zone", zone_id), ("feeder", feeder_id))
        own = _first(by_unit.get((u, i, "own")) for u, i in units)
        acting = _first(by_unit.get((u, i, k)) for k in ("cover", "leave") for u, i in units)
        result[district_id] = Holders(
            responsible=own.staff_id if own else None,
            acting=acting.staff_id if acting else None,
            unit=own.unit if own else None,
            since=own.since if own else None,
        )
    return result


def _first(grants: Iterable[Grant | None]) -> Grant | None:
    return next((grant for grant in grants if grant is not None), None)


def responsible_districts(station_id: int, at: datetime) -> dict[int, list[int]]:
    """Staff id -> ids of the districts the person is responsible for at that instant."""
    result: dict[int, list[int]] = {}
    for district_id, held in holders(station_id, at).items():
        if held.responsible is not None:
            result.setdefault(held.responsible, []).append(district_id)
    return result
