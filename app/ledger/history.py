"""What the ledger tells about one customer: payments, newest first, and the credit left."""

from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN

from app.ledger.entry import Entry, Slip
from app.station.people import Staff

PAYMENTS = ("collection", "counter", "elsewhere")


@dataclass(frozen=True)
class Payment:
    """One payment: when, how much, by which channel or method, who took it, its slip."""

    at: datetime
    fen: int
    channel: str
    kind: str
    by: str
    slip: str


def payments(customer_id: int, limit: int = 12) -> list[Payment]:
    """The customer's newest payments. One query."""
    rows = (
        Entry.select(Entry.paid_at, Entry.fen, Entry.channel, Entry.kind, Staff.name, Slip.number)
        .join(Staff, JOIN.LEFT_OUTER, on=(Entry.by == Staff.id))
        .switch(Entry)
        .join(Slip, JOIN.LEFT_OUTER, on=(Slip.entry == Entry.id))
        .where((Entry.customer == customer_id) & Entry.kind.in_(PAYMENTS))
        .order_by(Entry.paid_at.desc())
        .limit(limit)
        .tuples()
    )
    return [
        Payment(at, fen, ch, kind, by or "", slip or "") for at, fen, ch, kind, by, slip in rows
    ]
