"""A station's targets: for everybody at once, for one with a reason, every version kept."""

from datetime import date

import pytest

from app.refusals import BadInput
from app.standing import goals, target
from app.standing.target import Mark
from tests.world import MORNING, PERIOD, World

USUAL = (Mark(date(2026, 10, 18), 6000), Mark(date(2026, 10, 31), 10000))
HARDER = (Mark(date(2026, 10, 25), 9500), Mark(date(2026, 10, 31), 10000))


def set_all(world: World, marks=USUAL, period=PERIOD):
    return goals.set_all(world.station.id, period, marks, by=world.lin, at=MORNING)


def test_everybody_responsible_gets_them_and_a_second_time_nobody(world: World):
    assert set_all(world) == 2
    assert set_all(world) == 0
    assert set(target.of_station(world.station.id, PERIOD)) == {world.an.id, world.fang.id}


def test_one_person_is_changed_with_a_reason_and_both_versions_stay(world: World):
    set_all(world)
    goals.change(world.an, PERIOD, HARDER, by=world.lin, at=MORNING, why="往月欠费多")
    mine = next(g for g in goals.board(world.station.id, PERIOD, MORNING) if g.person == world.an)
    assert mine.marks == HARDER
    assert [(v.target.version, v.marks, v.target.why) for v in mine.versions] == [
        (2, HARDER, "往月欠费多"),
        (1, USUAL, ""),
    ]


def test_without_a_reason_nobody_is_singled_out(world: World):
    with pytest.raises(BadInput) as refused:
        goals.change(world.an, PERIOD, HARDER, by=world.lin, at=MORNING, why=" ")
    assert refused.value.field == "why"


@pytest.mark.parametrize(
    ("period", "marks", "field"),
    [
        (202609, USUAL, "period"),
        (202613, USUAL, "period"),
        (PERIOD, (), "due"),
        (PERIOD, (Mark(date(2026, 9, 30), 6000),), "due"),
        (PERIOD, (Mark(date(2026, 12, 1), 6000),), "due"),
        (PERIOD, (Mark(date(2026, 10, 25), 9000), Mark(date(2026, 10, 25), 9500)), "due"),
        (PERIOD, (Mark(date(2026, 10, 25), 9000), Mark(date(2026, 10, 31), 8000)), "due"),
        (PERIOD, (Mark(date(2026, 10, 25), 10001),), "due"),
    ],
)
def test_months_that_are_over_and_marks_that_make_no_sense_are_refused(
    world: World, period, marks, field
):
    with pytest.raises(BadInput) as refused:
        set_all(world, marks, period)
    assert refused.value.field == field
