"""Who did what when: one row a deed that is no row of its own already."""

from datetime import datetime
from typing import Any

from peewee import CharField, IntegerField

from app.db import JsonField, Record, UtcField


class Audit(Record):
    """One deed. `subject` is the id or code of what it was done to."""

    station_id = IntegerField(null=True, index=True)
    staff_id = IntegerField(null=True)
    at = UtcField()
    deed = CharField()
    subject = CharField()
    detail = JsonField()


def record(
    deed: str, subject: object, *, station: Any, by: Any, at: datetime, **detail: object
) -> None:
    """Write the row. `station` and `by` may be records, ids or None (the command line)."""
    Audit.create(
        station_id=getattr(station, "id", station),
        staff_id=getattr(by, "id", by),
        at=at,
        deed=deed,
        subject=str(subject),
        detail=detail,
    )
