"""Customers that come in one long list: out of everybody's sight until all of them are there.

A list of a few hundred thousand customers would keep the database's one writer busy for seconds.
So it is written in small steps, between which collections go on, and becomes visible in one: the
batch is opened.
"""

from datetime import datetime
from typing import Any

from peewee import CharField

from app.customers.customer import Customer
from app.db import Record, UtcField


class Batch(Record):
    """One list being written; `name` says which. Its customers are visible from `opened_at` on."""

    name = CharField()
    made_at = UtcField()
    opened_at = UtcField(null=True)


def visible() -> Any:
    """The condition that a customer is not part of a batch still being written."""
    closed = Batch.select(Batch.id).where(Batch.opened_at.is_null())
    return Customer.batch_id.is_null() | Customer.batch_id.not_in(closed)


def begin(name: str, at: datetime) -> int:
    """The id of a new batch, closed."""
    return Batch.create(name=name, made_at=at).id


def open_up(batch_id: int, at: datetime) -> None:
    """Let everybody see the batch's customers."""
    Batch.update(opened_at=at).where(Batch.id == batch_id).execute()


def unopened() -> dict[int, str]:
    """Id -> name of batches that nobody can see (yet)."""
    return dict(Batch.select(Batch.id, Batch.name).where(Batch.opened_at.is_null()).tuples())
