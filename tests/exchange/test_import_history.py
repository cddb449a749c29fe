"""Months made at random: we collect, the marketing system is paid too, parts are posted, lists of
every kind come in. The books always verify, and once all is posted both sides agree."""

import random
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.billing.bill import Bill
from app.clock import at, local
from app.exchange import posting_file
from app.ledger import verify
from app.ledger.entry import Entry
from app.money import plain_yuan
from tests.exchange.lists import PAYMENTS, Desk, money
from tests.world import TODAY, World

PERIODS = (202608, 202609, 202610)
CHANNELS = ("微信", "银行代扣", "坐收")


class Marketing:
    """The other side: bills, credit, and who paid what when."""

    def __init__(self) -> None:
        self.due: dict[tuple, int] = {}
        self.open: dict[tuple, int] = {}
        self.credit: dict[object, int] = defaultdict(int)
        self.paid: list[tuple] = []
        self.posted: set[tuple] = set()

    def release(self, customer, period: int, fen: int) -> None:
        """A bill; the customer's credit is put to it."""
        used = min(self.credit[customer], fen)
        self.credit[customer] -= used
        self.due[customer, period], self.open[customer, period] = fen, fen - used

    def pay(self, customer, fen: int, when: datetime, channel: str) -> None:
        """Through a channel of theirs, the oldest bill first."""
        self.paid.append((customer, "", when, fen, channel))
        self.oldest_first(customer, fen)

    def oldest_first(self, customer, fen: int) -> None:
        """Put money to open bills; what is left is credit."""
        for key in sorted(k for k in self.open if k[0] is customer):
            part = min(fen, self.open[key])
            self.open[key] -= part
            fen -= part
        self.credit[customer] += fen

    def post(self, customer, period: int | None, fen: int, when: datetime) -> None:
        """Somebody types one row of our file in. What its bill has no room for, and prepayment,
        goes to whatever is open there."""
        self.paid.append((customer, period or "", when, fen, "走收"))
        part = min(fen, self.open.get((customer, period), 0))
        if part:
            self.open[customer, period] -= part
        self.oldest_first(customer, fen - part)


class Story:
    """One history; every deed is a minute after the one before."""

    def __init__(self, world: World, folder: Path, seed: int) -> None:
        self.world, self.chance = world, random.Random(seed)
        self.desk, self.there = Desk(world, folder), Marketing()
        self.people = [world.customer(name=f"客户{n}") for n in range(3)]
        self.by_account = {c.account_no: c for c in self.people}
        self.now = at(TODAY, 8)
        self.released = 0

    def tell(self, deeds: int) -> None:
        """So many deeds, then the end: all is posted, a full list comes in."""
        self.release()
        for _ in range(deeds):
            self.now += timedelta(minutes=1)
            deed = self.chance.choice(
                [self.collect, self.collect, self.post, self.pay, self.arrears, self.arrears,
                 self.payments, self.release, self.partial]
            )  # fmt: skip
            deed()
        self.now += timedelta(minutes=1)
        self.post(1000)
        self.arrears()

    def release(self) -> None:
        """A month's bills come out and their list comes in."""
        if self.released == len(PERIODS):
            return
        period, self.released = PERIODS[self.released], self.released + 1
        for customer in self.people:
            self.there.release(customer, period, self.chance.randrange(0, 9000))
        rows = [
            (c, period, self.there.due[c, period],
             self.there.due[c, period] - self.there.open[c, period])
            for c in self.people
        ]  # fmt: skip
        self.now += timedelta(minutes=1)
        self.desk.receivables(*rows, as_of=self.now, full=True, now=self.now)

    def collect(self) -> None:
        """At the door, for what our books say, sometimes too much."""
        customer = self.chance.choice(self.people)
        owed = sum(b.open_fen for b in Bill.select().where(Bill.customer == customer))
        fen = self.chance.choice([owed, owed // 2, owed + 700])
        if fen:
            self.desk.take(customer, fen, self.now)

    def post(self, most: int | None = None) -> None:
        """Some rows of our file, the oldest first, are typed in over there."""
        parts = posting_file.unposted(self.world.station.id)
        new = [p for p in parts if (p.slip, p.period) not in self.there.posted]
        for part in new[: most or self.chance.randrange(1, 4)]:
            self.there.posted.add((part.slip, part.period))
            customer = self.by_account[part.account_no]
            self.there.post(customer, part.period, part.fen, part.paid_at)

    def pay(self) -> None:
        """Somewhere else, for what their books say."""
        customer = self.chance.choice(self.people)
        owed = sum(fen for (c, _), fen in self.there.open.items() if c is customer)
        if owed:
            fen = self.chance.choice([owed, owed // 2 or 1])
            self.there.pay(customer, fen, self.now, self.chance.choice(CHANNELS))

    def arrears(self, full: bool = True) -> None:
        """What they show as open now."""
        rows = [(c, period, fen) for (c, period), fen in self.there.open.items() if fen]
        if not full:
            rows = rows[: len(rows) // 2]
        self.desk.arrears(*rows, as_of=self.now, full=full, now=self.now)

    def partial(self) -> None:
        """The same, of a part of the customers."""
        self.arrears(full=False)

    def payments(self) -> None:
        """Every payment that they know of up to now, most of them for the second time."""
        cells = [
            (c.account_no, period, f"{local(when):%Y-%m-%d %H:%M:%S}", plain_yuan(fen), channel)
            for c, period, when, fen, channel in self.there.paid
        ]
        self.desk.load("payments", PAYMENTS, cells, as_of=self.now, now=self.now)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_the_books_verify_and_agree_in_the_end(
    world: World, tmp_path: Path, seed: int
):
    story = Story(world, tmp_path, seed)
    story.tell(16)
    ours = {(b.customer_id, b.period): b.open_fen for b in Bill.select()}
    theirs = {(c.id, period): fen for (c, period), fen in story.there.open.items()}
    assert ours == theirs
    assert min(ours.values()) >= 0
    assert list(verify.problems(world.station)) == []
    before, entries = money(), Entry.select().count()
    story.arrears()
    assert (money(), Entry.select().count()) == (before, entries)
