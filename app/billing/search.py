"""Searching customers in sight, with what each owes: two queries a page, however many there are."""

from dataclasses import dataclass
from typing import Any

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
    """The customers that the text may mean, by account number; without a text those who owe,
    the largest debts first."""
    hits = matching(sight.customers(scope), text) if text else _debtors(scope)
    if text:
        hits = hits.order_by(Customer.account_no)
    customers = list(hits.limit(PAGE + 1).offset((page - 1) * PAGE))
    owed = (
        Bill.select(Bill.customer, fn.SUM(Bill.open_fen), fn.COUNT(Bill.id))
        .where(Bill.customer.in_([c.id for c in customers]) & (Bill.open_fen > 0))
        .group_by(Bill.customer)
    )
    sums = {customer_id: (int(fen), n) for customer_id, fen, n in owed.tuples()}
    rows = [(c, *sums.get(c.id, (0, 0))) for c in customers[:PAGE]]
    return Found(rows, len(customers) > PAGE)


def _debtors(scope: Scope) -> Any:
    """Customers in sight with something open, the largest sum first."""
    owed = (
        Bill.select(Bill.customer, fn.SUM(Bill.open_fen).alias("fen"))
        .where(Bill.open_fen > 0)
        .group_by(Bill.customer)
        .alias("owed")
    )
    return (
        sight.customers(scope)
        .join_from(Customer, owed, on=(Customer.id == owed.c.customer_id))
        .order_by(owed.c.fen.desc(), Customer.id)
    )
