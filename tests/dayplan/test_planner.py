"""A day's plan holds its limits, says what it left out and why, and wastes no road."""

import random
import time as clock
from dataclasses import replace
from datetime import time
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.dayplan.places import Hours, Limits, Place
from app.dayplan.planner import plan
from app.dayplan.tour import haversine_m, length, nearest_neighbour, straighten
from app.fieldwork.gps import distance_m

STATION = (27.07, 103.9)
HOURS = Hours(STATION)
USUAL = Limits()
# A degree of latitude is about 111.2 km on the sphere.
METRE = 1 / 111_195


def place(key, north_m=0.0, east_m=0.0, worth=100, **more):
    lat = STATION[0] + north_m * METRE
    lon = STATION[1] + east_m * METRE / 0.8905
    return Place(key, lat, lon, worth, **more)


def village(name, north_m, east_m, count, worth=100):
    """Houses along a lane, 40 m apart."""
    return [
        place(f"{name}{n:02d}", north_m + 40 * n, east_m, worth, village=name) for n in range(count)
    ]


def keys(planned):
    return [stop.key for stop in planned.stops]


def whys(planned):
    return {left.key: left.why for left in planned.left_out}


def candidates(count, seed=7):
    dice = random.Random(seed)
    centres = [(dice.uniform(-6000, 6000), dice.uniform(-6000, 6000)) for _ in range(6)]
    made = []
    for n in range(count):
        home = n % len(centres)
        north, east = (c + dice.gauss(0, 500) for c in centres[home])
        made.append(
            place(f"{n:04d}", north, east, dice.randint(20, 900), village=f"v{home}",
                  must=n % 20 == 0)
        )  # fmt: skip
    return made


def test_stops_on_a_lane_are_taken_in_a_row_with_times():
    lane = [place(k, north_m=m) for k, m in (("c", 3000), ("a", 1000), ("b", 2000))]
    planned = plan(lane, HOURS, replace(USUAL, road_factor_percent=100, metres_per_minute=100))
    assert keys(planned) in (["a", "b", "c"], ["c", "b", "a"])
    first, second, third = planned.stops
    assert [s.number for s in planned.stops] == [1, 2, 3]
    assert (first.arrives_at, second.arrives_at) in (
        (time(8, 40), time(8, 56)),
        (time(9, 0), time(9, 16)),
    )
    assert second.metres == pytest.approx(1000, abs=2)
    assert planned.metres == pytest.approx(6000, abs=6)
    assert planned.back_at == time(9, 48)
    assert planned.left_out == ()


def test_no_candidates_make_an_empty_plan():
    planned = plan([], HOURS, USUAL)
    assert (planned.stops, planned.left_out, planned.metres) == ((), (), 0)
    assert planned.back_at == time(8, 30)


def test_the_stop_limit_keeps_what_is_worth_most():
    near = [place(f"p{n}", north_m=100 + n, worth=100 + n) for n in range(10)]
    planned = plan(near, HOURS, replace(USUAL, most_stops=3))
    assert sorted(keys(planned)) == ["p7", "p8", "p9"]
    assert set(whys(planned).values()) == {"一天最多 3 站"}


def test_the_day_ends_in_time_and_says_for_what_there_was_none():
    far = [place(f"p{n}", north_m=4000 * (-1) ** n, east_m=3000 * n) for n in range(12)]
    short = Hours(STATION, time(8, 30), time(11, 0))
    planned = plan(far, short, USUAL)
    assert planned.stops and planned.back_at <= time(11, 0)
    assert len(planned.stops) + len(planned.left_out) == 12
    assert set(whys(planned).values()) == {"时间不够"}


def test_hours_that_are_over_leave_everything_out():
    planned = plan([place("a"), place("b", must=True)], Hours(STATION, time(18), time(9)), USUAL)
    assert keys(planned) == []
    assert whys(planned) == {"a": "时间不够", "b": "今天该去，但时间不够"}


def test_must_goes_before_worth():
    rich = [place(f"r{n}", north_m=100 * n, worth=9000) for n in range(5)]
    poor = place("poor", north_m=5000, worth=0, must=True)
    assert "poor" in keys(plan([*rich, poor], HOURS, replace(USUAL, most_stops=2)))


def test_a_must_that_does_not_fit_is_said():
    planned = plan([place("far", north_m=90_000, must=True), place("near")], HOURS,
                   replace(USUAL, metres_per_minute=300))  # fmt: skip
    assert keys(planned) == ["near"]
    assert whys(planned) == {"far": "今天该去，但时间不够"}


def test_nothing_to_do_there_is_no_reason_to_go():
    assert whys(plan([place("idle", worth=0)], HOURS, USUAL)) == {"idle": "今天不用去"}


def test_among_equals_the_nearer_one_is_visited():
    planned = plan(
        [place("far", north_m=9000), place("near", north_m=500)],
        HOURS,
        replace(USUAL, most_stops=1),
    )
    assert keys(planned) == ["near"]


