"""Zones: named once, and what belongs to them is dated."""

from datetime import timedelta

import pytest

from app.refusals import BadInput
from app.station import territory, zones
from app.station.territory import DistrictPlace
from tests.world import MORNING, TODAY, World


def make(world: World, name: str = "迤那片区"):
    return zones.make(world.station, name, by=world.lin, at=MORNING)


@pytest.mark.parametrize("name", ["", "   ", "片" * 41, "迤那片区", " 迤那片区 "])
def test_a_name_is_asked_for_once_and_short(world: World, name):
    make(world)
    with pytest.raises(BadInput) as refused:
        make(world, name)
    assert refused.value.field == "name"


def test_a_zone_may_keep_its_own_name_when_renamed(world: World):
    zones.rename(make(world), "迤那片区", by=world.lin, at=MORNING)


def test_a_district_changes_its_zone_from_the_day_and_keeps_its_feeder(world: World):
    zone, day = make(world), TODAY + timedelta(days=3)
    zones.put([world.an_district], zone, since=day, by=world.lin, at=MORNING)
    before = territory.places(world.station.id, day - timedelta(days=1))
    after = territory.places(world.station.id, day)
    mine = world.an_district.id
    assert (mine, world.feeder.id, None) in before
    assert (mine, world.feeder.id, zone.id) in after


def test_moved_twice_for_one_day_the_last_counts_and_no_day_has_two_places(world: World):
    first, second = make(world), make(world, "五星片区")
    for zone in (first, second, None, second):
        zones.put([world.an_district], zone, since=TODAY, by=world.lin, at=MORNING)
    places = [p for p in territory.places(world.station.id, TODAY) if p[0] == world.an_district.id]
    assert places == [(world.an_district.id, world.feeder.id, second.id)]


def test_a_move_today_drops_what_was_planned_for_later(world: World):
    first, second = make(world), make(world, "五星片区")
    later = TODAY + timedelta(days=9)
    zones.put([world.an_district], first, since=later, by=world.lin, at=MORNING)
    zones.put([world.an_district], second, since=TODAY, by=world.lin, at=MORNING)
    ((_d, _f, zone),) = [
        p for p in territory.places(world.station.id, later) if p[0] == world.an_district.id
    ]
    assert zone == second.id
    assert DistrictPlace.select().where(DistrictPlace.until.is_null()).count() == 3


def test_nothing_ticked_is_refused(world: World):
    with pytest.raises(BadInput):
        zones.put([], make(world), since=TODAY, by=world.lin, at=MORNING)
