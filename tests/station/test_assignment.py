"""Assignments: one responsible person a district, from a day on, and nobody overwrites unseen."""

from datetime import date, timedelta

import pytest

from app.clock import day_start
from app.refusals import BadInput, Stale
from app.station import assignment, grant, sight, zones
from app.station.grant import Grant
from tests.world import MORNING, TODAY, World

TOMORROW = TODAY + timedelta(days=1)


def give(world: World, to, *, since: date = TOMORROW, district=None, **more):
    district = district or world.an_district
    return assignment.assign(
        "district", district.id, to, since=since, by=world.lin, at=MORNING, **more
    )


def responsible(world: World, on: date, district=None) -> int | None:
    held = sight.holders(world.station.id, day_start(on))
    return held[(district or world.an_district).id].responsible


def test_the_old_holder_stays_until_the_day_and_the_new_one_starts_on_it(world: World):
    give(world, world.fang)
    assert responsible(world, TODAY) == world.an.id
    assert responsible(world, TOMORROW) == world.fang.id


def test_a_later_plan_gives_way_to_an_earlier_one_decided_after_it(world: World):
    give(world, world.fang, since=TODAY + timedelta(days=5))
    give(world, world.bo, since=TOMORROW)
    assert responsible(world, TOMORROW) == world.bo.id
    assert responsible(world, TODAY + timedelta(days=9)) == world.bo.id


def test_the_same_assignment_again_changes_nothing(world: World):
    first = give(world, world.fang, expected=assignment.newest([world.an_district.id])
                 [world.an_district.id].id)  # fmt: skip
    assert give(world, world.fang, expected=first.id - 1).id == first.id


def test_of_two_people_editing_one_assignment_the_second_is_told(world: World):
    seen = assignment.newest([world.an_district.id])[world.an_district.id].id
    give(world, world.fang, expected=seen)
    with pytest.raises(Stale):
        give(world, world.bo, expected=seen)
    assert responsible(world, TOMORROW) == world.fang.id


def test_of_many_districts_all_change_hands_or_none(world: World):
    districts = [world.an_district, world.fang_district]
    with pytest.raises(Stale):
        assignment.assign_districts(
            districts, world.bo, since=TOMORROW, by=world.lin, at=MORNING,
            seen={world.fang_district.id: 0},
        )  # fmt: skip
    assert responsible(world, TOMORROW) == world.an.id


def test_whoever_was_acting_stops_when_the_district_changes_hands(world: World):
    grant.give(
        world.bo, "district", world.an_district.id, grant.COLLECT, "cover",
        since=MORNING, by=None, at=MORNING,
    )  # fmt: skip
    assert assignment.acting_past([world.an_district.id], TOMORROW)
    give(world, world.fang)
    held = sight.holders(world.station.id, day_start(TOMORROW))[world.an_district.id]
    assert (held.responsible, held.acting) == (world.fang.id, None)


@pytest.mark.parametrize("text", ["nobody", "WEI", "CHENG", "GUAN", "", "JU"])
def test_only_the_stations_own_people_who_may_hold_districts_can_get_one(world: World, text):
    with pytest.raises(BadInput) as refused:
        assignment.holder(world.station.id, text)
    assert refused.value.field == "staff"


@pytest.mark.parametrize("text", ["AN", "an", " An ", "BO", "lin"])
def test_a_person_is_named_by_number_or_login(world: World, text):
    assert assignment.holder(world.station.id, text).login == text.strip().lower()


def test_a_zone_is_held_whole_but_for_districts_with_somebody_of_their_own(world: World):
    zone = zones.make(world.station, "迤那片区", by=world.lin, at=MORNING)
    loose = world.district("TQ03", "无人", None)
    zones.put([world.an_district, loose], zone, since=TODAY, by=world.lin, at=MORNING)
    followed = assignment.assign_whole(
        "zone", zone.id, world.bo, since=TODAY, by=world.lin, at=MORNING
    )
    assert followed == 0
    assert responsible(world, TODAY) == world.an.id
    assert responsible(world, TODAY, loose) == world.bo.id


def test_districts_follow_their_zone_when_asked_to(world: World):
    zone = zones.make(world.station, "迤那片区", by=world.lin, at=MORNING)
    zones.put([world.an_district], zone, since=TODAY, by=world.lin, at=MORNING)
    followed = assignment.assign_whole(
        "zone", zone.id, world.bo, since=TOMORROW, by=world.lin, at=MORNING, together=True
    )
    assert followed == 1
    assert responsible(world, TODAY) == world.an.id
    assert responsible(world, TOMORROW) == world.bo.id


def test_a_feeder_is_the_last_to_be_asked(world: World):
    loose = world.district("TQ03", "无人", None)
    assignment.assign_whole(
        "feeder", world.feeder.id, world.bo, since=TODAY, by=world.lin, at=MORNING
    )
    assert responsible(world, TODAY, loose) == world.bo.id
    assert responsible(world, TODAY) == world.an.id


def test_what_is_decided_but_has_not_begun_is_listed(world: World):
    give(world, world.fang)
    (coming,) = assignment.coming(world.station.id, MORNING)
    assert coming.staff.name == world.fang.name
    assert Grant.select().where(Grant.kind == "own").count() == 4
