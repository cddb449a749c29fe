"""The three questions behind today's page, prepared once. Each reads only the rows of the plan's
own customers, so that it takes as long in a county as in a village."""

from peewee import JOIN, fn

from app.billing.bill import IS_OPEN, Bill
from app.customers.customer import Customer
from app.dayplan.plan import Plan, Stop
from app.fieldwork.visit import Promise, Visit
from app.ledger.entry import Entry
from app.prepared import Prepared, slot
from app.station.territory import District

# The plan of one person and day with its stops: who and where.
STOPS = Prepared(
    lambda: (
        Plan.select(
            Plan.id,
            Plan.area,
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
        .join(Stop, JOIN.LEFT_OUTER, on=(Stop.plan == Plan.id))
        .join(Customer, JOIN.LEFT_OUTER, on=(Stop.customer == Customer.id))
        .join(District, JOIN.LEFT_OUTER, on=(Customer.district == District.id))
        .where((Plan.staff == slot(0)) & (Plan.day == slot(1)))
        .order_by(Stop.n)
    )
)

# What each customer of a plan owes now.
OWED = Prepared(
    lambda: (
        Stop.select(
            Stop.customer,
            fn.SUM(Bill.open_fen),
            fn.COUNT(Bill.period.distinct()),
            fn.MIN(Bill.due_on),
            fn.MIN(Bill.period),
        )
        .join(Bill, on=(Bill.customer == Stop.customer) & IS_OPEN)
        .where(Stop.plan == slot(0))
        .group_by(Stop.customer)
    )
)

# The newest visit to each customer of a plan: what came of it, and whether the money stood.
_reversal = Entry.alias()
_newer = Visit.alias()
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
        .join(
            Visit,
            on=(
                Visit.id == _newer.select(fn.MAX(_newer.id)).where(_newer.customer == Stop.customer)
            ),
        )
        .join(Entry, JOIN.LEFT_OUTER, on=(Entry.visit == Visit.id))
        .join(_reversal, JOIN.LEFT_OUTER, on=(_reversal.reverses == Entry.id))
        .join(Promise, JOIN.LEFT_OUTER, on=(Promise.visit == Visit.id))
        .where(Stop.plan == slot(0))
    )
)
