"""Lists of customers: new ones come in, changes are taken over, nobody is ever deleted."""

from pathlib import Path

import pytest

from app.customers.customer import Customer
from app.exchange.answer import answer, confirm, decide
from app.exchange.apply import apply
from app.exchange.customer_list import write as customer_write
from app.exchange.importfile import ImportFile
from app.exchange.parse import parse
from app.station.people import Station
from app.station.territory import District, DistrictPlace
from tests.exchange.lists import CUSTOMERS, NOON, Desk, row_of
from tests.world import World

AS_IT_IS = {"as_of": None, "full": None}


@pytest.fixture
def desk(world: World, tmp_path: Path) -> Desk:
    return Desk(world, tmp_path)


def cells(account_no: str, name: str = "陆长贵", **changes: str) -> tuple[str, ...]:
    """One customer's row in 安's district."""
    values = {
        "account_no": account_no, "name": name, "phone": "15400001234", "category": "居民",
        "district_code": "TQ01", "district_name": "", "address": "双营村1号",
    }  # fmt: skip
    return tuple((values | changes).values())


def load(desk: Desk, *rows: tuple[str, ...], **how) -> ImportFile:
    return desk.load("customers", CUSTOMERS, list(rows), **(AS_IT_IS | how))


def find(account_no: str) -> Customer:
    return Customer.get(Customer.account_no == account_no)


def test_new_customers_get_their_district_and_initials(desk: Desk, world: World):
    assert load(desk, cells("0500000101", "单春花")).counts == {"new": 1}
    made = find("0500000101")
    assert (made.district_id, made.initials) == (world.an_district.id, "sch")
    assert (made.station_id, made.changed_at) == (world.station.id, NOON)


def test_hostile_names_are_kept_as_they_are(desk: Desk, world: World):
    names = ["<b>粗</b>\"'&", "㛃𬭎䶮", "很长的名字" * 40]
    rows = [cells(f"05000002{n:02d}", name) for n, name in enumerate(names)]
    load(desk, *rows)
    assert [find(row[0]).name for row in rows] == names


def test_only_what_the_list_tells_otherwise_is_changed(desk: Desk, world: World):
    customer = world.customer(name="旧名", phone="15400009999", address="旧地址")
    row = (customer.account_no, "新名", "", "居民", "TQ02", "", "")
    assert load(desk, row).counts == {"changed": 1}
    after = find(customer.account_no)
    assert (after.name, after.initials) == ("新名", "xm")
    assert (after.phone, after.address) == ("15400009999", "旧地址")
    assert after.district_id == world.fang_district.id


def test_a_bill_keeps_the_district_it_was_released_in(desk: Desk, world: World):
    customer = world.customer(name="甲")
    bill = world.bill(customer, 5000)
    load(desk, cells(customer.account_no, "甲", district_code="TQ02"))
    assert bill.__class__.get_by_id(bill.id).district_id == world.an_district.id


def test_the_same_list_twice_changes_nothing(desk: Desk, world: World):
    row = cells("0500000101")
    load(desk, row)
    first = find("0500000101").changed_at
    assert load(desk, row).counts == {"same": 1}
    assert find("0500000101").changed_at == first


def test_customers_that_a_full_list_leaves_out_are_only_told(desk: Desk, world: World):
    stays = world.customer()
    uploaded = desk.upload("customers", CUSTOMERS, [cells("0500000101")])
    read = parse(uploaded, lambda done, of: None, at=NOON)
    assert read.effects == {"not_listed": 1}
    answer(read, None, True, by=world.lin, at=NOON)
    confirm(read, by=world.lin, at=NOON, queue=False)
    apply(ImportFile.get_by_id(read.id), lambda done, of: None, at=NOON)
    assert find(stays.account_no).closed_at is None


def test_a_district_may_come_by_name(desk: Desk, world: World):
    row = cells("0500000101", district_code="", district_name="芙蓉社区=1号")
    load(desk, row)
    assert find("0500000101").district_id == world.fang_district.id


def test_an_unknown_district_asks_and_the_person_may_take_the_customer(desk: Desk, world: World):
    rows = [cells("0500000101", district_code="TQ77"), cells("0500000102", district_code="TQ77")]
    read = parse(desk.upload("customers", CUSTOMERS, rows), lambda done, of: None, at=NOON)
    assert read.counts == {"ask": 2}
    decide(row_of(read, "0500000101"), True, by=world.lin, at=NOON)
    answer(read, None, False, by=world.lin, at=NOON)
    confirm(read, by=world.lin, at=NOON, queue=False)
    apply(ImportFile.get_by_id(read.id), lambda done, of: None, at=NOON)
    assert find("0500000101").district_id is None
    assert Customer.get_or_none(Customer.account_no == "0500000102") is None


def test_of_two_rows_about_one_customer_the_taken_one_counts(desk: Desk, world: World):
    rows = [cells("0500000101"), cells("0500000101", phone="15400008888")]
    read = parse(desk.upload("customers", CUSTOMERS, rows), lambda done, of: None, at=NOON)
    assert read.counts == {"new": 1, "ask": 1}
    decide(
        read.stagedrow_set.where(read.stagedrow_set.model.verdict == "ask").get(),
        True, by=world.lin, at=NOON,
    )  # fmt: skip
    answer(read, None, False, by=world.lin, at=NOON)
    confirm(read, by=world.lin, at=NOON, queue=False)
    apply(ImportFile.get_by_id(read.id), lambda done, of: None, at=NOON)
    assert find("0500000101").phone == "15400008888"


def new_station(world: World) -> Station:
    """A station that has just been set up: no district yet."""
    world.station = Station.create(code="NEW", name="新供电所")
    return world.station


@pytest.mark.parametrize("most_at_once", [20_000, 3])
def test_a_station_without_districts_takes_them_from_its_first_list(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch, most_at_once: int
):
    monkeypatch.setattr(customer_write, "MOST_AT_ONCE", most_at_once)
    monkeypatch.setattr(customer_write, "_PAUSE", 0)
    station = new_station(world)
    rows = [
        cells(f"05000001{n:02d}", district_code=f"TQ{n % 2}", district_name=f"{n % 2}号公变")
        for n in range(6)
    ]
    loaded = load(desk, *rows)
    assert (loaded.counts, loaded.effects["new_districts"]) == ({"new": 6}, 2)
    made = District.select().where(District.station == station).order_by(District.code)
    assert [(d.code, d.name) for d in made] == [("TQ0", "0号公变"), ("TQ1", "1号公变")]
    assert DistrictPlace.select().where(DistrictPlace.district.in_(made)).count() == 2
    assert {find(row[0]).district_id for row in rows} == {d.id for d in made}
