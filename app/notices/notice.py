"""Notices to staff: written with the deed they tell about, read in the app."""

from datetime import datetime

from peewee import CharField, ForeignKeyField, TextField

from app.db import Record, UtcField
from app.station.people import Staff, Station


class Notice(Record):
    """One sentence to one person. `source` makes a second writing of the same one impossible."""

    station = ForeignKeyField(Station)
    staff = ForeignKeyField(Staff)
    source = CharField()
    text = TextField()
    link = CharField(default="")
    made_at = UtcField()
    read_at = UtcField(null=True)
    sent_at = UtcField(null=True)

    class Meta:
        indexes = ((("staff", "source"), True), (("staff", "read_at"), False))


def tell(
    staff: Staff | int, text: str, *, source: str, station: Station | int, at: datetime, link: str
) -> None:
    """Write a notice once; the same source to the same person again changes nothing."""
    Notice.insert(
        station=station, staff=staff, source=source, text=text, link=link, made_at=at
    ).on_conflict_ignore().execute()


def unread(staff_id: int) -> list[Notice]:
    """What the person has not read yet, newest first."""
    return list(
        Notice.select()
        .where((Notice.staff == staff_id) & Notice.read_at.is_null())
        .order_by(Notice.id.desc())
        .limit(50)
    )


def mark_read(staff_id: int, *, at: datetime) -> None:
    """The person has seen them all."""
    Notice.update(read_at=at).where((Notice.staff == staff_id) & Notice.read_at.is_null()).execute()
