"""Who carries how much (每人的担子): districts as they are held, added up by person. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import combinations

from geopy.distance import great_circle

from app.station.people import Staff
from app.station.territory import District


@dataclass(frozen=True)
class Held:
    """One district: who is responsible (through which unit, since when), who is acting, and how
    many customers and arrears it has. `holder` is None where nobody with an open account is."""

    district: District
    feeder: str = ""
    zone: str = ""
    holder: Staff | None = None
    acting: Staff | None = None
    unit: str | None = None
    since: datetime | None = None
    customers: int = 0
    debtors: int = 0
    owed_fen: int = 0


@dataclass(frozen=True)
class Load:
    """What one person is responsible for. `span_m`: metres between the two districts furthest
    from each other."""

    person: Staff
    districts: int = 0
    customers: int = 0
    debtors: int = 0
    owed_fen: int = 0
    span_m: int = 0


@dataclass(frozen=True)
class Move:
    """How many customers somebody has before and after districts change hands."""

    person: Staff
    before: int
    after: int


@dataclass(frozen=True)
class Filter:
    """What a list of districts is narrowed to; empty means all, holder '-' those of nobody."""

    feeder: str = ""
    zone: str = ""
    village: str = ""
    holder: str = ""
    text: str = ""

    def keeps(self, held: Held) -> bool:
        """Whether the district is one of those asked for."""
        number = held.holder.number if held.holder else "-"
        asked = (
            (self.feeder, held.feeder),
            (self.zone, held.zone),
            (self.village, held.district.village),
            (self.holder, number),
        )
        if any(wanted and wanted != found for wanted, found in asked):
            return False
        return self.text.lower() in f"{held.district.name} {held.district.code}".lower()


def loads(held: Iterable[Held], people: Iterable[Staff] = ()) -> list[Load]:
    """One load a person, the heaviest first; `people` are there even without a district."""
    mine: dict[int, tuple[Staff, list[Held]]] = {person.id: (person, []) for person in people}
    for one in held:
        if one.holder is not None:
            mine.setdefault(one.holder.id, (one.holder, []))[1].append(one)
    result = [_load(person, rows) for person, rows in mine.values()]
    return sorted(result, key=lambda load: (-load.customers, load.person.number))


def moves(held: Sequence[Held], picked: Iterable[int], to: Staff) -> list[Move]:
    """How the customers of everybody concerned change when `to` gets the picked districts (by
    id); `to` comes last."""
    picked = set(picked)
    before = {load.person.id: load for load in loads(held, [to])}
    changing = [
        one
        for one in held
        if one.district.id in picked and getattr(one.holder, "id", None) != to.id
    ]
    losing = [
        Move(lost.person, before[lost.person.id].customers,
             before[lost.person.id].customers - lost.customers)
        for lost in loads(changing)
    ]  # fmt: skip
    start = before[to.id].customers
    return [*losing, Move(to, start, start + sum(one.customers for one in changing))]


@lru_cache(maxsize=1024)
def span_m(points: frozenset[tuple[float, float]]) -> int:
    """Metres between the two points (latitude, longitude) furthest from each other; 0 for one.

    On a sphere: within half a percent, and quick enough for everybody's districts on one page.
    """
    return max((int(great_circle(a, b).m) for a, b in combinations(points, 2)), default=0)


def _load(person: Staff, rows: Sequence[Held]) -> Load:
    places = [(row.district.lat, row.district.lon) for row in rows]
    return Load(
        person=person,
        districts=len(rows),
        customers=sum(row.customers for row in rows),
        debtors=sum(row.debtors for row in rows),
        owed_fen=sum(row.owed_fen for row in rows),
        span_m=span_m(frozenset((a, b) for a, b in places if a is not None and b is not None)),
    )
