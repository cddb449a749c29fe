"""Who is due, and for whom."""

from datetime import date, timedelta

import pytest

from app.clock import at
from app.customers import batch
from app.dayplan import area, worklist
from app.dayplan.area import Area
from app.dayplan.worklist import Due
from app.fieldwork import visit
from app.ledger import collect
from app.station import grant
from app.station.grant import COLLECT, LOG, SEE
from tests.world import MORNING, SETTINGS, TODAY, World, key


def due_for(world: World, staff) -> list[Due]:
    return worklist.due_in(area.of_person(staff, MORNING), TODAY)


def reasons(due: Due) -> set[str]:
    return {code for code, _ in due.worth.reasons}


def promise(world: World, customer, *, made: date, until: date, fen: int | None = None) -> None:
    visit.log(
        customer, "promised", channel="door", by=world.an, at=at(made, 10), key=key(),
        settings=SETTINGS, promised_on=until, promised_fen=fen,
    )  # fmt: skip


def test_only_who_owes_is_due(world: World):
    owes, paid = world.customer(), world.customer()
    world.bill(owes, 50_00, 202609)
    world.bill(owes, 20_00)
    world.bill(paid, 0)
    (due,) = due_for(world, world.an)
    assert (due.customer_id, due.fen, due.bills, due.oldest) == (owes.id, 70_00, 2, 202609)
    assert {"overdue", "periods", "not_contacted"} <= reasons(due)


def test_whoever_comes_in_a_list_still_being_written_is_not_due_yet(world: World):
    coming = batch.begin("list", MORNING)
    world.bill(world.customer(batch_id=coming), 50_00)
    assert due_for(world, world.an) == []
    batch.open_up(coming, MORNING)
    assert len(due_for(world, world.an)) == 1


def test_each_gets_the_own_districts_and_single_customers_only(world: World):
    mine, other, single = (
        world.customer(), world.customer(world.fang_district), world.customer(world.fang_district)
    )  # fmt: skip
    for customer in (mine, other, single):
        world.bill(customer, 10_00)
    grant.give(
        world.an, "customer", single.id, COLLECT, "taskforce",
        since=MORNING - timedelta(days=1), by=world.lin, at=MORNING,
    )  # fmt: skip
    assert [d.customer_id for d in due_for(world, world.an)] == [mine.id, single.id]


def test_after_a_takeover_b_has_the_list_and_a_has_none(world: World):
    world.bill(world.customer(), 10_00)
    grant.give(
        world.bo, "district", world.an_district.id, COLLECT, "cover",
        since=MORNING - timedelta(hours=1), by=None, at=MORNING,
    )  # fmt: skip
    assert len(due_for(world, world.bo)) == 1
    assert due_for(world, world.an) == []


@pytest.mark.parametrize(("right", "kind"), [(SEE, "pair"), (LOG, "assist")])
def test_a_b_post_who_only_looks_on_or_helps_has_no_list(world: World, right: int, kind: str):
    world.bill(world.customer(), 10_00)
    grant.give(
        world.bo, "district", world.an_district.id, right, kind,
        since=MORNING - timedelta(hours=1), by=None, at=MORNING,
    )  # fmt: skip
    assert area.of_person(world.bo, MORNING) == Area()


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        (TODAY, "promise_today"),
        (TODAY + timedelta(days=1), "promise_tomorrow"),
        (TODAY + timedelta(days=5), "promise_later"),
        (TODAY - timedelta(days=2), "promise_broken"),
    ],
)
def test_a_promise_moves_the_worth_by_its_day(world: World, until: date, reason: str):
    customer = world.customer()
    world.bill(customer, 10_00)
    promise(world, customer, made=date(2026, 10, 12), until=until)
    (due,) = due_for(world, world.an)
    assert reason in reasons(due)


def test_a_promise_kept_for_an_older_bill_is_not_held_against_anybody(world: World):
    customer = world.customer()
    world.bill(customer, 10_00)  # released on 4 October
    promise(world, customer, made=date(2026, 9, 28), until=date(2026, 9, 30))
    (due,) = due_for(world, world.an)
    assert not any(code.startswith("promise") for code in reasons(due))


def test_whoever_paid_the_promised_sum_has_kept_the_word(world: World):
    customer = world.customer()
    world.bill(customer, 50_00)
    promise(world, customer, made=date(2026, 10, 12), until=date(2026, 10, 14), fen=20_00)
    assert "promise_broken" in reasons(due_for(world, world.an)[0])
    collect.collect(
        customer, 20_00, method="qr", by=world.an, at=at(date(2026, 10, 14), 9), key=key(),
        settings=SETTINGS,
    )  # fmt: skip
    assert "promise_broken" not in reasons(due_for(world, world.an)[0])


def test_the_list_takes_as_many_queries_for_one_as_for_many(world: World, queries):
    world.bill(world.customer(), 10_00)
    with queries() as few:
        due_for(world, world.an)
    for _ in range(12):
        customer = world.customer()
        world.bill(customer, 10_00)
        promise(world, customer, made=TODAY, until=TODAY)
    with queries() as many:
        assert len(due_for(world, world.an)) == 13
    assert len(few) <= 7
    assert len(many) <= len(few) + 1  # one more as soon as anybody promised anything
