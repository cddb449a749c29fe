"""Who is away, dated. A leave by itself moves no district: a grant of kind leave does."""

from datetime import date

from peewee import DateField, ForeignKeyField, TextField

from app.db import Record, UtcField
from app.station.people import Staff, Station


class Leave(Record):
    """Away from `since` until the day before `until`; `cover` works the districts meanwhile."""

    station = ForeignKeyField(Station)
    staff = ForeignKeyField(Staff, backref="+")
    since = DateField()
    until = DateField(null=True)
    cover = ForeignKeyField(Staff, null=True, backref="+")
    why = TextField(default="")
    by = ForeignKeyField(Staff, null=True, backref="+")
    made_at = UtcField()


def away(station_id: int, day: date) -> set[int]:
    """Ids of the staff who are away that day."""
    rows = Leave.select(Leave.staff).where(
        (Leave.station == station_id)
        & (Leave.since <= day)
        & (Leave.until.is_null() | (Leave.until > day))
    )
    return {staff_id for (staff_id,) in rows.tuples()}
