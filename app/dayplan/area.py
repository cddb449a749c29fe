"""Areas: what is a person's to work, which acting people have and responsible ones then don't.

A person works the districts whose worker the person is (acting beats responsible), and single
customers over whom the person holds COLLECT. What is only seen, or only assisted in, is no area.
"""

from dataclasses import dataclass
from datetime import datetime

from app.station import sight
from app.station.grant import COLLECT, Grant, in_force
from app.station.people import Staff
from app.station.sight import Scope


@dataclass(frozen=True)
class Area:
    """Ids of districts and of single customers."""

    districts: frozenset[int] = frozenset()
    customers: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.districts or self.customers)

    def __sub__(self, other: "Area") -> "Area":
        return Area(self.districts - other.districts, self.customers - other.customers)

    def __or__(self, other: "Area") -> "Area":
        return Area(self.districts | other.districts, self.customers | other.customers)

    def has(self, district_id: int | None, customer_id: int) -> bool:
        """Whether that customer is in it."""
        return district_id in self.districts or customer_id in self.customers

    def plain(self) -> list[list[int]]:
        """As JSON can hold it."""
        return [sorted(self.districts), sorted(self.customers)]


def parsed(plain: list[list[int]]) -> Area:
    """The area again that `plain` gave."""
    return Area(*(frozenset(ids) for ids in plain))


def in_scope(scope: Scope) -> Area:
    """What is the person's to work by a scope already worked out."""
    singles = (c for c, right in scope.customers.items() if right >= COLLECT)
    return Area(scope.working, frozenset(singles))


def of_station(station_id: int, at: datetime) -> dict[int, Area]:
    """Staff id -> what is that person's to work at that instant. Three queries."""
    districts: dict[int, list[int]] = {}
    for district_id, held in sight.holders(station_id, at).items():
        if held.worker is not None:
            districts.setdefault(held.worker, []).append(district_id)
    singles: dict[int, list[int]] = {}
    rows = Grant.select(Grant.staff, Grant.unit_id).where(
        (Grant.station == station_id)
        & (Grant.unit == "customer")
        & (Grant.right >= COLLECT)
        & in_force(at)
    )
    for staff_id, customer_id in rows.tuples():
        singles.setdefault(staff_id, []).append(customer_id)
    return {
        staff_id: parsed([districts.get(staff_id, []), singles.get(staff_id, [])])
        for staff_id in districts.keys() | singles.keys()
    }


def of_person(staff: Staff, at: datetime) -> Area:
    """What is that person's to work at that instant."""
    return of_station(staff.station_id, at).get(staff.id, Area())
