"""A list meets our own money, one bill at a time: tables, and histories made at random."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ledger.reconcile import Known, Outcome, Own, meet
from tests.world import MORNING

LATER = MORNING + timedelta(hours=3)
NOTHING = Outcome()


def ours(*fen: int, doubted: bool = False) -> tuple[Own, ...]:
    """Collections 1, 2, … of so much, an hour apart before MORNING."""
    return tuple(
        Own(n, amount, MORNING - timedelta(hours=len(fen) - n + 1), doubted)
        for n, amount in enumerate(fen, start=1)
    )


@pytest.mark.parametrize(
    ("due", "posted", "own", "listed", "outcome"),
    [
        # Nothing of ours: listed as expected, less, more.
        (10000, 0, (), 10000, NOTHING),
        (10000, 4000, (), 6000, NOTHING),
        (10000, 0, (), 7000, Outcome(elsewhere_fen=3000)),
        (10000, 0, (), 0, Outcome(elsewhere_fen=10000)),
        (10000, 4000, (), 7000, Outcome(unexplained_fen=1000)),
        (10000, 0, (), 12000, Outcome(unexplained_fen=2000)),
        (0, 0, (), 0, NOTHING),
        # Ours, before, after and half-way through posting.
        (10000, 0, (6000,), 10000, NOTHING),
        (10000, 0, (6000,), 4000, Outcome(settled=(1,))),
        (10000, 0, (6000, 4000), 10000, NOTHING),
        (10000, 0, (6000, 4000), 4000, Outcome(settled=(1,))),
        (10000, 0, (6000, 4000), 6000, Outcome(settled=(2,))),
        (10000, 0, (6000, 4000), 0, Outcome(settled=(1, 2))),
        # Of two alike the older one is taken for posted.
        (10000, 0, (2000, 2000), 8000, Outcome(settled=(1,))),
        # Listed more than expected, but not by a sum of ours: it explains it all the same.
        (10000, 0, (6000,), 7000, NOTHING),
        # Listed more than anything explains.
        (10000, 2000, (6000,), 9000, Outcome(unexplained_fen=1000)),
        # Paid elsewhere beside ours: booked, but ours is not proved to be posted …
        (10000, 0, (3000,), 5000, Outcome(elsewhere_fen=2000)),
        # … unless the bill is closed there.
        (10000, 0, (3000,), 0, Outcome(elsewhere_fen=7000, settled=(1,))),
    ],
)
def test_what_a_list_means_for_a_bill(due, posted, own, listed, outcome):
    assert meet(Known(due, posted, ours(*own)), listed, LATER) == outcome


def test_money_paid_at_or_after_the_list_is_not_expected_in_it():
    known = Known(10000, 0, (Own(1, 6000, LATER), Own(2, 1000, LATER + timedelta(hours=1))))
    assert meet(known, 10000, LATER) == NOTHING
    assert meet(known, 4000, LATER) == Outcome(elsewhere_fen=6000)


def test_what_was_in_doubt_is_settled_when_the_list_drops_by_just_that():
    # Due 100, ours 30 in doubt since a list made us book 20: open 50 there, then 20.
    known = Known(10000, 2000, ours(3000, doubted=True))
    assert meet(known, 5000, LATER) == NOTHING
    assert meet(known, 2000, LATER) == Outcome(elsewhere_fen=3000, settled=(1,))


def test_a_reversal_that_is_not_posted_there_yet_explains_a_list_that_shows_less():
    known = Known(10000, 6000, ours(-6000))
    assert meet(known, 4000, LATER) == NOTHING
    assert meet(known, 10000, LATER) == Outcome(settled=(1,))


@dataclass
class Books:
    """One bill as we keep it: posting is simulated by what the outcome says."""

    due: int
    posted: int = 0
    own: list[Own] = field(default_factory=list)

    @property
    def open(self) -> int:
        return self.due - self.posted - sum(o.fen for o in self.own)

    def load(self, listed: int, as_of: datetime) -> Outcome:
        """Take a list in as the import does."""
        outcome = meet(Known(self.due, self.posted, tuple(self.own)), listed, as_of)
        settled = [o for o in self.own if o.entry_id in outcome.settled]
        self.posted += sum(o.fen for o in settled) + outcome.elsewhere_fen
        doubted = outcome.elsewhere_fen > 0
        self.own = [
            replace(o, doubted=o.doubted or (doubted and o.paid_at < as_of))
            for o in self.own
            if o not in settled
        ]
        return outcome


amounts = st.integers(1, 30000)


@given(st.lists(amounts, max_size=6), st.data(), st.integers(0, 5000))
def test_a_list_before_after_or_halfway_through_posting_changes_no_fen(own, data, rest):
    parts = list(ours(*own))
    posted = data.draw(st.sets(st.sampled_from(parts))) if parts else set()
    books = Books(sum(own) + rest, own=parts)
    before = books.open
    listed = books.due - sum(o.fen for o in posted)
    outcome = books.load(listed, LATER)
    assert (outcome.elsewhere_fen, outcome.unexplained_fen) == (0, 0)
    assert books.open == before
    # As much is marked 已销账 as the list shows, whichever of equal sums it was.
    assert books.posted == sum(o.fen for o in posted)


@given(
    st.integers(0, 60000),
    st.integers(0, 20000),
    st.lists(amounts, max_size=5),
    st.lists(st.booleans(), min_size=5, max_size=5),
    st.integers(0, 70000),
)
def test_the_same_list_twice_changes_nothing_the_second_time(due, posted, own, doubts, listed):
    parts = [replace(o, doubted=d) for o, d in zip(ours(*own), doubts, strict=False)]
    books = Books(due, posted, parts)
    first = books.load(listed, LATER)
    state = replace(books, own=list(books.own))
    second = books.load(listed, LATER)
    assert (second.elsewhere_fen, second.settled) == (0, ())
    assert second.unexplained_fen == first.unexplained_fen
    assert (books.posted, books.open) == (state.posted, state.open)


deeds = st.lists(st.sampled_from(["collect", "post", "elsewhere", "list"]), max_size=14)


@given(st.integers(100, 50000), deeds, st.data())
def test_once_all_is_posted_the_next_list_brings_both_books_level(due, what, data):
    books, there, unposted, now = Books(due), due, [], MORNING
    for n, deed in enumerate(what, start=1):
        now += timedelta(minutes=1)
        if deed == "collect" and books.open > 0:
            fen = data.draw(st.integers(1, books.open))
            books.own.append(Own(n, fen, now))
            unposted.append(fen)
        elif deed == "post" and unposted:
            there = max(0, there - unposted.pop(0))
        elif deed == "elsewhere" and there > 0:
            there -= data.draw(st.integers(1, there))
        elif deed == "list":
            assert books.load(there, now).unexplained_fen == 0
    there = max(0, there - sum(unposted))
    books.load(there, now + timedelta(minutes=1))
    assert books.open == there
