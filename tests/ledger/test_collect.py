"""Collecting: once a key, oldest first, slips without gaps."""

from typing import Any

import pytest

from app.billing.bill import Bill
from app.ledger import verify
from app.ledger.collect import collect
from app.ledger.entry import CASH, PREPAID, Entry, Slip, balance
from app.refusals import BadInput, KeyConflict
from tests.world import MORNING, SETTINGS, World, key


def take(world: World, customer, fen: int, **changes):
    values: dict[str, Any] = {
        "method": "cash",
        "by": world.an,
        "at": MORNING,
        "key": key(),
        "settings": SETTINGS,
    }
    return collect(customer, fen, **(values | changes))


def test_the_oldest_period_is_paid_first_and_the_rest_is_prepayment(world: World):
    customer = world.customer()
    old, new = world.bill(customer, 5000, 202609), world.bill(customer, 3000)
    received = take(world, customer, 9000)
    assert [Bill.get_by_id(b.id).open_fen for b in (old, new)] == [0, 0]
    assert balance(PREPAID, customer.id) == -1000
    assert balance(CASH, world.an.id) == 9000
    assert received.entry.answer["parts"] == [[202609, 5000], [202610, 3000]]


def test_money_for_a_named_period_goes_to_no_other(world: World):
    customer = world.customer()
    old, new = world.bill(customer, 5000, 202609), world.bill(customer, 3000)
    take(world, customer, 4000, periods=[202610])
    assert [Bill.get_by_id(b.id).open_fen for b in (old, new)] == [5000, 0]
    assert balance(PREPAID, customer.id) == -1000


def test_the_same_key_again_gives_the_first_slip_and_books_nothing(world: World):
    customer = world.customer()
    world.bill(customer, 5000)
    mine = key()
    first = take(world, customer, 5000, key=mine)
    again = take(world, customer, 5000, key=mine)
    assert (again.number, again.again) == (first.number, True)
    assert Entry.select().where(Entry.kind == "collection").count() == 1


@pytest.mark.parametrize("change", [{"fen": 4000}, {"by": "fang"}, {"method": "qr"}])
def test_a_key_used_for_another_body_or_by_another_author_is_refused(world: World, change):
    customer = world.customer()
    world.bill(customer, 5000)
    mine = key()
    take(world, customer, 5000, key=mine)
    fen = change.pop("fen", 5000)
    if "by" in change:
        change["by"] = world.fang
    with pytest.raises(KeyConflict):
        take(world, customer, fen, key=mine, **change)


def test_slip_numbers_have_no_gap_even_after_a_refusal(world: World):
    customer = world.customer()
    world.bill(customer, 5000)
    take(world, customer, 1000)
    with pytest.raises(BadInput):
        take(world, customer, 1000, periods=[209901])
    take(world, customer, 1000)
    numbers = [s.number for s in Slip.select().order_by(Slip.id)]
    assert numbers == ["YI-2026-000001", "YI-2026-000002"]


@pytest.mark.parametrize("fen", [0, -1, 10_000_000_00 + 1])
def test_absurd_amounts_are_refused_at_the_field(world: World, fen: int):
    with pytest.raises(BadInput) as refused:
        take(world, world.customer(), fen)
    assert refused.value.field == "yuan"


def test_the_books_verify_after_a_day_of_collecting(world: World):
    for n in range(1, 6):
        customer = world.customer()
        world.bill(customer, 1000 * n)
        take(world, customer, 700 * n)
    assert list(verify.problems(world.station)) == []
