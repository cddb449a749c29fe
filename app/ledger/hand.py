"""What is in a collector's hand: cash by slip, what else was taken today, what is declared."""

from dataclasses import dataclass
from datetime import date

from peewee import fn

from app.customers.customer import Customer
from app.ledger import remittance
from app.ledger.entry import CASH, Entry, Slip, balance
from app.ledger.remittance import Remittance


@dataclass(frozen=True)
class Hand:
    """`fen` in hand by the books; `slips` behind it as (number, name, fen, paid_at); what the
    person took otherwise today; the declaration that waits."""

    fen: int
    slips: list[tuple[str, str, int, object]]
    other_fen: int
    other_count: int
    waiting: Remittance | None


def in_hand(staff_id: int, day: date) -> Hand:
    """Four queries, however many slips there are."""
    ids = [e.id for e in remittance.slips_in_hand(staff_id)]
    slips = (
        Slip.select(Slip.number, Customer.name, Entry.fen, Entry.paid_at)
        .join(Entry)
        .switch(Slip)
        .join(Customer)
        .where(Slip.entry.in_(ids))
        .order_by(Slip.id)
        .tuples()
    )
    other_fen, other_count = (
        Entry.select(fn.COALESCE(fn.SUM(Entry.fen), 0), fn.COUNT(Entry.id))
        .where(
            (Entry.by == staff_id)
            & (Entry.kind == "collection")
            & (Entry.channel != CASH)
            & (Entry.day == day)
        )
        .tuples()
        .get()
    )
    return Hand(
        fen=balance(CASH, staff_id),
        slips=list(slips),
        other_fen=int(other_fen),
        other_count=other_count,
        waiting=remittance.waiting(staff_id),
    )
