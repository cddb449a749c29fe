"""From who is due to numbered stops: hands places and worths to the planner, and finds room for
those whose place nobody knows (a station's first import has no coordinates at all)."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from app.clock import local
from app.dayplan import planner
from app.dayplan.worklist import Due
from app.fieldwork.gps import is_position
from app.station.people import Station
from app.station.settings import Settings


@dataclass(frozen=True)
class Route:
    """Columns of `Stop`, numbered from 1, and the whole road in metres, there and back."""

    rows: list[dict[str, Any]]
    metres: int


def route(due: list[Due], station: Station, leaves: datetime, settings: Settings) -> Route:
    """The day's stops in order. Stops without a known place come last, by village."""
    lost = [d for d in _most_worth(due, settings.day_stops) if not _has_place(d)]
    known = {f"{d.customer_id:012d}": d for d in due if _has_place(d)}
    planned = planner.plan(
        [_place(key, d, settings) for key, d in known.items()],
        _hours(list(known.values()), station, leaves, settings),
        planner.Limits(
            most_stops=settings.day_stops - len(lost),
            metres_per_minute=settings.metres_per_minute,
            road_factor_percent=settings.road_factor_percent,
        ),
    )
    rows = [
        _row(stop.number, known[stop.key], stop.arrives_at, stop.metres) for stop in planned.stops
    ]
    lost.sort(key=lambda d: (d.village, d.customer_id))
    rows += [_row(n, d, None, None) for n, d in enumerate(lost, start=len(rows) + 1)]
    return Route(rows, planned.metres)


def _most_worth(due: list[Due], count: int) -> list[Due]:
    return sorted(due, key=lambda d: (-d.worth.points, d.customer_id))[:count]


def _has_place(due: Due) -> bool:
    return is_position(due.lat, due.lon) or is_position(*due.centre)


def _place(key: str, due: Due, settings: Settings) -> planner.Place:
    return planner.Place(
        key=key,
        lat=due.lat,
        lon=due.lon,
        worth=due.worth.points,
        service_minutes=settings.service_minutes,
        must=any(code == "promise_today" for code, _ in due.worth.reasons),
        village=due.village,
        centre=due.centre,
    )


def _hours(due: list[Due], station: Station, leaves: datetime, settings: Settings) -> planner.Hours:
    """The field day, from and to the station; a station without a place starts amid its stops."""
    start = (station.lat, station.lon)
    if station.lat is None or station.lon is None:
        start = _middle([_position(d) for d in due]) if due else (0.0, 0.0)
    return planner.Hours(
        start=start,
        leaves_at=local(leaves).time(),
        back_by=time(*divmod(settings.day_ends_at, 100)),
    )


def _position(due: Due) -> tuple[float, float]:
    lat, lon = (due.lat, due.lon) if is_position(due.lat, due.lon) else due.centre
    assert lat is not None and lon is not None, "only those with a place are asked"
    return lat, lon


def _middle(positions: list[tuple[float, float]]) -> tuple[float, float]:
    lats, lons = sorted(p[0] for p in positions), sorted(p[1] for p in positions)
    return lats[len(lats) // 2], lons[len(lons) // 2]


def _row(n: int, due: Due, arrives_at: time | None, metres: int | None) -> dict[str, Any]:
    return {
        "n": n,
        "customer": due.customer_id,
        "district": due.district_id,
        "fen": due.fen,
        "bills": due.bills,
        "oldest": due.oldest,
        "reasons": due.worth.reasons,
        "eta": arrives_at.hour * 60 + arrives_at.minute if arrives_at else None,
        "leg_m": metres,
    }
