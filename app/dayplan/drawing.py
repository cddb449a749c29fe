"""The schematic map of a sheet: villages in panels, stops as numbered rings on one line. Pure.

It shows what comes after what and roughly where. Each village has its own scale, and rings that
would lie on each other are pushed apart, so nobody should navigate by it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.dayplan.spread import Box, Position, apart, loosen

RULER_M = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
METRES_PER_DEGREE = 111_195


@dataclass(frozen=True)
class Spot:
    """One stop to draw: number, village, WGS-84 degrees, black when its arrears are old, road
    metres from the stop before."""

    n: int
    village: str
    lat: float
    lon: float
    black: bool = False
    metres: int | None = None


@dataclass(frozen=True)
class Ring:
    """A stop's marker, in the drawing's units."""

    n: int
    x: float
    y: float
    black: bool


@dataclass(frozen=True)
class Panel:
    """A village's part of the drawing with its name, numbers and a ruler of `ruler_m` metres
    that is `ruler` units long (0: all its stops lie on one spot)."""

    village: str
    numbers: tuple[int, ...]
    x: float
    y: float
    width: float
    height: float
    ruler: float
    ruler_m: int


@dataclass(frozen=True)
class Hop:
    """The way from one village to the next: where to write its length, in metres."""

    x: float
    y: float
    metres: int


@dataclass(frozen=True)
class Drawing:
    """Everything, in units of one CSS pixel; lines run from ring to ring in order."""

    width: float
    height: float
    radius: float
    panels: tuple[Panel, ...]
    rings: tuple[Ring, ...]
    hops: tuple[Hop, ...]
    start: Position


def draw(spots: Sequence[Spot], width: float, height: float) -> Drawing:
    """The drawing of those stops, in their order. The same stops give the same drawing."""
    villages = list(dict.fromkeys(spot.village for spot in spots))
    radius = 12.0 if len(spots) <= 20 else 10.0 if len(spots) <= 40 else 8.5
    panels: list[Panel] = []
    placed: dict[int, Position] = {}
    for village, box in zip(villages, _boxes(villages, spots, width, height), strict=True):
        mine = [spot for spot in spots if spot.village == village]
        panel, places = _panel(village, mine, box, radius)
        panels.append(panel)
        placed |= places
    rings = tuple(Ring(s.n, *placed[s.n], s.black) for s in spots)
    return Drawing(
        width,
        height,
        radius,
        tuple(panels),
        rings,
        _hops(spots, rings, panels),
        (width - 22.0, 20.0),
    )


def _boxes(
    villages: Sequence[str], spots: Sequence[Spot], width: float, height: float
) -> list[Box]:
    """A box for each village, one below the other, in two columns when there are many; the more
    stops, the higher."""
    columns = 1 if len(villages) <= 5 else 2
    per_column = math.ceil(len(villages) / columns) if villages else 1
    boxes: list[Box] = []
    for column in range(columns):
        mine = villages[column * per_column : (column + 1) * per_column]
        weights = [math.sqrt(sum(s.village == v for s in spots)) + 0.8 for v in mine]
        y, wide = 0.0, width / columns
        for weight in weights:
            tall = height * weight / sum(weights)
            boxes.append((column * wide, y, wide, tall))
            y += tall
    return boxes


def _panel(
    village: str, spots: Sequence[Spot], box: Box, radius: float
) -> tuple[Panel, dict[int, Position]]:
    x, y, width, height = box
    # Above: the name (at the very top also the north arrow and the start); below: the ruler.
    inside = (
        x + radius + 6,
        y + (36 if y else 62) + radius,
        x + width - radius - 6,
        y + height - 22 - radius,
    )
    flat = [_flat(spot, spots[0]) for spot in spots]
    scale = _scale(flat, inside)
    linear = [_put(p, flat, scale, inside) for p in flat]
    placed = apart(loosen(linear, inside), inside, 2 * radius + 3)
    ruler_m = next((m for m in RULER_M if m * scale >= 45), RULER_M[-1]) if scale else 0
    if ruler_m * scale > width - 70:
        ruler_m = 0
    panel = Panel(village, tuple(s.n for s in spots), x, y, width, height, ruler_m * scale, ruler_m)
    return panel, {spot.n: place for spot, place in zip(spots, placed, strict=True)}


def _flat(spot: Spot, origin: Spot) -> Position:
    """Metres east and south of the origin."""
    east = (spot.lon - origin.lon) * METRES_PER_DEGREE * math.cos(math.radians(origin.lat))
    return east, (origin.lat - spot.lat) * METRES_PER_DEGREE


def _scale(flat: Sequence[Position], inside: Box) -> float:
    """Units per metre that just fit; 0 when all lie on one spot."""
    wide = max(p[0] for p in flat) - min(p[0] for p in flat)
    tall = max(p[1] for p in flat) - min(p[1] for p in flat)
    fits = [
        max(room, 1) / metres
        for room, metres in ((inside[2] - inside[0], wide), (inside[3] - inside[1], tall))
        if metres > 1
    ]
    return min(fits) if fits else 0.0


def _put(point: Position, flat: Sequence[Position], scale: float, inside: Box) -> Position:
    """Into the middle of the room, keeping proportions."""
    middle = [(min(p[i] for p in flat) + max(p[i] for p in flat)) / 2 for i in (0, 1)]
    return (
        (inside[0] + inside[2]) / 2 + (point[0] - middle[0]) * scale,
        (inside[1] + inside[3]) / 2 + (point[1] - middle[1]) * scale,
    )


def _hops(spots: Sequence[Spot], rings: Sequence[Ring], panels: Sequence[Panel]) -> tuple[Hop, ...]:
    """Where the line leaves one village for the next."""
    panel_of = {n: panel for panel in panels for n in panel.numbers}
    hops = []
    for before, after, a, b in zip(spots, spots[1:], rings, rings[1:], strict=False):
        if before.village != after.village and after.metres:
            x, y = _leaving(a, b, panel_of[before.n])
            hops.append(Hop(x, y, after.metres))
    return tuple(hops)


def _leaving(a: Ring, b: Ring, panel: Panel) -> Position:
    """Just above the border that the line crosses on its way out of the panel."""
    border = panel.y + panel.height if b.y > a.y else panel.y
    if a.y == b.y or not min(a.y, b.y) <= border <= max(a.y, b.y):
        return (a.x + b.x) / 2, (a.y + b.y) / 2
    along = (border - 11 - a.y) / (b.y - a.y)
    return a.x + (b.x - a.x) * along, border - 11
