"""Pushing things apart on paper. Pure."""

import math
from collections.abc import Sequence

Position = tuple[float, float]
Box = tuple[float, float, float, float]

ROUNDS = 120
LOOSER = 0.6
# Turn by turn in another direction, so that things on one spot leave it to all sides.
GOLDEN_ANGLE = 2.4


def loosen(points: Sequence[Position], inside: Box) -> list[Position]:
    """The points drawn part of the way to where an even spread over the box would have them.

    What is left of, or above, another stays so; so a line that did not cross itself hardly does.
    """
    across = _even([p[0] for p in points], inside[0], inside[2])
    down = _even([p[1] for p in points], inside[1], inside[3])
    return [
        (x + (ex - x) * LOOSER, y + (ey - y) * LOOSER)
        for (x, y), ex, ey in zip(points, across, down, strict=True)
    ]


def _even(values: Sequence[float], low: float, high: float) -> list[float]:
    """Where each value would stand if they kept their order at equal distances."""
    ranks = {value: n for n, value in enumerate(sorted(set(values)))}
    if len(ranks) < 2:
        return [(low + high) / 2] * len(values)
    return [low + (high - low) * ranks[value] / (len(ranks) - 1) for value in values]


def apart(points: Sequence[Position], inside: Box, least: float) -> list[Position]:
    """The points moved until no two are nearer than `least`, or there is no room for that; none
    leaves the box (left, top, right, bottom)."""
    places = [list(point) for point in points]
    for _ in range(ROUNDS):
        moved = False
        for i in range(len(places)):
            for j in range(i):
                moved |= _push(places[i], places[j], i - j, least)
        for place in places:
            place[0] = min(max(place[0], inside[0]), max(inside[2], inside[0]))
            place[1] = min(max(place[1], inside[1]), max(inside[3], inside[1]))
        if not moved:
            break
    return [(round(x, 1), round(y, 1)) for x, y in places]


def _push(one: list[float], other: list[float], turn: int, least: float) -> bool:
    """Move two points half of what they lack each; whether they lacked anything."""
    dx, dy = one[0] - other[0], one[1] - other[1]
    distance = math.hypot(dx, dy)
    if distance >= least - 0.05:
        return False
    if distance < 0.01:
        dx, dy, by = math.cos(turn * GOLDEN_ANGLE), math.sin(turn * GOLDEN_ANGLE), least / 2
    else:
        by = (least - distance) / 2 / distance
    for axis, step in ((0, dx * by), (1, dy * by)):
        one[axis] += step
        other[axis] -= step
    return True
