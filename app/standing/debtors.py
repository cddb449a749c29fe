"""Who owes most where: whom to see first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from peewee import Case, fn

from app.billing.bill import IS_OPEN, Bill
from app.customers.customer import Customer


@dataclass(frozen=True)
class Debtor:
    """One customer: what is open of the period and in all (fen), and when the oldest open bill
    was due."""

    account_no: str
    name: str
    address: str
    period_fen: int
    fen: int
    due_on: date | None


def largest(district_ids: Collection[int], period: int, most: int = 3) -> list[Debtor]:
    """The customers of those districts who owe most of that period's bills. One query."""
    of_period = fn.SUM(Case(None, [(Bill.period == period, Bill.open_fen)], 0))
    rows = (
        Bill.select(
            Customer.account_no,
            Customer.name,
            Customer.address,
            of_period,
            fn.SUM(Bill.open_fen),
            fn.MIN(Bill.due_on),
        )
        .join(Customer)
        .where(Bill.district.in_(sorted(district_ids)) & IS_OPEN)
        .group_by(Customer.id)
        .having(of_period > 0)
        .order_by(of_period.desc(), Customer.id)
        .limit(most)
        .tuples()
    )
    return [
        Debtor(account_no, name, address, int(period_fen), int(fen), Bill.due_on.python_value(due))
        for account_no, name, address, period_fen, fen, due in rows
    ]


def owing(district_ids: Collection[int], period: int) -> tuple[int, int]:
    """(customers of those districts who owe something of that period, fen). One query."""
    households, fen = (
        Bill.select(fn.COUNT(Bill.customer.distinct()), fn.SUM(Bill.open_fen))
        .where(Bill.district.in_(sorted(district_ids)) & (Bill.period == period) & IS_OPEN)
        .tuples()
        .get()
    )
    return households, int(fen or 0)
