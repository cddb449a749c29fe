"""A list of payments met with the books, and writing what follows from it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.billing.bill import Bill
from app.billing.feed import Feed
from app.clock import business_day
from app.db import locked
from app.exchange import staged, station_facts
from app.exchange.bills.write import moved_since, settle
from app.exchange.importfile import ImportFile
from app.exchange.payment_list import load
from app.exchange.payment_list.decide import COUNTER, decide
from app.exchange.payment_list.facts import Booking, Decided, Payment
from app.ledger.entry import CHANNEL, OWED, PREPAID
from app.ledger.post import Draft, LineDraft, post


@dataclass
class Plan:
    """What applying a list comes to. `decided`: customer id -> what follows for each."""

    station_id: int
    payments: dict[int, list[Payment]]
    decided: dict[int, Decided] = field(default_factory=dict)

    def meet(self, customer_ids: Iterable[int] | None = None) -> None:
        """Decide for those customers, or for all, from the books as they are now."""
        ids = self.payments.keys() if customer_ids is None else customer_ids
        first, last = self._days()
        for payer in load.payers(self.station_id, set(ids) & self.payments.keys(), first, last):
            mine = self.payments[payer.customer_id]
            self.decided[payer.customer_id] = decide(payer, mine)

    def _days(self) -> tuple[date, date]:
        days = [business_day(p.paid_at) for mine in self.payments.values() for p in mine]
        return (min(days), max(days)) if days else (date.max, date.min)


def read(imported: ImportFile) -> Plan:
    """The list's payments by customer; `meet` then compares them with the books."""
    accounts = station_facts.accounts(imported.station_id)
    payments: dict[int, list[Payment]] = defaultdict(list)
    for row, listed in staged.to_write(imported, judging=True):
        customer_id = accounts.get(listed.account_no)
        if customer_id is not None:
            payments[customer_id].append(
                Payment(
                    row.id,
                    listed.paid_at,
                    listed.fen,
                    listed.channel,
                    listed.period,
                    listed.serial,
                    bool(row.taken),
                )  # fmt: skip
            )
    return Plan(imported.station_id, dict(payments))


def effects(decided: Iterable[Decided]) -> dict[str, int]:
    """Counts and fen, for the preview and for the record."""
    bookings = [b for one in decided for b in one.bookings]
    return {
        "payments": len(bookings),
        "payments_fen": sum(b.fen for b in bookings),
        "replaced_fen": sum(fen for b in bookings for _, fen, _ in b.replaced),
        "rest_fen": sum(b.rest for b in bookings),
        "settled": sum(len(one.settled) for one in decided),
    }


def refresh(plan: Plan, seen: int) -> None:
    """Decide anew for customers whose books moved since the plan was made, their open bills
    locked first."""
    ids = sorted(plan.payments)
    for start in range(0, len(ids), load.CHUNK):
        mine = Bill.customer.in_(ids[start : start + load.CHUNK]) & (Bill.open_fen > 0)
        list(locked(Bill.select(Bill.id).where(mine).order_by(Bill.id)).tuples())
    touched = moved_since(plan.station_id, seen)
    if touched:
        plan.meet(touched)


def write(
    plan: Plan, imported: ImportFile, *, as_of: datetime, full: bool, by: int | None, at: datetime
) -> list[Feed]:
    """Entries, settlements and the feed's row."""
    drafts = [
        draft
        for customer_id, one in plan.decided.items()
        for booking in one.bookings
        for draft in _drafts(plan.station_id, customer_id, booking, by, at)
    ]
    post(plan.station_id, drafts)
    feed = Feed.create(
        station=plan.station_id, kind="payments", as_of=as_of, full=full,
        filename=imported.filename, digest=imported.digest,
        rows=sum(map(len, plan.payments.values())), by=by, loaded_at=at,
    )  # fmt: skip
    settle([part for one in plan.decided.values() for part in one.settled], feed.id, at)
    return [feed]


def _drafts(
    station_id: int, customer: int, booking: Booking, by: int | None, at: datetime
) -> list[Draft]:
    """The payment's entry, one for each date at which it had been assumed, and what it moves."""
    paid = booking.payment
    named: dict[str, Any] = {
        "by": by, "customer": customer, "source": load.source_of(paid.fen, paid.serial),
    }  # fmt: skip
    kind = "counter" if paid.channel == COUNTER else "elsewhere"
    lines = _lines(station_id, customer, booking)
    result = [Draft(kind, booking.fen, paid.paid_at, at, lines, channel=paid.channel, **named)]
    undone: dict[datetime, list[LineDraft]] = defaultdict(list)
    for bill_id, fen, dated in booking.replaced:
        undone[dated].append((OWED, customer, bill_id, fen))
    for dated, back in undone.items():
        fen = sum(line[3] for line in back)
        back.append((CHANNEL, station_id, None, -fen))
        result.append(Draft("listed", -fen, dated, at, back, **named))
    for bill_id, fen, dated in booking.moved:
        aside: list[LineDraft] = [(OWED, customer, bill_id, fen), (PREPAID, customer, None, -fen)]
        result.append(Draft("offset", -fen, dated, at, aside, **named))
    return result


def _lines(station_id: int, customer: int, booking: Booking) -> list[LineDraft]:
    """From the channel to the bills, what is left to the customer's credit."""
    parts: dict[int, int] = defaultdict(int)
    for bill_id, fen in booking.parts:
        parts[bill_id] += fen
    lines: list[LineDraft] = [(CHANNEL, station_id, None, booking.fen)]
    lines += [(OWED, customer, bill_id, -fen) for bill_id, fen in parts.items()]
    if booking.rest:
        lines.append((PREPAID, customer, None, -booking.rest))
    return lines
