"""The questions behind today's page, prepared once. Each reads only the rows of the plan's own
customers, so that it takes as long in a county as in a village."""

from typing import Any

from peewee import JOIN, fn

from app.billing.bill import IS_OPEN, Bill
from app.customers.customer import Customer
from app.dayplan.plan import Plan, Stop
from app.fieldwork.visit import Promise, Visit
from app.ledger.entry import Entry
from app.prepared import Prepared, slot
from app.station.territory import District


def _newest_visit() -> Any:
    """The id of the newest visit to a stop's customer."""
    newest = Visit.alias()
    return newest.select(fn.MAX(newest.id)).where(newest.customer == Stop.customer)


# The plan of one person and day, and what moves when anything about its stops does but what they
# owe: a stop more, a customer changed, a visit logged. (A reversal changes what is owed.)
STATE = Prepared(
    lambda: (
        Plan.select(
            Plan.id,
            Plan.area,
            fn.COUNT(Stop.id),
            fn.MAX(Customer.changed_at),
            fn.SUM(Customer.district),
            fn.MAX(_newest_visit()),
        )
        .join(Stop, JOIN.LEFT_OUTER, on=(Stop.plan == Plan.id))
        .join(Customer, JOIN.LEFT_OUTER, on=(Stop.customer == Customer.id))
        .where((Plan.staff == slot(0)) & (Plan.day == slot(1)))
        .group_by(Plan.id)
    )
)

# Who and where: the stops of a plan with their customers.
STOPS = Prepared(
    lambda: (
        Stop.select(
            Stop.n,
            Stop.fen,
            Stop.eta,
            Stop.leg_m,
            Customer.id,
            Customer.district,
            Customer.account_no,
            Customer.name,
            Customer.phone,
            Customer.address,
            fn.COALESCE(Customer.lat, District.lat),
            fn.COALESCE(Customer.lon, District.lon),
            Customer.elderly_alone,
            Customer.key_account,
            District.village,
            District.town,
        )
        .join(Customer, on=(Stop.customer == Customer.id))
        .join(District, JOIN.LEFT_OUTER, on=(Customer.district == District.id))
        .where(Stop.plan == slot(0))
        .order_by(Stop.n)
    )
)

# The open bills of a plan's customers, from the index alone.
OWED = Prepared(
    lambda: (
        Stop.select(Stop.customer, Bill.period, Bill.due_on, Bill.open_fen)
        .join(Bill, on=(Bill.customer == Stop.customer) & IS_OPEN)
        .where(Stop.plan == slot(0))
    )
)

# The newest visit to each customer of a plan: what came of it, and whether the money stood.
_reversal = Entry.alias()
LAST = Prepared(
    lambda: (
        Stop.select(
            Stop.customer,
            Visit.day,
            Visit.outcome,
            Visit.note,
            Entry.fen,
            Entry.channel,
            _reversal.id,
            Promise.promised_on,
        )
        .join(Visit, on=(Visit.id == _newest_visit()))
        .join(Entry, JOIN.LEFT_OUTER, on=(Entry.visit == Visit.id))
        .join(_reversal, JOIN.LEFT_OUTER, on=(_reversal.reverses == Entry.id))
        .join(Promise, JOIN.LEFT_OUTER, on=(Promise.visit == Visit.id))
        .where(Stop.plan == slot(0))
    )
)
