"""Bills (电费): one account × period × kind. The marketing system owns them; we read them."""

from datetime import date

from peewee import SQL, CharField, DateField, ForeignKeyField, IntegerField, fn

from app.customers.customer import Customer
from app.db import FenField, Record, UtcField, locked
from app.station.people import Station
from app.station.territory import District


class Bill(Record):
    """What one account owes for one period. `open_fen` is what the ledger leaves open: only the
    ledger changes it, in the entry's transaction, and `verify` recomputes it. `district` is the
    one the bill was released in and never moves. `listed_at`: as-of of the newest list that told
    what was open."""

    # Each begins an index below; one more of its own would only slow every write.
    station = ForeignKeyField(Station, index=False)
    customer = ForeignKeyField(Customer, index=False)
    district = ForeignKeyField(District, null=True, index=False)
    period = IntegerField()
    kind = CharField(default="energy")
    kwh = IntegerField(null=True)
    due_fen = FenField()
    open_fen = FenField()
    released_on = DateField(null=True)
    due_on = DateField(null=True)
    listed_at = UtcField(null=True)

    class Meta:
        indexes = (
            (("customer", "period", "kind"), True),
            (("district", "period", "due_fen", "open_fen"), False),
            (("station", "period", "district", "due_fen", "open_fen"), False),
        )


# A constant in the SQL and no parameter, or the database can't know that the index below serves.
IS_OPEN = Bill.open_fen > SQL("0")
Bill.add_index(
    Bill.index(
        Bill.customer, Bill.period, Bill.due_on, Bill.open_fen, name="bill_open", where=IS_OPEN
    )
)


def of_customer(customer_id: int) -> list[Bill]:
    """Every bill of the customer, oldest period first."""
    return list(Bill.select().where(Bill.customer == customer_id).order_by(Bill.period, Bill.kind))


def open_of(customer_ids: list[int], *, keep: bool = False) -> list[Bill]:
    """The open bills of those customers, oldest period first; with `keep` no other writer may
    touch them until the transaction ends."""
    query = (
        Bill.select()
        .where(Bill.customer.in_(customer_ids) & (Bill.open_fen > 0))
        .order_by(Bill.customer, Bill.period, Bill.kind)
    )
    return list(locked(query) if keep else query)


def latest_period(station_id: int) -> int | None:
    """The newest period with bills at the station."""
    return Bill.select(fn.MAX(Bill.period)).where(Bill.station == station_id).scalar()


def overdue_days(due_on: date | None, on: date) -> int | None:
    """Days since the last day to pay; negative before it, None when the bill names none."""
    return None if due_on is None else (on - due_on).days
