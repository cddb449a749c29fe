"""Deleting customers that were written out of sight by an import that then came to nothing."""

import time

from app.customers import batch as batches
from app.customers.customer import Customer
from app.db import transaction
from app.exchange.importfile import ImportFile, is_being_written
from app.exchange.pace import breathe

_STEP = 2000
_PREFIX = "import "


def name_of(import_id: int) -> str:
    """The name of an import's batch."""
    return f"{_PREFIX}{import_id}"


def abandoned(import_id: int) -> None:
    """Delete what an earlier attempt of this import left, and what imports left that are not
    being applied any more."""
    for batch_id, name in batches.unopened().items():
        owner = int(name.removeprefix(_PREFIX))
        other = ImportFile.get_or_none(ImportFile.id == owner)
        if owner == import_id or other is None or not is_being_written(other):
            batch(batch_id)


def batch(batch_id: int) -> None:
    """Delete an unopened batch and its customers, in short steps."""
    last = 0
    while True:
        started = time.monotonic()
        query = Customer.select(Customer.id).where(
            (Customer.batch_id == batch_id) & (Customer.id > last)
        )
        ids = [id_ for (id_,) in query.order_by(Customer.id).limit(_STEP).tuples()]
        if not ids:
            break
        with transaction():
            Customer.delete().where(
                (Customer.batch_id == batch_id) & Customer.id.between(ids[0], ids[-1])
            ).execute()
        last = ids[-1]
        breathe(time.monotonic() - started)
    batches.Batch.delete().where(
        (batches.Batch.id == batch_id) & batches.Batch.opened_at.is_null()
    ).execute()
