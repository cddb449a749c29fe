"""What is known of visits and promises: the queries, beside the verbs in `visit`."""

from datetime import date

from peewee import JOIN

from app.fieldwork.fix import Fix
from app.fieldwork.visit import Promise, Visit
from app.station.people import Staff


def last_of(customer_ids: list[int]) -> dict[int, Visit]:
    """Customer id -> the newest visit."""
    newest: dict[int, Visit] = {}
    query = Visit.select().where(Visit.customer.in_(customer_ids)).order_by(Visit.id)
    for visit in query:
        newest[visit.customer_id] = visit
    return newest


def of_customer(customer_id: int, limit: int = 30) -> list[Visit]:
    """The customer's visits, newest first, each with who made it, its fix and its promise."""
    return list(
        Visit.select(Visit, Staff, Fix, Promise)
        .join(Staff, on=(Visit.by == Staff.id), attr="by")
        .switch(Visit)
        .join(Fix, JOIN.LEFT_OUTER, on=(Visit.fix == Fix.id), attr="fix")
        .switch(Visit)
        .join(Promise, JOIN.LEFT_OUTER, on=(Promise.visit == Visit.id), attr="promise")
        .where(Visit.customer == customer_id)
        .order_by(Visit.id.desc())
        .limit(limit)
    )


def promises_due(customer_ids: list[int], on: date) -> dict[int, Promise]:
    """Customer id -> the newest promise whose day is that day or earlier."""
    rows = (
        Promise.select()
        .where(Promise.customer.in_(customer_ids) & (Promise.promised_on <= on))
        .order_by(Promise.id)
    )
    return {promise.customer_id: promise for promise in rows}
