"""Sight: what a person may do is what the grants in force say, and nothing outlives them."""

from datetime import date, timedelta

import pytest

from app.clock import at
from app.customers import sight as customer_sight
from app.refusals import NotAllowed, NotInSight
from app.station import assignment, away, grant
from app.station.grant import COLLECT, LOG, SEE
from app.station.people import Staff
from app.station.sight import scope
from app.station.territory import District, DistrictPlace, Zone
from tests.world import MORNING, TODAY, World


def may(person: Staff, district: District, when=MORNING) -> int:
    return scope(person, when).right(district.station_id, district.id, 0)


def cover(world: World, person: Staff, district: District, **dates) -> grant.Grant:
    values = {"since": at(TODAY), "by": None, "at": MORNING} | dates
    return grant.give(person, "district", district.id, COLLECT, "cover", **values)


@pytest.fixture
def zoned(world: World) -> District:
    """A district in a zone that 方 is responsible for as a whole."""
    zone = Zone.create(station=world.station, name="片")
    district = world.district("TQ03", "片里", None)
    DistrictPlace.update(zone=zone).where(DistrictPlace.district == district).execute()
    since = at(date(2026, 1, 1))
    grant.give(world.fang, "zone", zone.id, COLLECT, "own", since=since, by=None, at=MORNING)
    return district


def test_after_a_takeover_a_logs_and_takes_no_money_until_the_cover_ends(world: World):
    taken = cover(world, world.bo, world.an_district)
    assert (may(world.an, world.an_district), may(world.bo, world.an_district)) == (LOG, COLLECT)
    grant.end(taken, until=MORNING)
    assert (may(world.an, world.an_district), may(world.bo, world.an_district)) == (COLLECT, 0)


def test_a_takeover_reaches_whoever_holds_the_zone(world: World, zoned: District):
    assert may(world.fang, zoned) == COLLECT
    cover(world, world.bo, zoned)
    assert (may(world.fang, zoned), may(world.bo, zoned)) == (LOG, COLLECT)


def test_a_stand_in_steps_back_when_another_takes_over(world: World):
    away.go(world.an, world.fang, since=TODAY, until=TODAY + timedelta(5), by=world.lin, at=MORNING)
    assert may(world.fang, world.an_district) == COLLECT
    cover(world, world.bo, world.an_district)
    assert may(world.fang, world.an_district) == LOG
    acting = [scope(p, MORNING).acting for p in (world.fang, world.bo)]
    assert acting == [frozenset(), {world.an_district.id}]
    assert world.an_district.id not in scope(world.fang, MORNING).working


def test_a_district_given_to_another_leaves_the_zones_holder_nothing(world: World, zoned: District):
    assignment.assign("district", zoned.id, world.an, since=TODAY, by=world.lin, at=MORNING)
    assert (may(world.fang, zoned), may(world.an, zoned)) == (0, COLLECT)


def test_a_district_that_leaves_the_zone_leaves_its_holder(world: World, zoned: District):
    DistrictPlace.update(zone=None).where(DistrictPlace.district == zoned).execute()
    assert may(world.fang, zoned) == 0


def test_a_stand_in_has_the_districts_for_the_leave_and_not_an_instant_longer(world: World):
    back = TODAY + timedelta(2)
    away.go(world.an, world.fang, since=TODAY, until=back, by=world.lin, at=MORNING)
    end = at(back)
    last, district = end - timedelta(microseconds=1), world.an_district
    assert [may(world.fang, district, when) for when in (last, end)] == [COLLECT, 0]


def test_a_right_to_see_opens_no_deed(world: World):
    customer = world.customer()
    grant.give(
        world.bo, "district", world.an_district.id, SEE, "pair", since=at(TODAY), by=None,
        at=MORNING,
    )  # fmt: skip
    seen = scope(world.bo, MORNING)
    assert customer_sight.find(seen, customer.account_no).id == customer.id
    for right in (LOG, COLLECT):
        with pytest.raises(NotAllowed):
            customer_sight.find(seen, customer.account_no, right)


def test_a_grant_for_one_customer_shows_no_neighbour(world: World):
    one, neighbour = world.customer(), world.customer()
    grant.give(
        world.wei, "customer", one.id, COLLECT, "taskforce", since=at(TODAY), by=None, at=MORNING
    )
    seen = scope(world.wei, MORNING)
    assert customer_sight.find(seen, one.account_no, COLLECT).id == one.id
    with pytest.raises(NotInSight):
        customer_sight.find(seen, neighbour.account_no)


@pytest.mark.parametrize("who", ["lin", "cheng", "guan"])
def test_nobody_takes_money_by_role_alone(world: World, who: str):
    customer = world.customer()
    with pytest.raises(NotAllowed):
        customer_sight.find(scope(getattr(world, who), MORNING), customer.account_no, COLLECT)
