"""Arrears lists meet the books (design.md §4): before, after and half-way through posting."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.billing.feed import Feed, has_receivables
from app.clock import at, business_day
from app.ledger import verify
from app.ledger.entry import PREPAID, Entry, balance
from app.refusals import BadInput
from tests.exchange.lists import (
    ARREARS,
    LAST_NIGHT,
    NOON,
    Desk,
    bill_of,
    booked,
    money,
    opened,
    row_of,
    settled,
)  # fmt: skip
from tests.world import MORNING, PERIOD, TODAY, World

OLD = 202609


@pytest.fixture
def desk(world: World, tmp_path: Path):
    """Checks the books after every test, too."""
    yield Desk(world, tmp_path)
    assert list(verify.problems(world.station)) == []


def test_a_list_as_expected_changes_nothing(desk: Desk, world: World):
    customer = world.customer()
    bill = world.bill(customer, 5000)
    loaded = desk.arrears((customer, PERIOD, 5000))
    assert loaded.counts == {"same": 1}
    assert (opened(bill), booked("listed")) == (5000, [])


def test_listed_less_is_booked_as_paid_elsewhere_just_before_as_of(desk: Desk, world: World):
    customer = world.customer()
    bill = world.bill(customer, 5000)
    loaded = desk.arrears((customer, PERIOD, 2000))
    assert loaded.counts == {"changed": 1}
    (fen, paid_at), *rest = booked("listed")
    assert (fen, rest, opened(bill)) == (3000, [], 2000)
    assert paid_at < LAST_NIGHT and business_day(paid_at) == TODAY - timedelta(days=1)


@pytest.mark.parametrize("posted", [(), (0,), (1,), (0, 1)])
def test_a_list_before_after_or_halfway_through_posting_changes_no_fen(
    desk: Desk, world: World, posted: tuple[int, ...]
):
    customer = world.customer()
    bills = [world.bill(customer, 5000, OLD), world.bill(customer, 3000)]
    taken = [desk.take(customer, fen) for fen in (5000, 2000)]
    before = money()
    rows = [
        (customer, OLD, 0 if 0 in posted else 5000),
        (customer, PERIOD, 1000 if 1 in posted else 3000),
    ]
    rows = [row for row in rows if row[2]]
    desk.arrears(*rows, as_of=NOON, full=True)
    assert money() == before == {bills[0].id: 0, bills[1].id: 1000}
    assert [settled(entry) for entry in taken] == [n in posted for n in (0, 1)]
    assert booked("listed") == []


def test_of_one_collection_for_two_months_each_part_is_settled_for_itself(desk: Desk, world: World):
    customer = world.customer()
    world.bill(customer, 5000, OLD)
    world.bill(customer, 3000)
    entry = desk.take(customer, 8000)
    desk.arrears((customer, PERIOD, 3000), as_of=NOON, full=True)
    assert not settled(entry)
    desk.arrears(as_of=NOON, full=True)
    assert settled(entry) and set(money().values()) == {0}


def test_the_same_list_twice_changes_nothing(desk: Desk, world: World):
    customer, other = world.customer(), world.customer()
    world.bill(customer, 5000, OLD)
    world.bill(customer, 3000)
    world.bill(other, 4000)
    desk.take(customer, 6000)
    rows = [(customer, PERIOD, 500)]
    desk.arrears(*rows, as_of=NOON, full=True)
    before, entries = money(), Entry.select().count()
    again = desk.arrears(*rows, as_of=NOON, full=True)
    assert again.counts == {"same": 1}
    assert (money(), Entry.select().count()) == (before, entries)


def test_what_is_missing_from_a_full_list_is_paid_and_from_a_partial_one_is_not(
    desk: Desk, world: World
):
    listed, missing = world.customer(), world.customer()
    world.bill(listed, 5000)
    gone = world.bill(missing, 4000)
    desk.arrears((listed, PERIOD, 5000), full=False)
    assert opened(gone) == 4000
    loaded = desk.arrears((listed, PERIOD, 5000), full=True)
    assert opened(gone) == 0
    assert (loaded.effects["missing_customers"], loaded.effects["missing_fen"]) == (1, 4000)


def test_rejected_and_undecided_rows_are_never_missing(desk: Desk, world: World):
    people = [world.customer(name=name) for name in ("甲", "乙", "丙", "丁")]
    bills = [world.bill(c, 4000) for c in people]
    rows = [
        (people[0].account_no, "甲", PERIOD, "待核"),  # rejected, the account can be read
        ("0999000001", "乙", PERIOD, "40.00"),  # nobody has this account: by name
        (people[2].account_no, "丙", PERIOD, "40.00"),
        (people[2].account_no, "丙", PERIOD, "30.00"),  # two rows that differ: a person decides
    ]
    loaded = desk.load("arrears", ARREARS, rows, full=True)
    assert loaded.counts == {"reject": 2, "ask": 1, "same": 1}
    assert [opened(b) for b in bills] == [4000, 4000, 4000, 0]


def test_a_row_that_names_nobody_keeps_the_whole_period_from_being_closed(desk: Desk, world: World):
    customer = world.customer()
    old, new = world.bill(customer, 4000, OLD), world.bill(customer, 3000)
    desk.load("arrears", ARREARS, [("1.23457E+12", "", PERIOD, "40.00")], full=True)
    assert (opened(old), opened(new)) == (0, 3000)


def test_listed_more_than_anything_explains_asks_a_person_and_books_nothing(
    desk: Desk, world: World
):
    customer = world.customer()
    bill = world.bill(customer, 5000)
    desk.arrears((customer, PERIOD, 2000), as_of=at(TODAY - timedelta(days=3)))
    loaded = desk.arrears((customer, PERIOD, 4500))
    assert loaded.counts == {"ask": 1}
    assert opened(bill) == 2000
    row = row_of(loaded, customer.account_no)
    assert (row.field, row.cell) == ("open", "45.00")
    assert "比我们算的多欠 ¥25.00" in row.reason


def test_money_taken_after_the_list_that_the_list_leaves_no_room_for_becomes_credit(
    desk: Desk, world: World
):
    customer = world.customer()
    bill = world.bill(customer, 5000)
    entry = desk.take(customer, 5000)  # at nine; the list is of midnight
    desk.arrears((customer, PERIOD, 2000))
    assert (opened(bill), balance(PREPAID, customer.id)) == (0, -3000)
    desk.arrears((customer, PERIOD, 2000))
    assert (opened(bill), balance(PREPAID, customer.id)) == (0, -3000)
    desk.arrears(as_of=NOON, full=True)
    assert (opened(bill), balance(PREPAID, customer.id)) == (0, -3000)
    assert Entry.select().where(Entry.kind == "collection").count() == 1
    assert entry.fen == 5000


def test_an_unknown_bill_is_made_and_the_period_stays_incomplete(desk: Desk, world: World):
    customer = world.customer()
    loaded = desk.arrears((customer, PERIOD, 4000), full=True)
    bill = bill_of(customer, PERIOD)
    assert loaded.counts == {"new": 1}
    assert (bill.due_fen, bill.open_fen, bill.district_id) == (4000, 4000, customer.district_id)
    assert not has_receivables(world.station.id, PERIOD)


def test_an_older_list_is_refused_in_words(desk: Desk, world: World):
    customer = world.customer()
    world.bill(customer, 5000)
    desk.arrears((customer, PERIOD, 5000), as_of=MORNING)
    with pytest.raises(BadInput) as refused:
        desk.arrears((customer, PERIOD, 1000), as_of=LAST_NIGHT)
    assert refused.value.field == "as_of" and "比它旧" in refused.value.words
    assert set(money().values()) == {5000}


def test_as_of_in_the_future_is_refused(desk: Desk, world: World):
    customer = world.customer()
    with pytest.raises(BadInput):
        desk.arrears((customer, PERIOD, 1000), as_of=NOON + timedelta(minutes=1))


@pytest.mark.parametrize("how", [{"as_of": None}, {"full": None}])
def test_as_of_and_full_have_no_default(desk: Desk, world: World, how):
    with pytest.raises(BadInput):
        desk.arrears((world.customer(), PERIOD, 1000), **how)


def test_a_list_leaves_a_feed_that_says_as_of_when_and_how_whole(desk: Desk, world: World):
    desk.arrears((world.customer(), PERIOD, 1000), full=True)
    feed = Feed.get(Feed.kind == "arrears")
    assert (feed.as_of, feed.full, feed.rows, feed.by_id) == (LAST_NIGHT, True, 1, world.lin.id)
    assert feed.loaded_at == NOON
