"""Which customers a person may see: the one starting point of every query about customers."""

from typing import Any

from peewee import JOIN

from app.customers import batch
from app.customers.customer import Customer
from app.refusals import NotAllowed, NotInSight
from app.station.grant import SEE
from app.station.sight import Scope
from app.station.territory import District


def customers(scope: Scope, may: int = SEE) -> Any:
    """The customers over whom the scope holds at least that right, each with its district."""
    condition = Customer.district.in_(scope.district_ids(may))
    singles = [c for c, right in scope.customers.items() if right >= may]
    if singles:
        condition |= Customer.id.in_(singles)
    if scope.stations and scope.station_right >= may:
        condition |= Customer.station.in_(scope.stations)
    return (
        Customer.select(Customer, District)
        .join(District, JOIN.LEFT_OUTER, on=(Customer.district == District.id))
        .where(condition & batch.visible())
    )


def find(scope: Scope, account_no: str, may: int = SEE) -> Customer:
    """The customer with that account number.

    Raises NotInSight when there is none in sight, NotAllowed when the right is missing.
    """
    found = customers(scope).where(Customer.account_no == account_no).first()
    if found is None:
        raise NotInSight()
    if scope.right(found.station_id, found.district_id, found.id) < may:
        raise NotAllowed()
    return found
