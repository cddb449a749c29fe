"""WGS-84 -> GCJ-02, only for Chinese map tiles and links; nothing stored is ever GCJ-02. Pure.

Chinese maps are drawn in GCJ-02, some hundred metres off. The state has not published the
formula; the one known for years in public (an ellipsoid of Krasovsky 1940, and sine series in
degrees east of 105 and north of 35) agrees with the maps to about a metre.
"""

import math

_AXIS_M = 6_378_245.0
_ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943


def to_gcj(lat: float, lon: float) -> tuple[float, float]:
    """The place in GCJ-02 (latitude, longitude); outside China unchanged, as the maps do it."""
    if not _in_china(lat, lon):
        return lat, lon
    north, east = _shift(lon - 105.0, lat - 35.0)
    phi = math.radians(lat)
    squash = 1 - _ECCENTRICITY_SQUARED * math.sin(phi) ** 2
    along_meridian = _AXIS_M * (1 - _ECCENTRICITY_SQUARED) / squash**1.5
    along_parallel = _AXIS_M / math.sqrt(squash) * math.cos(phi)
    return (
        lat + math.degrees(north / along_meridian),
        lon + math.degrees(east / along_parallel),
    )


def _in_china(lat: float, lon: float) -> bool:
    """The maps' own rough box, Taiwan and the south sea islands within."""
    return 0.8293 <= lat <= 55.8271 and 72.004 <= lon <= 137.8347


def _shift(x: float, y: float) -> tuple[float, float]:
    """Metres to the north and to the east for a place x degrees east, y north of the origin."""
    bend = math.sqrt(abs(x))
    common = 20 * _wave(6 * x) + 20 * _wave(2 * x)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * bend
    north += (common + 20 * _wave(y) + 40 * _wave(y / 3)) * 2 / 3
    north += (160 * _wave(y / 12) + 320 * _wave(y / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * bend
    east += (common + 20 * _wave(x) + 40 * _wave(x / 3)) * 2 / 3
    east += (150 * _wave(x / 12) + 300 * _wave(x / 30)) * 2 / 3
    return north, east


def _wave(turns: float) -> float:
    return math.sin(turns * math.pi)
