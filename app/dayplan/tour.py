"""The order of stops: what to put in next, and how to straighten the line. Pure.

Nodes are numbers 0..n-1; an order is a list of them whose first and last never move. Costs are
metres in a symmetric matrix. Ties go to the lower number, so the same input gives the same plan.
"""

import math
from collections.abc import Callable, Sequence

Matrix = Sequence[Sequence[float]]

_EARTH_M = 6_371_008.8
_LEAST_GAIN_M = 1e-6


def haversine_m(from_lat: float, from_lon: float, to_lat: float, to_lon: float) -> float:
    """Metres on a sphere: 0.3 % off the ellipsoid at worst, and quick enough for a matrix."""
    phi1, phi2 = math.radians(from_lat), math.radians(to_lat)
    half_lat = (phi2 - phi1) / 2
    half_lon = math.radians(to_lon - from_lon) / 2
    h = math.sin(half_lat) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lon) ** 2
    return 2 * _EARTH_M * math.asin(math.sqrt(min(1.0, h)))


def length(order: Sequence[int], cost: Matrix) -> float:
    """The whole way along the order, in metres."""
    return sum(cost[a][b] for a, b in zip(order, order[1:], strict=False))


class Insertion:
    """Where each candidate would fit best into a growing order, kept up to date as it grows."""

    def __init__(self, order: list[int], candidates: Sequence[int], cost: Matrix):
        self._cost = cost
        self._next = dict(zip(order, order[1:], strict=False))
        self._first = order[0]
        self._best = {c: self._search(c) for c in candidates}

    def take(self, price: Callable[[int, float], float | None]) -> int | None:
        """Put in the candidate with the highest price; None when none has one.

        `price` gets a candidate and the extra metres it would cost, and says None for no.
        """
        chosen, highest = None, -math.inf
        for candidate, (extra, _) in self._best.items():
            value = price(candidate, extra)
            if value is not None and value > highest:
                chosen, highest = candidate, value
        if chosen is not None:
            self._put(chosen)
        return chosen

    def order(self) -> list[int]:
        """The order as it stands."""
        order = [self._first]
        while order[-1] in self._next:
            order.append(self._next[order[-1]])
        return order

    def _put(self, node: int) -> None:
        _, before = self._best.pop(node)
        after = self._next[before]
        self._next[before], self._next[node] = node, after
        for candidate, (extra, place) in self._best.items():
            if place == before:
                self._best[candidate] = self._search(candidate)
                continue
            for left, right in ((before, node), (node, after)):
                detour = self._detour(candidate, left, right)
                if detour < extra:
                    extra, place = detour, left
            self._best[candidate] = (extra, place)

    def _search(self, candidate: int) -> tuple[float, int]:
        return min((self._detour(candidate, a, b), a) for a, b in self._next.items())

    def _detour(self, candidate: int, left: int, right: int) -> float:
        row = self._cost[candidate]
        return row[left] + row[right] - self._cost[left][right]


def nearest_neighbour(order: Sequence[int], cost: Matrix) -> list[int]:
    """The same stops, each time the nearest one that is left."""
    tour, left = [order[0]], sorted(order[1:-1])
    while left:
        row = cost[tour[-1]]
        nearest = min(left, key=lambda node: row[node])
        left.remove(nearest)
        tour.append(nearest)
    return [*tour, order[-1]]


def straighten(order: Sequence[int], cost: Matrix) -> list[int]:
    """The shorter of two starts (as given, nearest neighbour), each improved until nothing helps.

    So it is never longer than the nearest-neighbour tour, nor than the order given.
    """
    starts = (list(order), nearest_neighbour(order, cost))
    return min((_improved(start, cost) for start in starts), key=lambda o: length(o, cost))


def _improved(order: list[int], cost: Matrix) -> list[int]:
    while _uncross(order, cost) or _move_runs(order, cost):
        pass
    return order


def _uncross(order: list[int], cost: Matrix) -> bool:
    """2-opt: turn a stretch round where that shortens the way. True if anything changed."""
    changed = False
    for i in range(len(order) - 3):
        a, b = order[i], order[i + 1]
        for j in range(i + 2, len(order) - 1):
            c, d = order[j], order[j + 1]
            gain = cost[a][b] + cost[c][d] - cost[a][c] - cost[b][d]
            if gain > _LEAST_GAIN_M:
                order[i + 1 : j + 1] = order[i + 1 : j + 1][::-1]
                b, changed = order[i + 1], True
    return changed


def _move_runs(order: list[int], cost: Matrix) -> bool:
    """Or-opt: move up to three stops in a row to where they fit better, turned if that helps."""
    changed = False
    for size in (1, 2, 3):
        for start in range(1, len(order) - size):
            changed |= _move_run(order, start, size, cost)
    return changed


def _move_run(order: list[int], start: int, size: int, cost: Matrix) -> bool:
    run = order[start : start + size]
    first, last = run[0], run[-1]
    before, after = order[start - 1], order[start + size]
    saved = cost[before][first] + cost[last][after] - cost[before][after]
    if saved <= _LEAST_GAIN_M:
        return False
    rest = order[:start] + order[start + size :]
    best, where, turned = saved - _LEAST_GAIN_M, -1, False
    for i in range(len(rest) - 1):
        a, b = rest[i], rest[i + 1]
        straight = cost[a][first] + cost[last][b] - cost[a][b]
        reverse = cost[a][last] + cost[first][b] - cost[a][b]
        if min(straight, reverse) < best:
            best, where, turned = min(straight, reverse), i, reverse < straight
    if where < 0:
        return False
    order[:] = rest[: where + 1] + (run[::-1] if turned else run) + rest[where + 1 :]
    return True
