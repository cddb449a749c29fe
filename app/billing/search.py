"""Searching customers in sight, with what each owes: two queries a page, however many there are."""

from dataclasses import dataclass

from peewee import fn

from app.billing.bill import Bill
from app.customers import sight
from app.customers.customer import Customer, matching
from app.station.sight import Scope

PAGE = 30


@dataclass(frozen=True)
class Found:
    """One page of hits: (customer, open fen, open bills), and whether there are more."""

    rows: list[tuple[Customer, int, int]]
    more: bool


def search(scope: Scope, text: str, *, page: int = 1) -> Found:
    """The customers that the text may mean, by account number."""
    hits = (
        matching(sight.customers(scope), text)
        .order_by(Customer.account_no)
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    )
    customers = list(hits)
    owed = (
        Bill.select(Bill.customer, fn.SUM(Bill.open_fen), fn.COUNT(Bill.id))
        .where(Bill.customer.in_([c.id for c in customers]) & (Bill.open_fen > 0))
        .group_by(Bill.customer)
    )
    sums = {customer_id: (int(fen), n) for customer_id, fen, n in owed.tuples()}
    rows = [(c, *sums.get(c.id, (0, 0))) for c in customers[:PAGE]]
    return Found(rows, len(customers) > PAGE)
