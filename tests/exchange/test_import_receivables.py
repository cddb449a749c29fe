"""Receivables: bills come in, what was received is booked, credit of ours goes to them."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.billing.bill import Bill
from app.billing.feed import Feed, has_receivables
from app.clock import at
from app.ledger import verify
from app.ledger.entry import PREPAID, Entry, balance
from app.refusals import BadInput
from tests.exchange.lists import (
    LAST_NIGHT,
    NOON,
    RECEIVABLES,
    Desk,
    bill_of,
    booked,
    opened,
    settled,
)  # fmt: skip
from tests.world import PERIOD, TODAY, World

OLD = 202609


@pytest.fixture
def desk(world: World, tmp_path: Path):
    yield Desk(world, tmp_path)
    assert list(verify.problems(world.station)) == []


def test_new_bills_are_released_and_what_was_received_is_booked(desk: Desk, world: World):
    paid, part = world.customer(), world.customer()
    loaded = desk.receivables((paid, PERIOD, 5000, 5000), (part, PERIOD, 4000, 1500), full=True)
    assert loaded.counts == {"new": 2}
    assert [opened(bill_of(c, PERIOD)) for c in (paid, part)] == [0, 2500]
    assert [fen for fen, _ in booked("release")] == [9000]
    assert [fen for fen, _ in booked("listed")] == [6500]
    assert has_receivables(world.station.id, PERIOD)
    assert not has_receivables(world.station.id, OLD)


def test_each_day_of_release_is_one_entry_and_dates_come_from_the_list_or_by_rule(
    desk: Desk, world: World
):
    home, shop = world.customer(), world.customer(category="一般工商业")
    rows = [
        (home.account_no, "", PERIOD, "50.00", "0", "2026-10-03"),
        (shop.account_no, "", PERIOD, "60.00", "0", ""),
    ]
    desk.load("receivables", RECEIVABLES, rows, full=True)
    days = [(b.released_on, b.due_on) for b in Bill.select().order_by(Bill.id)]
    assert days == [
        (date(2026, 10, 3), date(2026, 10, 31)),
        (date(2026, 10, 4), date(2026, 10, 19)),
    ]
    assert Entry.select().where(Entry.kind == "release").count() == 2


def test_a_receivable_of_nothing_is_a_bill_and_no_entry(desk: Desk, world: World):
    customer = world.customer()
    desk.receivables((customer, PERIOD, 0, 0), full=True)
    assert bill_of(customer, PERIOD).due_fen == 0
    assert Entry.select().count() == 0


def test_the_same_list_twice_changes_nothing(desk: Desk, world: World):
    customer = world.customer()
    rows = [(customer, OLD, 3000, 1000), (customer, PERIOD, 5000, 0)]
    desk.receivables(*rows, full=True)
    entries = Entry.select().count()
    again = desk.receivables(*rows, full=True)
    assert again.counts == {"same": 2}
    assert Entry.select().count() == entries


def test_credit_of_ours_goes_to_the_oldest_new_bill_first(desk: Desk, world: World):
    customer = world.customer()
    entry = desk.take(customer, 6000, LAST_NIGHT - timedelta(hours=8))
    desk.receivables((customer, PERIOD, 4000, 0), (customer, OLD, 5000, 0), full=True)
    assert [opened(bill_of(customer, p)) for p in (OLD, PERIOD)] == [0, 3000]
    assert balance(PREPAID, customer.id) == 0
    assert not settled(entry)


def test_what_the_marketing_system_set_off_itself_is_not_counted_twice(desk: Desk, world: World):
    customer = world.customer()
    desk.take(customer, 6000, LAST_NIGHT - timedelta(hours=8))
    desk.receivables((customer, PERIOD, 8000, 6000), full=True)
    assert (opened(bill_of(customer, PERIOD)), balance(PREPAID, customer.id)) == (2000, 0)
    assert booked("listed") == []


def test_credit_that_came_after_the_list_is_put_to_what_is_left(desk: Desk, world: World):
    customer = world.customer()
    desk.take(customer, 6000)  # at nine; the list is of midnight
    desk.receivables((customer, PERIOD, 8000, 5000), full=True)
    assert (opened(bill_of(customer, PERIOD)), balance(PREPAID, customer.id)) == (0, -3000)


@pytest.mark.parametrize(("due", "open_fen", "credit"), [(6000, 6000, 0), (4000, 4000, 0)])
def test_a_due_that_changed_is_a_revision(desk: Desk, world: World, due, open_fen, credit):
    customer = world.customer()
    bill = world.bill(customer, 5000)
    loaded = desk.receivables((customer, PERIOD, due, 0), full=True)
    assert loaded.counts == {"changed": 1}
    assert (Bill.get_by_id(bill.id).due_fen, opened(bill)) == (due, open_fen)
    assert [fen for fen, _ in booked("revision")] == [due - 5000]
    assert balance(PREPAID, customer.id) == credit


def test_what_was_paid_beyond_a_due_that_shrank_becomes_credit_once(desk: Desk, world: World):
    customer = world.customer()
    bill = world.bill(customer, 5000)
    desk.take(customer, 5000, LAST_NIGHT - timedelta(hours=8))
    for _ in range(2):
        desk.receivables((customer, PERIOD, 4000, 4000), full=True)
        assert (opened(bill), balance(PREPAID, customer.id)) == (0, -1000)
    assert booked("listed") == []


def test_a_bill_known_from_arrears_gets_its_due_when_the_receivable_comes(desk: Desk, world: World):
    customer = world.customer()
    desk.arrears((customer, PERIOD, 3000))
    desk.receivables((customer, PERIOD, 5000, 2000), as_of=NOON, full=True)
    bill = bill_of(customer, PERIOD)
    assert (bill.due_fen, bill.open_fen) == (5000, 3000)


def test_receivables_of_another_period_may_be_older_those_of_the_same_may_not(
    desk: Desk, world: World
):
    customer = world.customer()
    desk.receivables((customer, PERIOD, 5000, 0), full=True)
    earlier = at(TODAY - timedelta(days=20))
    desk.receivables((customer, OLD, 4000, 4000), as_of=earlier, full=True)
    with pytest.raises(BadInput):
        desk.receivables((customer, PERIOD, 5000, 0), as_of=earlier, full=True)


def test_receivables_older_than_a_list_of_arrears_are_refused(desk: Desk, world: World):
    customer = world.customer()
    desk.arrears(full=True, as_of=LAST_NIGHT)
    with pytest.raises(BadInput, match="欠费明细已经导到"):
        desk.receivables((customer, OLD, 4000, 0), as_of=LAST_NIGHT - timedelta(hours=1), full=True)


def test_a_list_of_several_periods_is_a_feed_for_each(desk: Desk, world: World):
    customer = world.customer()
    desk.receivables((customer, OLD, 4000, 0), (customer, PERIOD, 5000, 0), full=True)
    feeds = Feed.select(Feed.period, Feed.rows).order_by(Feed.period)
    assert list(feeds.tuples()) == [(OLD, 1), (PERIOD, 1)]
