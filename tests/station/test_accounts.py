"""Accounts: who may make, change, close and reset whose."""

import pytest

from app.refusals import BadInput, NotAllowed, NotInSight
from app.station import accounts, grant, pair, sight
from app.station.audit import Audit
from app.station.people import Staff
from tests.world import MORNING, TODAY, World


def whole(world: World) -> Staff:
    """An administrator of the whole database."""
    return world.staff("root", "根", "administrator", station=None)


def make(world: World, by: Staff, **changes):
    values = {
        "station": world.station, "bureau": None, "role": "collector", "login": "neu",
        "name": "新㛃", "number": "S40", "phone": "", "post": "台区经理",
    } | changes  # fmt: skip
    return accounts.make(by=by, at=MORNING, **values)


def change(world: World, person: Staff, by: Staff, **changes):
    values = {"name": person.name, "phone": "1", "post": person.post, "role": person.role} | changes
    accounts.change(person, by=by, at=MORNING, **values)


def test_a_new_account_gets_a_first_password_that_must_be_changed(world: World):
    person, first = make(world, world.guan)
    assert len(first) >= 12 and person.must_change and person.number == "S40"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": "bureau"}, "role"),
        ({"role": "chef"}, "role"),
        ({"login": "an"}, "login"),
        ({"login": "Ann a"}, "login"),
        ({"login": "x" * 41}, "login"),
        ({"name": " "}, "name"),
        ({"name": "长" * 61}, "name"),
        ({"number": "AN"}, "number"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said_at_its_field(world: World, changes, field):
    with pytest.raises(BadInput) as refused:
        make(world, world.guan, **changes)
    assert refused.value.field == field


def test_a_stations_administrator_makes_accounts_for_that_station_only(world: World):
    with pytest.raises(NotAllowed):
        make(world, world.guan, station=world.elsewhere)
    with pytest.raises(NotAllowed):
        make(world, world.guan, station=None, role="administrator")


def test_an_administrator_of_all_makes_bureau_people_and_others_without_a_station(world: World):
    root = whole(world)
    made, _ = make(world, root, station=None, bureau=world.bureau, role="bureau")
    assert made.bureau_id == world.bureau.id
    make(world, root, station=None, role="administrator", login="root2", number="")
    with pytest.raises(BadInput):
        make(world, root, station=None, role="collector", login="x1")
    with pytest.raises(BadInput):
        make(world, root, bureau=world.bureau, role="bureau", login="x2", number="")


def test_other_stations_people_do_not_exist_for_a_stations_administrator(world: World):
    with pytest.raises(NotInSight):
        accounts.find(world.guan, "wei")
    with pytest.raises(NotInSight):
        accounts.visible(world.guan, world.elsewhere)
    with pytest.raises(NotInSight):
        accounts.visible(world.guan, None)
    assert world.wei in accounts.visible(whole(world), world.elsewhere)


def test_a_change_writes_what_was_and_what_is(world: World):
    change(world, world.an, world.guan, phone="15400009999")
    row = Audit.get(Audit.deed == "staff_changed")
    assert row.detail == {"phone": ["15400000000", "15400009999"]}
    change(world, Staff.get_by_id(world.an.id), world.guan, phone="15400009999")
    assert Audit.select().where(Audit.deed == "staff_changed").count() == 1


def test_nobody_changes_the_own_role_or_closes_the_own_account(world: World):
    with pytest.raises(BadInput):
        change(world, world.guan, world.guan, role="head")
    with pytest.raises(NotAllowed):
        accounts.close(world.guan, by=world.guan, at=MORNING)


def test_who_holds_districts_becomes_no_cashier_before_they_are_given_away(world: World):
    with pytest.raises(BadInput) as refused:
        change(world, world.an, world.guan, role="cashier")
    assert refused.value.field == "role"


def test_closing_an_account_leaves_its_districts_to_nobody_and_ends_its_pairs(world: World):
    pair.join(world.an, world.bo, since=TODAY, by=world.lin, at=MORNING)
    accounts.close(world.an, by=world.guan, at=MORNING)
    assert sight.holders(world.station.id, MORNING)[world.an_district.id].responsible is None
    assert grant.held_by(world.an.id, MORNING) == []
    assert pair.on(world.station.id, TODAY) == []


@pytest.mark.parametrize(
    ("by", "login", "may"),
    [
        ("lin", "an", True), ("lin", "bo", True), ("lin", "cheng", False), ("lin", "guan", False),
        ("lin", "lin", False), ("guan", "lin", True), ("guan", "guan", False), ("an", "bo", False),
    ],
)  # fmt: skip
def test_whose_password_a_person_may_reset(world: World, by, login, may):
    person = Staff.get(Staff.login == login)
    assert accounts.may_reset(person, getattr(world, by)) is may
    if not may:
        with pytest.raises(NotAllowed):
            accounts.reset(person, by=getattr(world, by), at=MORNING)
