"""Cash taken in some districts that is still in the collectors' hands: settled before a district
changes hands."""

from collections import Counter
from collections.abc import Sequence

from peewee import fn

from app.customers.customer import Customer
from app.ledger.entry import CASH, Entry
from app.ledger.remittance import Remittance, RemittanceAcceptance


def cash_fen(staff_ids: Sequence[int], district_ids: Sequence[int]) -> int:
    """Fen these people took in cash in these districts and have not handed in. Two queries."""
    handed = _handed(staff_ids)
    taken = (
        Entry.select(Entry.by, Entry.id, Entry.fen)
        .join(Customer)
        .where(
            Entry.by.in_(list(staff_ids))
            & (Entry.kind == "collection")
            & (Entry.channel == CASH)
            & (Entry.id > min((handed.get(id_, 0) for id_ in staff_ids), default=0))
            & Customer.district.in_(list(district_ids))
        )
        .tuples()
    )
    return sum(fen for by, entry_id, fen in taken if entry_id > handed.get(by, 0))


def slips(staff_ids: Sequence[int]) -> dict[int, int]:
    """Staff id -> how many cash slips of the person nobody has counted yet. Two queries."""
    handed = _handed(staff_ids)
    taken = Entry.select(Entry.by, Entry.id).where(
        Entry.by.in_(list(staff_ids))
        & (Entry.kind == "collection")
        & (Entry.channel == CASH)
        & (Entry.id > min((handed.get(id_, 0) for id_ in staff_ids), default=0))
    )
    return Counter(by for by, entry_id in taken.tuples() if entry_id > handed.get(by, 0))


def _handed(staff_ids: Sequence[int]) -> dict[int, int]:
    """Staff id -> the last entry that a cashier has accepted the cash of."""
    return dict(
        Remittance.select(Remittance.collector, fn.MAX(Remittance.last_entry))
        .join(RemittanceAcceptance)
        .where(Remittance.collector.in_(list(staff_ids)))
        .group_by(Remittance.collector)
        .tuples()
    )
