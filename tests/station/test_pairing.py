"""Pairs: one B an A at a time, from another post."""

from datetime import timedelta

import pytest

from app.refusals import BadInput, NotInSight
from app.station import pair, pairing
from tests.world import MORNING, TODAY, World

DAY = timedelta(days=1)


def join(world: World, b=None, since=TODAY, **more):
    return pair.join(world.an, b or world.bo, since=since, by=world.lin, at=MORNING, **more)


def test_an_a_post_without_a_b_is_named(world: World):
    join(world)
    board = pairing.board(world.station.id, MORNING)
    assert [p.login for p in board.without] == ["fang"]


def test_a_pair_that_begins_later_does_not_help_yet(world: World):
    join(world, since=TODAY + DAY)
    board = pairing.board(world.station.id, MORNING)
    assert [p.login for p in board.without] == ["an", "fang"]
    assert len(board.pairs) == 1


def test_b_posts_are_suggested_from_other_posts_the_free_ones_first(world: World):
    join(world)
    suggested = pairing.board(world.station.id, MORNING).suggestions
    assert [(p.login, n) for p, n in suggested] == [("cheng", 0), ("lin", 0), ("bo", 1)]


def test_a_new_pair_ends_the_old_one_and_drops_one_planned_for_later(world: World):
    join(world)
    join(world, world.lin, since=TODAY + 9 * DAY)
    join(world, world.cheng, since=TODAY + DAY)
    on = {
        day: [p.b.login for p in pair.on(world.station.id, TODAY + day * DAY)] for day in (0, 1, 9)
    }
    assert on == {0: ["bo"], 1: ["cheng"], 9: ["cheng"]}


@pytest.mark.parametrize("b", ["an", "fang", "wei"])
def test_b_is_another_person_of_another_post_at_the_same_station(world: World, b):
    with pytest.raises(BadInput) as refused:
        join(world, getattr(world, b))
    assert refused.value.field == "b"


def test_a_pair_of_another_station_is_not_found(world: World):
    made = join(world)
    with pytest.raises(NotInSight):
        pair.find(world.elsewhere.id, made.id)
    with pytest.raises(NotInSight):
        pair.find(world.station.id, 10**30)


def test_a_parted_pair_is_over_and_remembered(world: World):
    made = join(world, since=TODAY)
    pair.part(made, until=TODAY + DAY, by=world.lin, at=MORNING)
    assert pair.on(world.station.id, TODAY + DAY) == []
    assert [p.id for p in pair.ended(world.station.id, TODAY + DAY)] == [made.id]
