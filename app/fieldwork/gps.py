"""What a location is worth as evidence. Pure. It flags and never blocks (design.md §3)."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from geopy.distance import geodesic


@dataclass(frozen=True)
class Limits:
    """From where on a fix gets a flag: metres, metres, seconds, metres."""

    far_m: int = 200
    poor_m: int = 100
    old_s: int = 120
    implausible_m: int = 300_000


USUAL = Limits()


@dataclass(frozen=True)
class FixJudgement:
    """Whole metres to the customer's place (None when either place is unknown), and flags.

    'none': no location came. 'implausible': no place on earth, or further off than anybody rides
    in a day. 'poor': accuracy unknown, 0 or too coarse. 'old': taken well before or after the
    deed, or nobody knows when. 'far': away from the customer even if the error is given in full.
    """

    distance_m: int | None
    flags: tuple[str, ...] = ()


def is_position(lat: float | None, lon: float | None) -> bool:
    """Whether the two are degrees of a place. 0, 0 is what broken receivers say, so it is none."""
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon)):
        return False
    return abs(lat) <= 90 and abs(lon) <= 180 and (lat, lon) != (0, 0)


def distance_m(from_lat: float, from_lon: float, to_lat: float, to_lon: float) -> float:
    """Metres between two places in WGS-84 along the ellipsoid.

    Raises ValueError when a latitude is beyond a pole.
    """
    return geodesic((from_lat, from_lon), (to_lat, to_lon)).meters


def judge(
    lat: float | None,
    lon: float | None,
    accuracy_m: float | None,
    fixed_at: datetime | None,
    error: str,
    place_lat: float | None,
    place_lon: float | None,
    at: datetime,
    limits: Limits = USUAL,
) -> FixJudgement:
    """Judge a fix (WGS-84 degrees, metres, aware instants) for a deed done `at` that instant.

    A location counts when it came, whatever `error` says beside it.
    """
    if lat is None or lon is None:
        return FixJudgement(None, ("none",))
    if not is_position(lat, lon):
        return FixJudgement(None, ("implausible",))
    flags = []
    if _is_poor(accuracy_m, limits.poor_m):
        flags.append("poor")
    if fixed_at is None or abs(at - fixed_at) > timedelta(seconds=limits.old_s):
        flags.append("old")
    if place_lat is None or place_lon is None or not is_position(place_lat, place_lon):
        return FixJudgement(None, tuple(flags))
    metres = distance_m(lat, lon, place_lat, place_lon)
    if metres > limits.implausible_m:
        flags.append("implausible")
    elif metres - _known(accuracy_m) > limits.far_m:
        flags.append("far")
    return FixJudgement(round(metres), tuple(flags))


def _is_poor(accuracy_m: float | None, limit_m: int) -> bool:
    return not 0 < _known(accuracy_m) <= limit_m


def _known(accuracy_m: float | None) -> float:
    """The accuracy in metres, 0 when it is none: an unknown error excuses no distance."""
    if accuracy_m is None or not math.isfinite(accuracy_m) or accuracy_m < 0:
        return 0.0
    return accuracy_m
