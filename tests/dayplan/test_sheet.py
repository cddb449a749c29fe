"""Sheets: frozen with a serial, printed once while they hold, void when hands change."""

from datetime import timedelta
from typing import Any

import pytest

from app.clock import at, fixed
from app.customers.contact import Care
from app.dayplan import printing, sheet
from app.dayplan.sheet import Sheet
from app.fieldwork import visit
from app.jobs import job, runner
from app.ledger import collect
from app.refusals import BadInput, NotInSight
from app.station import grant
from app.station.audit import Audit
from app.station.grant import COLLECT
from tests.world import HOSTILE, MORNING, SETTINGS, TODAY, World, key

TOMORROW = TODAY + timedelta(days=1)


class Press:
    """Stands for WeasyPrint: keeps what it was given."""

    def __init__(self) -> None:
        self.given: list[dict[str, Any]] = []

    def __call__(self, data: dict[str, Any]) -> bytes:
        self.given.append(data)
        return b"%PDF " + data["serial"].encode()


def owing(world: World, count: int, district=None, **fields) -> list:
    made = [world.customer(district, **fields) for _ in range(count)]
    for customer in made:
        world.bill(customer, 50_00)
    return made


def print_tomorrow(world: World, when=MORNING, press=None) -> list[Sheet]:
    return printing.print_day(
        world.station, TOMORROW, by=world.lin, at=when, render=press or Press(), base="http://x/"
    )


def data_of(printed: Sheet) -> dict[str, Any]:
    """What stands on it; a list of sheets comes without."""
    return Sheet.get_by_id(printed.id).data


def take_over(world: World, since) -> None:
    grant.give(
        world.bo, "district", world.an_district.id, COLLECT, "cover",
        since=since, by=None, at=MORNING,
    )  # fmt: skip


def test_each_collector_with_something_to_collect_gets_one_sheet(world: World):
    owing(world, 2)
    owing(world, 1, world.fang_district)
    owing(world, 1, world.wei_district)
    world.district("TQ06", "没人欠", world.bo)
    done = print_tomorrow(world)
    assert [(s.serial, s.staff_id, s.households, s.fen) for s in done] == [
        ("20261022-001", world.an.id, 2, 100_00),
        ("20261022-002", world.fang.id, 1, 50_00),
    ]
    assert done[0].pdf == b"%PDF 20261022-001"
    deeds = Audit.select(Audit.subject).where(Audit.deed == "sheet_printed").tuples()
    assert [subject for (subject,) in deeds] == ["20261022-001", "20261022-002"]


def test_printing_again_changes_nothing_while_the_sheet_holds(world: World):
    (customer,) = owing(world, 1)
    first, press = print_tomorrow(world), Press()
    collect.collect(
        customer, 10_00, method="qr", by=world.an, at=MORNING, key=key(), settings=SETTINGS
    )
    again = print_tomorrow(world, MORNING + timedelta(hours=1), press)
    assert [s.id for s in again] == [s.id for s in first]
    assert again[0].fen == 50_00
    assert press.given == []


def test_a_press_that_broke_half_way_goes_on_with_the_same_serial(world: World):
    owing(world, 1)

    def jammed(_data: dict[str, Any]) -> bytes:
        raise RuntimeError("no paper")

    with pytest.raises(RuntimeError):
        print_tomorrow(world, press=jammed)
    assert Sheet.select().count() == 1
    assert sheet.printed(world.station, TOMORROW, MORNING, SETTINGS) == []
    (done,) = print_tomorrow(world)
    assert done.serial == "20261022-001"


def test_a_sheet_is_void_once_its_district_is_anothers_and_the_next_printing_makes_new_ones(
    world: World,
):
    owing(world, 1)
    owing(world, 1, world.fang_district)
    print_tomorrow(world)
    grant.hand_over(
        "district", world.an_district.id, world.fang, since=at(TOMORROW), by=world.lin, at=MORNING
    )
    lines = sheet.of_day(world.station, TOMORROW, MORNING, SETTINGS)
    assert {line.person.id: line.voids for line in lines} == {
        world.an.id: ["moved"],
        world.fang.id: ["grown"],
    }
    (new,) = print_tomorrow(world)
    assert (new.serial, new.staff_id, new.households) == ("20261022-003", world.fang.id, 2)


