"""How many customers there are."""

from peewee import fn

from app.customers import batch
from app.customers.customer import Customer


def by_district(station_id: int) -> dict[int, int]:
    """District id -> how many accounts it has that are not closed."""
    query = (
        Customer.select(Customer.district, fn.COUNT(Customer.id))
        .where((Customer.station == station_id) & Customer.closed_at.is_null() & batch.visible())
        .group_by(Customer.district)
    )
    return dict(query.tuples())
