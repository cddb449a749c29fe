"""Several people, or one thumb on two phones, at the very same moment: on either database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread
from typing import Any

import pytest
from peewee import OperationalError

from app import db
from app.billing.bill import Bill
from app.ledger import remit, verify
from app.ledger.entry import CASH, PREPAID, SAFE, Entry, Slip, balance, held_balance
from app.ledger.remittance import Remittance, RemittanceAcceptance, slips_in_hand
from app.refusals import KeyConflict, Refusal
from tests.ledger.test_collect import take
from tests.world import MORNING, World, key

AT_ONCE = 8


def together(deeds: list[Callable[[], Any]]) -> list[Any]:
    """What each deed gave or refused, all begun at one moment, each on its own connection."""
    start = Barrier(len(deeds))

    def one(deed: Callable[[], Any]) -> Any:
        with db.connection():
            start.wait()
            for _ in range(20):
                try:
                    return deed()
                except OperationalError:  # the page says 503, and the phone sends it again
                    continue
                except Refusal as refusal:
                    return refusal

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def test_one_key_sent_eight_times_at_once_is_booked_once(world: World):
    customer, mine = world.customer(), key()
    world.bill(customer, 5000)
    answers = together([lambda: take(world, customer, 5000, key=mine)] * AT_ONCE)
    assert len({answer.number for answer in answers}) == 1
    assert sorted(answer.again for answer in answers) == [False] + [True] * 7
    assert balance(CASH, world.an.id) == 5000 and Slip.select().count() == 1


def test_of_eight_bodies_or_authors_under_one_key_one_is_booked(world: World):
    customer, mine = world.customer(), key()
    world.bill(customer, 90000)

    def deed(n: int) -> Callable[[], Any]:
        by = world.an if n % 2 else world.fang
        return lambda: take(world, customer, 1000 + n, key=mine, by=by)

    answers = together([deed(n) for n in range(AT_ONCE)])
    refused = [answer for answer in answers if isinstance(answer, KeyConflict)]
    assert len(refused) == AT_ONCE - 1
    assert Entry.select().where(Entry.kind == "collection").count() == 1


def test_eight_payments_of_one_bill_at_once_never_make_it_negative(world: World):
    customer = world.customer()
    made = world.bill(customer, 5000)
    together([lambda: take(world, customer, 3000)] * AT_ONCE)
    assert Bill.get_by_id(made.id).open_fen == 0
    assert balance(PREPAID, customer.id) == 5000 - 3000 * AT_ONCE
    assert balance(CASH, world.an.id) == 3000 * AT_ONCE
    assert list(verify.problems(world.station)) == []


def test_slip_numbers_have_no_gap_though_every_second_deed_fails(world: World):
    customer = world.customer()
    world.bill(customer, 5000)
    good: Callable[[], Any] = lambda: take(world, customer, 100)  # noqa: E731
    bad: Callable[[], Any] = lambda: take(world, customer, 100, periods=[209901])  # noqa: E731
    together([good, bad] * (AT_ONCE // 2))
    numbers = sorted(slip.n for slip in Slip.select())
    assert numbers == list(range(1, AT_ONCE // 2 + 1))
    entries = sorted(e.seq for e in Entry.select().where(Entry.station == world.station))
    assert entries == list(range(1, len(entries) + 1))


def test_two_acceptances_at_once_move_the_money_once(world: World):
    take(world, world.customer(), 5000)
    handed = remit.declare(world.an, {5000: 1}, at=MORNING)
    counted = remit.count(handed, {5000: 1}, by=world.cheng, at=MORNING)
    second = world.staff("cheng2", "第二个窗口", "cashier")
    deeds: list[Callable[[], Any]] = [
        lambda: remit.accept(counted, by=world.cheng, at=MORNING),
        lambda: remit.accept(counted, by=second, at=MORNING),
    ] * 4
    together(deeds)
    assert RemittanceAcceptance.select().count() == 1
    assert (balance(CASH, world.an.id), balance(SAFE, world.station.id)) == (0, 5000)


def test_eight_declarations_at_once_are_one(world: World):
    take(world, world.customer(), 5000)
    together([lambda: remit.declare(world.an, {5000: 1}, at=MORNING)] * AT_ONCE)
    assert Remittance.select().count() == 1


def test_cash_taken_while_declaring_is_in_the_sum_and_its_slips_or_in_neither(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    customer = world.customer()
    world.bill(customer, 90000)
    take(world, customer, 1000)
    busy: list[Thread] = []

    def read_and_let_others_in(account: str, owner_id: int) -> int:
        fen = held_balance(account, owner_id)
        busy.append(Thread(target=together, args=([lambda: take(world, customer, 1000)],)))
        busy[0].start()
        busy[0].join(timeout=0.7)
        return fen

    monkeypatch.setattr(remit, "held_balance", read_and_let_others_in)
    handed = remit.declare(world.an, {1000: 1}, at=MORNING)
    busy[0].join()
    assert handed.due_fen == 1000 * handed.slips
    counted = remit.count(handed, {1000: 1}, by=world.cheng, at=MORNING)
    remit.accept(counted, by=world.cheng, at=MORNING)
    assert sum(e.fen for e in slips_in_hand(world.an.id)) == balance(CASH, world.an.id) == 1000


def test_cash_taken_between_declaring_and_acceptance_stays_in_hand(world: World):
    customer = world.customer()
    take(world, customer, 5000)
    handed = remit.declare(world.an, {5000: 1}, at=MORNING)
    take(world, customer, 700)
    counted = remit.count(handed, {5000: 1}, by=world.cheng, at=MORNING)
    remit.accept(counted, by=world.cheng, at=MORNING)
    assert balance(CASH, world.an.id) == 700
    assert [e.fen for e in slips_in_hand(world.an.id)] == [700]
