"""Who can reach a customer, and what to look out for at the door."""

from datetime import date
from functools import lru_cache

from peewee import BooleanField, CharField, DateField, ForeignKeyField, TextField

from app.customers.customer import Customer
from app.db import Record, UtcField
from app.prepared import Prepared, slot
from app.station.people import Staff, Station


class Contact(Record):
    """A person who can be asked: 本人, 邻居, 家人, 房东. Only some may hear the amount."""

    station = ForeignKeyField(Station)
    customer = ForeignKeyField(Customer)
    name = TextField()
    relation = CharField()
    phone = CharField(default="")
    may_hear_amount = BooleanField(default=False)
    by = ForeignKeyField(Staff, null=True)
    made_at = UtcField()


class Care(Record):
    """Something to know before knocking: 有狗, 独居老人, 钥匙在村委 … `kind` picks the icon."""

    station = ForeignKeyField(Station)
    customer = ForeignKeyField(Customer)
    kind = CharField(default="note")
    text = TextField()
    since = DateField()
    until = DateField(null=True)
    by = ForeignKeyField(Staff, null=True)
    made_at = UtcField()


def contacts(customer_id: int) -> list[Contact]:
    """Everybody who can be asked about the customer."""
    return list(Contact.select().where(Contact.customer == customer_id).order_by(Contact.id))


def cares(customer_ids: list[int], on: date) -> dict[int, list[str]]:
    """Customer id -> the warnings that hold that day."""
    result: dict[int, list[str]] = {}
    for customer_id, text in _cares(len(customer_ids)).rows(on.isoformat(), *customer_ids):
        result.setdefault(customer_id, []).append(text)
    return result


@lru_cache(maxsize=128)
def _cares(customers: int) -> Prepared:
    ids = [slot(1 + n) for n in range(customers)]
    return Prepared(
        lambda: (
            Care.select(Care.customer, Care.text)
            .where(
                Care.customer.in_(ids)
                & (Care.since <= slot(0))
                & (Care.until.is_null() | (Care.until > slot(0)))
            )
            .order_by(Care.id)
        )
    )
