"""What the planner is given and what it gives back: frozen values only. Pure."""

from dataclasses import dataclass
from datetime import time

Position = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """Somewhere one could go. Degrees are WGS-84; `centre` is its district's, for want of own.

    `key` is unique. `must` goes in before anything else, whatever its worth.
    """

    key: str
    lat: float | None
    lon: float | None
    worth: int
    service_minutes: int = 6
    must: bool = False
    village: str = ""
    centre: tuple[float | None, float | None] = (None, None)


@dataclass(frozen=True)
class Hours:
    """Where and when the day begins and ends; without an end it ends where it began."""

    start: Position
    leaves_at: time = time(8, 30)
    back_by: time = time(18, 0)
    end: Position | None = None


@dataclass(frozen=True)
class Limits:
    """How the collector moves, and how much fits into a day.

    A road is `road_factor_percent` of the straight line. Leaving a village counts as
    `village_metres` more, so that villages stay together where that is cheap. A place further
    than `furthest_m` from the start is taken for a wrong coordinate.
    """

    most_stops: int = 60
    metres_per_minute: int = 330
    road_factor_percent: int = 140
    village_metres: int = 300
    furthest_m: int = 100_000
    most_candidates: int = 400


@dataclass(frozen=True)
class Stop:
    """One stop: its number on list, map and paper, when, and the road from the one before.

    `guessed`: the customer's own place is unknown, so it stands at its district's centre.
    """

    number: int
    key: str
    lat: float
    lon: float
    arrives_at: time
    metres: int
    guessed: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A place that is not in the plan, and why, in words."""

    key: str
    why: str


@dataclass(frozen=True)
class Plan:
    """The stops in order, what was left out, the whole road in metres, and when one is back."""

    stops: tuple[Stop, ...]
    left_out: tuple[LeftOut, ...]
    metres: int
    back_at: time
