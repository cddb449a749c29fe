"""The schematic map: order kept, nothing on top of anything, everything inside."""

import math
from itertools import combinations

import pytest

from app.dayplan.drawing import Drawing, Spot, draw


def spots(count: int, villages: int = 1, apart_m: float = 40) -> list[Spot]:
    """Stops along a spiral, shared out over villages in turn."""
    made = []
    for n in range(count):
        turn, far = n * 0.9, (n + 1) * apart_m / 111_195
        village = f"村{n * villages // count}"
        lat, lon = 27 + far * math.cos(turn), 103.9 + far * math.sin(turn)
        made.append(Spot(n + 1, village, lat, lon, black=n % 7 == 0, metres=900))
    return made


def inside(drawing: Drawing) -> bool:
    r = drawing.radius
    return all(
        r <= ring.x <= drawing.width - r and r <= ring.y <= drawing.height - r
        for ring in drawing.rings
    )


@pytest.mark.parametrize(("count", "villages"), [(1, 1), (2, 1), (16, 2), (40, 5), (60, 9)])
def test_every_stop_is_drawn_inside_and_none_hides_another(count: int, villages: int):
    drawing = draw(spots(count, villages), 300, 540)
    assert [ring.n for ring in drawing.rings] == list(range(1, count + 1))
    assert inside(drawing)
    nearest = min(
        (math.dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(drawing.rings, 2)),
        default=99.0,
    )
    assert nearest >= 1.9 * drawing.radius


def test_stops_on_one_spot_are_pushed_apart_and_have_no_ruler():
    drawing = draw([Spot(n, "村", 27.0, 103.9) for n in range(1, 6)], 300, 540)
    assert len({(ring.x, ring.y) for ring in drawing.rings}) == 5
    assert drawing.panels[0].ruler == 0


def test_each_village_has_its_panel_and_the_way_between_is_told():
    drawing = draw(spots(16, 2), 300, 540)
    assert [panel.numbers for panel in drawing.panels] == [tuple(range(1, 9)), tuple(range(9, 17))]
    assert [hop.metres for hop in drawing.hops] == [900]
    assert sum(panel.height for panel in drawing.panels) == pytest.approx(540)


def test_many_villages_stand_in_two_columns():
    drawing = draw(spots(60, 9), 300, 540)
    assert {panel.x for panel in drawing.panels} == {0, 150}


def test_north_is_up_and_east_is_right():
    drawing = draw([Spot(1, "村", 27.0, 103.9), Spot(2, "村", 27.01, 103.91)], 300, 540)
    south_west, north_east = drawing.rings
    assert north_east.y < south_west.y
    assert north_east.x > south_west.x


def test_the_ruler_is_true_where_nothing_was_pushed():
    drawing = draw([Spot(1, "村", 27.0, 103.9), Spot(2, "村", 27.009, 103.9)], 300, 540)
    one, other = drawing.rings
    panel = drawing.panels[0]
    assert abs(one.y - other.y) / 1000 == pytest.approx(panel.ruler / panel.ruler_m, rel=0.02)


def test_the_same_stops_give_the_same_drawing():
    assert draw(spots(60, 4), 300, 540) == draw(spots(60, 4), 300, 540)