def test_a_takeover_at_eight_makes_the_sheet_void_the_evening_before(world: World):
    owing(world, 1)
    (printed,) = print_tomorrow(world)
    take_over(world, at(TOMORROW, 8))
    areas = sheet.areas_on(world.station.id, TOMORROW, MORNING, SETTINGS)
    assert sheet.why_void(printed, areas) == "moved"
    (new,) = print_tomorrow(world)
    assert new.staff_id == world.bo.id
    assert data_of(new)["stands_in_for"] == [world.an.name]


def test_what_stands_on_the_paper_is_frozen_as_it_was(world: World):
    (customer,) = owing(world, 1, name=HOSTILE[0], elderly_alone=True, phone="")
    world.bill(customer, 20_00, 202607)
    Care.create(
        station=world.station, customer=customer, kind="dog", text="有狗<i>", since=TODAY,
        made_at=MORNING,
    )  # fmt: skip
    visit.log(
        customer, "promised", channel="door", by=world.an, at=MORNING, key=key(),
        settings=SETTINGS, promised_on=TOMORROW,
    )  # fmt: skip
    press = Press()
    (made,) = print_tomorrow(world, press=press)
    (stop,) = press.given[0]["stops"]
    assert (stop["n"], stop["name"], stop["fen"], stop["periods"]) == (1, HOSTILE[0], 70_00, 2)
    assert stop["old"] is True
    assert (stop["cares"], stop["flags"]) == (["有狗<i>"], ["elderly_alone"])
    assert stop["promise"] == [["promise_today", 0]]
    assert data_of(made)["url"] == "http://x/sheets/20261022-001"
    customer.name = "改了名"
    customer.save()
    assert sheet.find(world.lin, made.serial).data["stops"][0]["name"] == HOSTILE[0]


def test_who_paid_meanwhile_is_not_on_the_paper_and_numbers_stay(world: World):
    first, second = owing(world, 2)
    plans = printing.plans.plans_for(world.station, TOMORROW, MORNING, SETTINGS)
    stops = printing.plans.Stop.select().where(printing.plans.Stop.plan == plans[0])
    numbers = {stop.customer_id: stop.n for stop in stops}
    collect.collect(
        first, 50_00, method="qr", by=world.an, at=MORNING, key=key(), settings=SETTINGS
    )
    (made,) = print_tomorrow(world)
    assert [stop["n"] for stop in data_of(made)["stops"]] == [numbers[second.id]]


def test_only_the_head_and_the_collector_find_a_sheet(world: World):
    owing(world, 1)
    (made,) = print_tomorrow(world)
    assert sheet.find(world.lin, made.serial).id == made.id
    assert sheet.find(world.an, made.serial).id == made.id
    for person in (world.fang, world.bo, world.cheng, world.guan, world.wei, world.ju):
        with pytest.raises(NotInSight):
            sheet.find(person, made.serial)


def test_an_order_becomes_one_job_that_prints(world: World):
    owing(world, 1)
    ordered = printing.order(world.station, TOMORROW, by=world.lin, at=MORNING, base="http://x/")
    again = printing.order(world.station, TOMORROW, by=world.lin, at=MORNING, base="http://x/")
    assert again.id == ordered.id

    def run(claimed, progress):
        return printing.run(claimed, progress, clock=fixed(MORNING), render=Press())

    assert runner.work(ordered.id, {printing.KIND: run}, fixed(MORNING))
    done = job.Job.get_by_id(ordered.id)
    assert (done.state, done.result) == ("done", {"serials": ["20261022-001"]})
    assert done.done == done.of


@pytest.mark.parametrize("days", [-1, 15])
def test_a_day_that_is_over_or_far_off_is_refused(world: World, days: int):
    with pytest.raises(BadInput):
        printing.order(world.station, TODAY + timedelta(days=days), by=world.lin, at=MORNING)
    assert job.Job.select().count() == 0


def test_a_days_list_takes_as_many_queries_for_one_as_for_many(world: World, queries):
    owing(world, 1)
    print_tomorrow(world)
    with queries() as few:
        sheet.of_day(world.station, TOMORROW, MORNING, SETTINGS)
    for n in range(5):
        person = world.staff(f"c{n}", f"收费员{n}", "collector")
        owing(world, 2, world.district(f"TQ1{n}", "又一个", person))
    print_tomorrow(world)
    with queries() as many:
        assert len(sheet.of_day(world.station, TOMORROW, MORNING, SETTINGS)) == 7
    assert len(many) == len(few) <= 6
