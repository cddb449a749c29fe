"""A plan as ledger entries. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from app.clock import at as wall_clock
from app.exchange.bills.decide import just_before
from app.exchange.bills.facts import Change, Decided, NewBill
from app.ledger.entry import BILLED, CHANNEL, OWED, PREPAID
from app.ledger.post import Draft, LineDraft

# Bills are released in the morning of their day, before anybody can pay them.
_RELEASED_AT_HOUR = 6


@dataclass
class Drafts:
    """Entries to be posted, and of them those whose part of a bill is 已销账 at once."""

    station_id: int
    as_of: datetime
    recorded_at: datetime
    by: int | None
    source: str
    bill_ids: dict[tuple[int, int], int]
    releases: dict[date, list[LineDraft]] = field(default_factory=lambda: defaultdict(list))
    received: list[LineDraft] = field(default_factory=list)
    entries: list[Draft] = field(default_factory=list)
    settled: list[tuple[Draft, int]] = field(default_factory=list)

    def all(self) -> list[Draft]:
        """Releases first, one a day of release, and what a list shows as received of new bills,
        one in all; then, customer by customer, what follows for bills that were known."""
        first = [self._release(day, lines) for day, lines in sorted(self.releases.items())]
        if self.received:
            first.append(self._listed(self.received, None))
        return first + self.entries

    def add(self, decided: Decided) -> None:
        """The entries of one customer."""
        customer = decided.account.customer_id
        for bill in decided.new:
            bill_id = self.bill_ids[customer, bill.period]
            self._new(customer, bill, bill_id)
            if bill.elsewhere_fen:
                self.received.append((OWED, customer, bill_id, -bill.elsewhere_fen))
        elsewhere: list[LineDraft] = []
        for change in decided.changes:
            self._change(customer, change)
            if change.elsewhere_fen:
                elsewhere.append((OWED, customer, change.bill.id, -change.elsewhere_fen))
        if elsewhere:
            self.entries.append(self._listed(elsewhere, customer))

    def _new(self, customer: int, bill: NewBill, bill_id: int) -> None:
        if bill.due_fen:
            self.releases[bill.released_on].append((OWED, customer, bill_id, bill.due_fen))
        for n, (paid_at, fen) in enumerate(bill.offsets):
            self._offset(customer, bill_id, paid_at, fen, bill.offset_settled and n == 0)

    def _change(self, customer: int, change: Change) -> None:
        bill_id, grown = change.bill.id, change.revised_fen
        if grown:
            lines: list[LineDraft] = [
                (OWED, customer, bill_id, grown),
                (BILLED, self.station_id, None, -grown),
            ]
            self._entry("revision", grown, just_before(self.as_of), lines, customer)
        for n, (paid_at, fen) in enumerate(change.moved):
            self._offset(customer, bill_id, paid_at, -fen, change.moved_settled and n == 0)

    def _offset(
        self, customer: int, bill_id: int, paid_at: datetime, fen: int, settled: bool
    ) -> None:
        """Credit put to a bill; with negative fen, taken off it again."""
        lines: list[LineDraft] = [(OWED, customer, bill_id, -fen), (PREPAID, customer, None, fen)]
        draft = self._entry("offset", fen, paid_at, lines, customer)
        if settled:
            self.settled.append((draft, bill_id))

    def _entry(
        self, kind: str, fen: int, paid_at: datetime, lines: list[LineDraft], customer: int
    ) -> Draft:
        draft = Draft(
            kind, fen, paid_at, self.recorded_at, lines, by=self.by, customer=customer,
            source=self.source,
        )  # fmt: skip
        self.entries.append(draft)
        return draft

    def _listed(self, owed: list[LineDraft], customer: int | None) -> Draft:
        """What a list shows as paid beyond what we knew, dated as-of."""
        fen = -sum(line[3] for line in owed)
        lines = [*owed, (CHANNEL, self.station_id, None, fen)]
        return Draft(
            "listed", fen, just_before(self.as_of), self.recorded_at, lines, by=self.by,
            customer=customer, source=self.source,
        )  # fmt: skip

    def _release(self, day: date, lines: list[LineDraft]) -> Draft:
        fen = sum(line[3] for line in lines)
        whole = [*lines, (BILLED, self.station_id, None, -fen)]
        released = wall_clock(day, _RELEASED_AT_HOUR)
        return Draft(
            "release", fen, released, self.recorded_at, whole, by=self.by, source=self.source
        )


def drafts_of(
    decided: Iterable[Decided],
    *,
    station_id: int,
    as_of: datetime,
    recorded_at: datetime,
    by: int | None,
    source: str,
    bill_ids: dict[tuple[int, int], int],
) -> Drafts:
    """The entries of a whole plan. bill_ids: (customer id, period) -> id of each new bill."""
    result = Drafts(station_id, as_of, recorded_at, by, source, bill_ids)
    for one in decided:
        result.add(one)
    return result