def test_a_village_is_finished_before_the_next():
    places = village("甲", 3000, 0, 8) + village("乙", 3000, 400, 8) + village("丙", -2000, 900, 8)
    planned = plan(places, HOURS, USUAL)
    runs = [name for name, _ in groupby(key[0] for key in keys(planned))]
    assert len(runs) == 3


def test_the_end_may_be_elsewhere():
    home = (STATION[0] + 4000 * METRE, STATION[1])
    lane = [place("a", north_m=1000), place("b", north_m=3000)]
    planned = plan(lane, Hours(STATION, end=home), replace(USUAL, road_factor_percent=100))
    assert keys(planned) == ["a", "b"]
    assert planned.metres == pytest.approx(4000, abs=5)


CENTRE = (STATION[0] + 800 * METRE, STATION[1])


@pytest.mark.parametrize(
    "lat, lon, centre, planned_at, why",
    [
        (None, None, CENTRE, CENTRE, ""),
        (float("nan"), 103.9, CENTRE, CENTRE, ""),
        (0.0, 0.0, CENTRE, CENTRE, ""),
        (103.9, 27.07, CENTRE, CENTRE, ""),
        (31.2, 121.5, CENTRE, CENTRE, ""),
        (None, None, (None, None), None, "不知道在哪里"),
        (31.2, 121.5, (None, None), None, "位置太远，多半标错了"),
        (103.9, 27.07, (None, None), None, "不知道在哪里"),
    ],
)
def test_a_place_that_cannot_be_is_planned_at_its_districts_centre(
    lat, lon, centre, planned_at, why
):
    planned = plan([Place("x", lat, lon, 100, centre=centre)], HOURS, USUAL)
    if why:
        assert whys(planned) == {"x": why}
    else:
        (stop,) = planned.stops
        assert (stop.lat, stop.lon, stop.guessed) == (*planned_at, True)


def test_two_hundred_customers_in_one_place_are_a_day_like_any_other():
    planned = plan([place(f"{n:03d}", 50, 50) for n in range(200)], HOURS, USUAL)
    assert len(planned.stops) == USUAL.most_stops
    assert planned.back_at <= HOURS.back_by


def test_more_than_can_be_weighed_are_cut_by_worth_and_said():
    planned = plan(candidates(1200), HOURS, replace(USUAL, most_candidates=50))
    assert len(planned.stops) + len(planned.left_out) == 1200
    assert sum(why == "今天排不下，先去更要紧的" for why in whys(planned).values()) == 1150


def test_the_same_places_in_another_order_give_the_same_plan():
    places = candidates(120)
    shuffled = random.Random(1).sample(places, len(places))
    assert plan(places, HOURS, USUAL) == plan(shuffled, HOURS, USUAL)


def test_a_collectors_day_is_planned_in_a_blink():
    places = candidates(160)
    quickest = min(timed(places) for _ in range(3))
    assert len(plan(places, HOURS, USUAL).stops) == 60
    assert quickest < 0.2


def timed(places):
    begun = clock.perf_counter()
    plan(places, HOURS, USUAL)
    return clock.perf_counter() - begun


def test_the_order_is_never_worse_than_nearest_neighbour_or_the_list_as_it_was():
    for seed in range(5):
        dice = random.Random(seed)
        spots = [(dice.uniform(0, 9000), dice.uniform(0, 9000)) for _ in range(40)]
        spots.append(spots[0])
        cost = [[abs(complex(*a) - complex(*b)) for b in spots] for a in spots]
        listed = list(range(len(spots)))
        straight = length(straighten(listed, cost), cost)
        assert straight <= length(nearest_neighbour(listed, cost), cost)
        assert straight < length(listed, cost) / 2


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.floats(-20_000, 20_000),
            st.floats(-20_000, 20_000),
            st.integers(0, 500),
            st.booleans(),
            st.integers(0, 60),
        ),
        max_size=30,
    ),
    st.integers(0, 12),
)
def test_whatever_comes_each_place_is_planned_once_or_left_out_and_the_hours_hold(spots, most):
    places = [
        place(f"{n:02d}", north, east, worth, must=must, service_minutes=service,
              village="东" if east > 0 else "西")
        for n, (north, east, worth, must, service) in enumerate(spots)
    ]  # fmt: skip
    planned = plan(places, HOURS, replace(USUAL, most_stops=most))
    assert sorted([*keys(planned), *whys(planned)]) == [p.key for p in places]
    assert len(planned.stops) <= most
    assert planned.back_at <= HOURS.back_by
    arrivals = [stop.arrives_at for stop in planned.stops]
    assert arrivals == sorted(arrivals)


@pytest.mark.parametrize("lat, lon", [(27.07, 103.9), (27.2, 104.1), (26.9, 103.7)])
def test_quick_distances_agree_with_the_ellipsoid_to_half_a_percent(lat, lon):
    exact = distance_m(27.0, 104.0, lat, lon)
    assert haversine_m(27.0, 104.0, lat, lon) == pytest.approx(exact, rel=0.005)
