"""Leave cover: another works the districts, the one away stays responsible."""

from datetime import timedelta

import pytest

from app.clock import day_start
from app.refusals import BadInput, Stale
from app.station import away, leave, sight
from tests.world import MORNING, TODAY, World

DAY = timedelta(days=1)


def go(world: World, person=None, cover=None, since=TODAY + DAY, until=TODAY + 4 * DAY):
    return away.go(
        person or world.an, cover or world.bo, since=since, until=until, by=world.lin, at=MORNING
    )


def holding(world: World, day):
    held = sight.holders(world.station.id, day_start(day))[world.an_district.id]
    return held.responsible, held.acting


def test_the_cover_acts_on_these_days_and_only_then(world: World):
    go(world)
    an, bo = world.an.id, world.bo.id
    assert holding(world, TODAY) == (an, None)
    assert holding(world, TODAY + DAY) == (an, bo)
    assert holding(world, TODAY + 3 * DAY) == (an, bo)
    assert holding(world, TODAY + 4 * DAY) == (an, None)
    assert leave.away(world.station.id, TODAY + DAY) == {an}


def test_the_cover_may_take_money_there_meanwhile(world: World):
    go(world, since=TODAY)
    scope = sight.scope(world.bo, MORNING)
    assert scope.districts[world.an_district.id] == 3


@pytest.mark.parametrize("days", [(4, 4), (4, 2)])
def test_coming_back_is_after_leaving(world: World, days):
    with pytest.raises(BadInput) as refused:
        go(world, since=TODAY + days[0] * DAY, until=TODAY + days[1] * DAY)
    assert refused.value.field == "until"


def test_nobody_covers_for_the_own_leave(world: World):
    with pytest.raises(BadInput):
        go(world, cover=world.an)


def test_with_districts_a_cover_must_be_named(world: World):
    with pytest.raises(BadInput) as refused:
        away.go(world.an, None, since=TODAY, until=TODAY + DAY, by=world.lin, at=MORNING)
    assert refused.value.field == "cover"


def test_without_districts_nobody_needs_to_cover(world: World):
    away.go(world.bo, None, since=TODAY, until=TODAY + DAY, by=world.lin, at=MORNING)


def test_two_leaves_of_one_person_never_meet(world: World):
    go(world)
    with pytest.raises(BadInput):
        go(world, cover=world.fang, since=TODAY + 3 * DAY, until=TODAY + 9 * DAY)
    go(world, cover=world.fang, since=TODAY + 4 * DAY, until=TODAY + 9 * DAY)


def test_who_is_away_covers_nobody_and_who_covers_does_not_leave(world: World):
    go(world)
    with pytest.raises(BadInput) as refused:
        go(world, person=world.fang, cover=world.an)
    assert refused.value.field == "cover"
    with pytest.raises(BadInput) as refused:
        away.go(world.bo, None, since=TODAY + DAY, until=TODAY + 2 * DAY, by=world.lin, at=MORNING)
    assert refused.value.field == "staff"


def test_back_earlier_ends_this_cover_and_no_other(world: World):
    mine = go(world, since=TODAY)
    go(world, person=world.fang, since=TODAY)
    away.come_back(mine, on=TODAY + DAY, by=world.lin, at=MORNING)
    held = sight.holders(world.station.id, day_start(TODAY + DAY))
    assert held[world.an_district.id].acting is None
    assert held[world.fang_district.id].acting == world.bo.id


def test_a_leave_that_has_not_begun_can_be_called_off(world: World):
    mine = go(world)
    away.come_back(mine, on=TODAY, by=world.lin, at=MORNING)
    assert away.from_day(world.station.id, TODAY) == []
    assert holding(world, TODAY + DAY) == (world.an.id, None)


def test_coming_back_twice_is_told(world: World):
    mine = go(world, since=TODAY)
    away.come_back(mine, on=TODAY + DAY, by=world.lin, at=MORNING)
    with pytest.raises(Stale):
        away.come_back(mine, on=TODAY + 2 * DAY, by=world.lin, at=MORNING)
