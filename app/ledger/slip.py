"""Finding a slip within sight, with everything it shows."""

from app.customers.customer import Customer
from app.customers.sight import customers
from app.ledger.entry import Entry, Slip
from app.refusals import NotInSight
from app.station.people import Staff, Station
from app.station.sight import Scope


def find(scope: Scope, number: str) -> Slip:
    """The slip with that number, its entry, customer, collector and station loaded.

    A collector sees the slips of the customers in sight and always the own ones.
    Raises NotInSight.
    """
    found = (
        Slip.select(Slip, Entry, Customer, Staff, Station)
        .join(Entry)
        .join(Staff, on=(Entry.by == Staff.id), attr="by")
        .switch(Slip)
        .join(Customer)
        .switch(Slip)
        .join(Station)
        .where(Slip.number == number)
        .first()
    )
    if found is None:
        raise NotInSight()
    if found.entry.by_id != scope.staff_id:
        if not customers(scope).where(Customer.id == found.customer_id).exists():
            raise NotInSight()
    return found
