"""Coordinates (经纬度), WGS-84 as the marketing system has them. Pure."""

import re

from app.exchange.cells.badcell import BadCell, narrow, says_nothing

# The frame round all of China; a pair outside it is no place of a customer's.
_LAT = (3.0, 54.0)
_LON = (73.0, 136.0)

_NUMBER = re.compile(r"(?:东经|北纬|[en])?:?(\d{1,3}(?:\.\d+)?)[°度]?(?:东经|北纬|[en])?", re.I)


def place(lat_cell: str, lon_cell: str) -> tuple[float, float] | None:
    """(latitude, longitude) in degrees; None when empty or 0, 0. Swapped pairs are put right.

    Raises BadCell: only one of the two, no numbers, not in China.
    """
    first, second = _degrees(lat_cell), _degrees(lon_cell)
    if first is None and second is None or first == second == 0:
        return None
    if first is None or second is None:
        raise BadCell("只有一个", "经度纬度要么都填，要么都空")
    if _inside(first, _LAT) and _inside(second, _LON):
        return first, second
    if is_swapped(first, second):
        return second, first
    raise BadCell("不在国内", "到现场定位，或者空着")


def is_swapped(lat: float, lon: float) -> bool:
    """Whether the two only make sense the other way round."""
    return _inside(lon, _LAT) and _inside(lat, _LON)


def _inside(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _degrees(cell: str) -> float | None:
    text = narrow(cell).replace(" ", "")
    if says_nothing(text):
        return None
    found = _NUMBER.fullmatch(text)
    if not found:
        raise BadCell("不是度数", "写成 103.90033 这样")
    return float(found[1])
