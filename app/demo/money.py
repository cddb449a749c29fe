"""Six months of money: everything in the order in which it happened, posted in one go."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from app.bulk import insert_rows
from app.clock import at, business_day
from app.db import Record, next_number
from app.demo.bills import Release
from app.demo.books import Books
from app.demo.dates import Move
from app.demo.payments import DOOR, Paid
from app.demo.people import Cast
from app.demo.story import CASH_KEPT_SINCE, WAITS_FOR_COUNT
from app.demo.till import HandedIn, Till
from app.ledger.entry import OWED, PREPAID, Settlement, Slip
from app.ledger.post import Draft, post
from app.ledger.remittance import Remittance, RemittanceAcceptance, RemittanceCount

Event = tuple[datetime, int, Callable[[], object]]
# What was collected on the last two days is not known to the marketing system yet.
UNPOSTED_DAYS = 2


class Money:
    """The station's money. Build it, then `run`."""

    def __init__(self, cast: Cast, visits: dict[str, int], move: Move) -> None:
        self._cast, self._move = cast, move
        self._books = Books(cast.station.id, cast.station.code, visits)
        self._till = Till(cast.station.id, self._books.drafts)
        self._events: list[Event] = []

    def run(self, releases: list[Release], paid: list[Paid], feeds: dict[date, int]) -> None:
        """Play everything, post it, and write what goes with the entries.

        `feeds`: business day -> id of the list loaded that morning.
        """
        for release in releases:
            self._on(at(release.day, 6), partial(self._books.release, release, at(release.day, 6)))
        for payment in paid:
            self._on(payment.known_at, partial(self._take, payment))
        self._evenings(sorted({business_day(p.paid_at) for p in paid if p.by}))
        for _, _, happen in sorted(self._events, key=lambda e: e[:2]):
            happen()
        post(self._cast.station.id, self._books.drafts)
        _write_slips(self._cast.station.id, self._books.slips)
        _write_remittances(self._cast.station.id, self._till)
        self._settle(feeds, paid)

    def _on(self, moment: datetime, happen: Callable[[], object]) -> None:
        self._events.append((moment, len(self._events), happen))

    def _take(self, payment: Paid) -> None:
        self._till.take(self._books.pay(payment))

    def _evenings(self, days: list[date]) -> None:
        """Cash is handed in every evening; next morning the safe goes to the bank."""
        cashiers, collectors = self._cast.cashiers, self._cast.collectors
        kept = {number: self._move.day(day) for number, day in CASH_KEPT_SINCE.items()}
        for day, following in zip(days, [*days[1:], None], strict=True):
            cashier = cashiers[day.toordinal() % len(cashiers)]
            for i, person in enumerate(collectors):
                keeps = person.number in kept and day >= kept[person.number]
                if not keeps or person.number == WAITS_FOR_COUNT:
                    moment = at(day, 18, 5) + timedelta(minutes=2 * i)
                    hand_in = partial(self._till.hand_in, person, cashier, moment, not keeps)
                    self._on(moment, hand_in)
            arrives = at(day + timedelta(days=1), 7)
            self._on(arrives, partial(self._till.arrive, arrives))
            if following:
                opens = at(following, 8, 50)
                self._on(opens, partial(self._till.deposit, cashier, opens))

    def _settle(self, feeds: dict[date, int], paid: list[Paid]) -> None:
        """Older collections, and what was prepaid, stand in the next morning's list: 已销账."""
        days = sorted({business_day(p.paid_at) for p in paid if p.channel == DOOR})
        fresh = days[-UNPOSTED_DAYS]
        rows = []
        for draft in self._books.drafts:
            day = business_day(draft.paid_at)
            if draft.kind == "offset" or (draft.kind == "collection" and day < fresh):
                morning = day + timedelta(days=1)
                moment = at(morning, 7)
                rows += [
                    (draft.entry_id, bill_id or 0, feeds[morning], moment)
                    for account, _, bill_id, _ in draft.lines
                    if account == OWED or (account == PREPAID and draft.kind == "collection")
                ]
        fields = (Settlement.entry, Settlement.bill_id, Settlement.feed_id, Settlement.at)
        insert_rows(fields, rows)


def _write_slips(station_id: int, slips: list[tuple[Draft, int, int, int]]) -> None:
    rows, last = [], {}
    for draft, customer, year, n in slips:
        assert draft.answer is not None, "a collection has its answer"
        rows.append((draft.answer["slip"], station_id, year, n, draft.entry_id, customer))
        last[year] = n
    fields = (Slip.number, Slip.station, Slip.year, Slip.n, Slip.entry, Slip.customer)
    insert_rows(fields, rows)
    for year, n in last.items():
        next_number(station_id, f"slip-{year}", n)


def _write_remittances(station_id: int, till: Till) -> None:
    handed_in = till.handed_in
    for one in handed_in:
        one.remittance.last_entry = one.last.entry_id
    _copy(Remittance, [one.remittance for one in handed_in])
    mine = Remittance.select(Remittance.number, Remittance.id)
    ids = dict(mine.where(Remittance.station == station_id).tuples())
    done = [(ids[one.remittance.number], one) for one in handed_in if one.acceptance]
    _copy(RemittanceCount, [_count(remittance_id, one) for remittance_id, one in done])
    counts = dict(
        RemittanceCount.select(RemittanceCount.remittance, RemittanceCount.id)
        .join(Remittance)
        .where(Remittance.station == station_id)
        .tuples()
    )
    _copy(
        RemittanceAcceptance,
        [_acceptance(remittance_id, counts[remittance_id], one) for remittance_id, one in done],
    )
    for name, n in till.numbers.items():
        next_number(station_id, name, n)


def _copy(model: type[Record], records: Sequence[Record]) -> None:
    """Insert unsaved records, every field but the id."""
    fields = [f for f in model._meta.sorted_fields if f.name != "id"]
    insert_rows(fields, ([r.__data__[f.name] for f in fields] for r in records))


def _count(remittance_id: int, handed_in: HandedIn) -> RemittanceCount:
    assert handed_in.acceptance is not None, "only what was accepted was counted"
    return RemittanceCount(
        remittance=remittance_id,
        n=1,
        by=handed_in.cashier.id,
        counts=handed_in.remittance.counts,
        fen=handed_in.remittance.due_fen,
        at=handed_in.acceptance.recorded_at,
    )


def _acceptance(remittance_id: int, count_id: int, handed_in: HandedIn) -> RemittanceAcceptance:
    assert handed_in.acceptance is not None, "only what was accepted has an entry"
    return RemittanceAcceptance(
        remittance=remittance_id,
        count=count_id,
        entry=handed_in.acceptance.entry_id,
        over_fen=0,
        by=handed_in.cashier.id,
        at=handed_in.acceptance.recorded_at,
    )
