"""Cash taken in some districts that is still in the collectors' hands: settled before a district
changes hands."""

from collections.abc import Sequence

from peewee import fn

from app.customers.customer import Customer
from app.ledger.entry import CASH, Entry
from app.ledger.remittance import Remittance, RemittanceAcceptance


def cash_fen(staff_ids: Sequence[int], district_ids: Sequence[int]) -> int:
    """Fen these people took in cash in these districts and have not handed in. Two queries."""
    handed = dict(
        Remittance.select(Remittance.collector, fn.MAX(Remittance.last_entry))
        .join(RemittanceAcceptance)
        .where(Remittance.collector.in_(list(staff_ids)))
        .group_by(Remittance.collector)
        .tuples()
    )
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
