"""A fix is flagged, with the distance, and never blocks."""

from datetime import UTC, datetime, timedelta

import pytest

from app.fieldwork.gps import FixJudgement, Limits, is_position, judge

NOW = datetime(2026, 10, 21, 2, 30, tzinfo=UTC)
HOME = (27.07, 103.9)
# One degree of latitude is about 110.8 km here.
NEAR = 27.07 + 150 / 110_804
FAR = 27.07 + 290 / 110_804
NAN = float("nan")


def seen(lat=HOME[0], lon=HOME[1], accuracy=10.0, age=5, error="", place=HOME, limits=None):
    fixed_at = None if age is None else NOW - timedelta(seconds=age)
    return judge(lat, lon, accuracy, fixed_at, error, *place, NOW, limits or Limits())


@pytest.mark.parametrize(
    "fix, distance_m, flags",
    [
        (dict(), 0, ()),
        (dict(lat=NEAR), 150, ()),
        (dict(lat=FAR), 290, ("far",)),
        (dict(lat=FAR, accuracy=95.0), 290, ()),
        (dict(lat=FAR, accuracy=NAN), 290, ("poor", "far")),
        (dict(accuracy=100.0), 0, ()),
        (dict(accuracy=100.1), 0, ("poor",)),
        (dict(accuracy=0.0), 0, ("poor",)),
        (dict(accuracy=-1.0), 0, ("poor",)),
        (dict(accuracy=None), 0, ("poor",)),
        (dict(age=120), 0, ()),
        (dict(age=121), 0, ("old",)),
        (dict(age=-121), 0, ("old",)),
        (dict(age=None), 0, ("old",)),
        (dict(lat=FAR, accuracy=0.0, age=3600), 290, ("poor", "old", "far")),
        (dict(lat=None, lon=None, error="denied"), None, ("none",)),
        (dict(lat=27.0, lon=None), None, ("none",)),
        (dict(error="timeout"), 0, ()),
        (dict(lat=NAN), None, ("implausible",)),
        (dict(lat=91.0), None, ("implausible",)),
        (dict(lat=103.9, lon=27.07), None, ("implausible",)),
        (dict(lat=0.0, lon=0.0), None, ("implausible",)),
        (dict(place=(None, None)), None, ()),
        (dict(place=(None, None), age=None), None, ("old",)),
        (dict(place=(0.0, 0.0)), None, ()),
        (dict(lat=FAR, limits=Limits(far_m=500)), 290, ()),
    ],
)
def test_each_weakness_of_a_fix_is_flagged_and_no_other(fix, distance_m, flags):
    assert seen(**fix) == FixJudgement(distance_m, flags)


def test_another_province_is_implausible_rather_than_far():
    judged = seen(lat=31.2, lon=121.5)
    assert judged.flags == ("implausible",)
    assert judged.distance_m > 1_700_000


@pytest.mark.parametrize(
    "lat, lon, valid",
    [
        (27.0, 103.9, True),
        (-90.0, 180.0, True),
        (90.1, 0.0, False),
        (10.0, 180.1, False),
        (float("inf"), 0.0, False),
        (None, 103.9, False),
        (0.0, 0.0, False),
        (0.0, 103.9, True),
    ],
)
def test_only_degrees_of_a_place_are_a_position(lat, lon, valid):
    assert is_position(lat, lon) is valid
