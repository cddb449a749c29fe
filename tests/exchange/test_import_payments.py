"""Lists of payments: what is ours is 已销账, what was known stays, the rest is booked."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import at
from app.exchange.importfile import StagedRow
from app.ledger import verify
from app.ledger.entry import PREPAID, Entry, balance
from app.refusals import BadInput
from tests.exchange.lists import (
    LAST_NIGHT,
    NOON,
    PAYMENTS,
    Desk,
    booked,
    money,
    opened,
    settled,
)  # fmt: skip
from tests.world import PERIOD, TODAY, World

OLD = 202609


@pytest.fixture
def desk(world: World, tmp_path: Path):
    yield Desk(world, tmp_path)
    assert list(verify.problems(world.station)) == []


def test_payments_pay_the_oldest_bill_first_and_the_rest_is_credit(desk: Desk, world: World):
    customer = world.customer()
    old, new = world.bill(customer, 4000, OLD), world.bill(customer, 3000)
    loaded = desk.payments(
        (customer, "2026-10-20 10:00", 5000, "微信"),
        (customer, "2026-10-20 11:00", 3000, "坐收"),
    )
    assert loaded.counts == {"new": 2}
    assert (opened(old), opened(new), balance(PREPAID, customer.id)) == (0, 0, -1000)
    assert booked("elsewhere") == [(5000, at(TODAY - timedelta(days=1), 10))]
    assert [fen for fen, _ in booked("counter")] == [3000]


def test_the_same_payment_twice_is_booked_once(desk: Desk, world: World):
    customer = world.customer()
    bill = world.bill(customer, 9000)
    row = (customer, "2026-10-20 10:00", 5000, "网上")
    desk.payments(row)
    again = desk.payments(row, (customer, "2026-10-20 10:01", 1000, "网上"))
    assert again.counts == {"same": 1, "new": 1}
    assert opened(bill) == 3000


def test_a_payment_at_the_door_that_is_ours_is_settled_and_not_booked(desk: Desk, world: World):
    customer = world.customer()
    bill = world.bill(customer, 9000)
    entry = desk.take(customer, 5000)
    loaded = desk.payments((customer, "2026-10-21 16:30", 5000, "走收"), as_of=NOON)
    assert loaded.counts == {"changed": 1}
    assert (settled(entry), opened(bill), booked("elsewhere")) == (True, 4000, [])
    assert desk.payments((customer, "2026-10-21 16:30", 5000, "走收"), as_of=NOON).counts == {
        "same": 1
    }


def test_a_collection_for_two_months_may_come_back_as_two_payments(desk: Desk, world: World):
    customer = world.customer()
    world.bill(customer, 4000, OLD)
    world.bill(customer, 3000)
    entry = desk.take(customer, 7500)
    rows = [
        (customer.account_no, period, "2026-10-21", yuan, "走收")
        for period, yuan in ((OLD, "40.00"), (PERIOD, "30.00"), ("", "5.00"))
    ]
    desk.load("payments", PAYMENTS, rows[:2], as_of=NOON)
    assert not settled(entry)
    desk.load("payments", PAYMENTS, rows, as_of=NOON)
    assert settled(entry) and booked("elsewhere") == []


def test_a_payment_at_the_door_that_we_do_not_know_asks_a_person(desk: Desk, world: World):
    customer = world.customer()
    bill = world.bill(customer, 9000)
    desk.take(customer, 5000)
    loaded = desk.payments((customer, "2026-10-21 10:00", 4999, "走收"), as_of=NOON)
    assert loaded.counts == {"ask": 1}
    assert opened(bill) == 4000
    assert "走收" in StagedRow.get(StagedRow.import_file == loaded).reason


def test_a_counter_payment_that_may_be_a_collection_of_ours_asks_a_person(desk: Desk, world: World):
    customer = world.customer()
    bill = world.bill(customer, 9000)
    desk.take(customer, 5000)
    loaded = desk.payments((customer, "2026-10-21 10:00", 5000, "坐收"), as_of=NOON)
    assert loaded.counts == {"ask": 1}
    assert opened(bill) == 4000


def test_a_payment_tells_when_the_money_came_that_a_list_only_showed(desk: Desk, world: World):
    customer = world.customer()
    bill = world.bill(customer, 9000)
    desk.arrears((customer, PERIOD, 4000))
    before = money()
    loaded = desk.payments((customer, "2026-10-18 10:00", 5000, "网上"))
    assert (loaded.counts, loaded.effects["replaced_fen"]) == ({"new": 1}, 5000)
    assert money() == before == {bill.id: 4000}
    assert sum(fen for fen, _ in booked("listed")) == 0
    assert booked("elsewhere") == [(5000, at(TODAY - timedelta(days=3), 10))]
    # Nor does the next list of arrears change anything, nor the payments again.
    assert desk.arrears((customer, PERIOD, 4000), as_of=NOON).counts == {"same": 1}
    again = desk.payments((customer, "2026-10-18 10:00", 5000, "网上"))
    assert (again.counts, money()) == ({"same": 1}, before)


def test_a_payment_that_lists_have_told_of_already_is_not_put_to_what_is_open_after_it(
    desk: Desk, world: World
):
    customer = world.customer()
    bill = world.bill(customer, 9000)
    desk.arrears((customer, PERIOD, 9000), full=True)
    loaded = desk.payments((customer, "2026-10-02 10:00", 2500, "网上"))
    assert loaded.counts == {"same": 1}
    assert (opened(bill), balance(PREPAID, customer.id)) == (9000, 0)


def test_a_list_after_payments_expects_them(desk: Desk, world: World):
    customer = world.customer()
    bill = world.bill(customer, 9000)
    desk.payments((customer, "2026-10-20 10:00", 5000, "网上"))
    assert desk.arrears((customer, PERIOD, 4000), full=True).counts == {"same": 1}
    assert (opened(bill), booked("listed")) == (4000, [])


def test_payments_older_than_a_loaded_list_of_payments_are_refused(desk: Desk, world: World):
    customer = world.customer()
    desk.payments((customer, "2026-10-20 10:00", 500, "网上"))
    with pytest.raises(BadInput):
        desk.payments(
            (customer, "2026-10-19 10:00", 500, "网上"), as_of=LAST_NIGHT - timedelta(days=1)
        )
    assert Entry.select().count() == 1
