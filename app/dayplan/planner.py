"""One day's plan: which places, in what order, when at each; and what was left out, and why.

Pure: places, worths, hours, limits in; stops out. The first planner: it puts in what is worth
most for the time and the stops it uses, then straightens the line and fills the time that wins.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from app.dayplan.places import Hours, LeftOut, Limits, Place, Plan, Position, Stop
from app.dayplan.tour import Insertion, haversine_m, length, straighten
from app.fieldwork.gps import is_position


@dataclass(frozen=True)
class _Node:
    place: Place
    position: Position
    guessed: bool


@dataclass
class _Day:
    """Nodes with their matrices: 0 is the start, 1 the end, the rest are places."""

    nodes: Sequence[_Node]
    hours: Hours
    limits: Limits
    road: list[list[float]] = field(init=False)
    cost: list[list[float]] = field(init=False)

    def __post_init__(self) -> None:
        ends = (self.hours.start, self.hours.end or self.hours.start)
        positions = [*ends, *(node.position for node in self.nodes)]
        villages = ["", "", *(node.place.village for node in self.nodes)]
        self.road = _roads(positions, self.limits.road_factor_percent / 100)
        away = self.limits.village_metres
        self.cost = [
            [m + away * (villages[i] != villages[j]) for j, m in enumerate(row)]
            for i, row in enumerate(self.road)
        ]

    def place(self, number: int) -> Place:
        return self.nodes[number - 2].place

    def minutes(self, order: Sequence[int]) -> float:
        """How long the order takes, service included."""
        service = sum(self.place(n).service_minutes for n in order[1:-1])
        return length(order, self.road) / self.limits.metres_per_minute + service

    def allowed(self) -> float:
        """Minutes between leaving and being back."""
        return (
            _on_clock(self.hours.back_by) - _on_clock(self.hours.leaves_at)
        ).total_seconds() / 60


def plan(places: Sequence[Place], hours: Hours, limits: Limits) -> Plan:
    """The day's plan. The same places in any order give the same plan."""
    nodes, lost = _located(sorted(places, key=lambda p: p.key), hours, limits)
    nodes, surplus = _worthwhile(nodes, limits)
    day = _Day(nodes, hours, limits)
    order = _filled(day)
    out = [*lost, *surplus, *_not_in(day, order)]
    stops, back_at = _timed(day, order)
    by_key = tuple(sorted(out, key=lambda left: left.key))
    return Plan(stops, by_key, round(length(order, day.road)), back_at)


def _located(
    places: Sequence[Place], hours: Hours, limits: Limits
) -> tuple[list[_Node], list[LeftOut]]:
    nodes, lost = [], []
    for place in places:
        own = _near(place.lat, place.lon, hours, limits)
        position = own or _near(*place.centre, hours, limits)
        if position:
            nodes.append(_Node(place, position, guessed=own is None))
        else:
            known = is_position(place.lat, place.lon)
            lost.append(LeftOut(place.key, "位置太远，多半标错了" if known else "不知道在哪里"))
    return nodes, lost


def _near(lat: float | None, lon: float | None, hours: Hours, limits: Limits) -> Position | None:
    if lat is None or lon is None or not is_position(lat, lon):
        return None
    return (lat, lon) if haversine_m(*hours.start, lat, lon) <= limits.furthest_m else None


def _worthwhile(nodes: list[_Node], limits: Limits) -> tuple[list[_Node], list[LeftOut]]:
    """What a plan looks at: all that must be, then the most worth, as many as it can weigh."""
    wanted = [n for n in nodes if _is_wanted(n.place)]
    idle = [LeftOut(n.place.key, "今天不用去") for n in nodes if not _is_wanted(n.place)]
    wanted.sort(key=lambda n: (not n.place.must, -n.place.worth, n.place.key))
    kept, rest = wanted[: limits.most_candidates], wanted[limits.most_candidates :]
    return kept, idle + [LeftOut(n.place.key, "今天排不下，先去更要紧的") for n in rest]


def _is_wanted(place: Place) -> bool:
    return place.must or place.worth > 0


def _filled(day: _Day) -> list[int]:
    """Must first, then the rest; straightening wins time, which is filled again."""
    order, numbers = [0, 1], range(2, len(day.nodes) + 2)
    for must in (True, False):
        while True:
            inside = set(order)
            wanted = [n for n in numbers if n not in inside and day.place(n).must == must]
            longer = _put_in(day, order, wanted)
            if longer == order:
                break
            straight = straighten(longer, day.cost)
            # Fewer changes of village may be a longer road: the day's end comes first.
            order = straight if day.minutes(straight) <= day.allowed() else longer
    return order


def _put_in(day: _Day, order: list[int], wanted: Sequence[int]) -> list[int]:
    left = day.allowed() - day.minutes(order)
    insertion = Insertion(order, wanted, day.cost)
    room = day.limits.most_stops - (len(order) - 2)

    def price(number: int, extra_m: float) -> float | None:
        minutes = _minutes_for(day, number, extra_m)
        if minutes > left or room <= 0:
            return None
        share = minutes / max(left, 1) + 1 / room
        place = day.place(number)
        return (1 if place.must else place.worth) / share

    while True:
        before = insertion.order()
        taken = insertion.take(price)
        if taken is None:
            return before
        room -= 1
        left = day.allowed() - day.minutes(insertion.order())


def _minutes_for(day: _Day, number: int, extra_m: float) -> float:
    return max(extra_m, 0) / day.limits.metres_per_minute + day.place(number).service_minutes


def _not_in(day: _Day, order: Sequence[int]) -> list[LeftOut]:
    full = len(order) - 2 >= day.limits.most_stops
    why = f"一天最多 {day.limits.most_stops} 站" if full else "时间不够"
    inside = set(order)
    return [
        LeftOut(day.place(n).key, f"今天该去，但{why}" if day.place(n).must else why)
        for n in range(2, len(day.nodes) + 2)
        if n not in inside
    ]


def _timed(day: _Day, order: Sequence[int]) -> tuple[tuple[Stop, ...], time]:
    now, stops = _on_clock(day.hours.leaves_at), []
    for number, (before, here) in enumerate(zip(order, order[1:], strict=False), 1):
        metres = day.road[before][here]
        now += timedelta(minutes=metres / day.limits.metres_per_minute)
        if here == 1:
            break
        node = day.nodes[here - 2]
        arrives_at = now.time().replace(second=0, microsecond=0)
        stops.append(
            Stop(number, node.place.key, *node.position, arrives_at, round(metres), node.guessed)
        )
        now += timedelta(minutes=node.place.service_minutes)
    return tuple(stops), now.time().replace(second=0, microsecond=0)


def _roads(positions: Sequence[Position], factor: float) -> list[list[float]]:
    road = [[0.0] * len(positions) for _ in positions]
    for i, here in enumerate(positions):
        for j in range(i):
            road[i][j] = road[j][i] = haversine_m(*here, *positions[j]) * factor
    return road


def _on_clock(at: time) -> datetime:
    return datetime.combine(date.min, at)
