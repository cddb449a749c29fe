"""Remittances as rows, and finding them: declared, counted, accepted (the verbs are in `remit`)."""

from datetime import date
from typing import Any

from peewee import JOIN, CharField, DateField, ForeignKeyField, IntegerField, TextField

from app.db import FenField, JsonField, Record, UtcField
from app.ledger.entry import CASH, Entry
from app.refusals import NotInSight
from app.station.people import Staff, Station

# 面额 in fen: notes of 100 yuan down to coins of 1 jiao.
DENOMINATIONS = (10000, 5000, 2000, 1000, 500, 100, 50, 10)
MOST_PIECES = 100_000


class Remittance(Record):
    """Step one: the collector says what is there. `due_fen` was in hand by the books then."""

    station = ForeignKeyField(Station)
    number = CharField()
    collector = ForeignKeyField(Staff, backref="+")
    day = DateField()
    due_fen = FenField()
    counts = JsonField()
    declared_fen = FenField()
    reason = TextField(default="")
    last_entry = IntegerField(default=0)
    slips = IntegerField(default=0)
    declared_at = UtcField()

    class Meta:
        indexes = ((("station", "number"), True), (("collector", "declared_at"), False))


class RemittanceCount(Record):
    """Step two: what the cashier counted, without having seen what was declared."""

    remittance = ForeignKeyField(Remittance)
    n = IntegerField()
    by = ForeignKeyField(Staff, backref="+")
    counts = JsonField()
    fen = FenField()
    at = UtcField()

    class Meta:
        indexes = ((("remittance", "n"), True),)


class RemittanceAcceptance(Record):
    """Step three: the count stands; `over_fen` is long (+) or short (−)."""

    remittance = ForeignKeyField(Remittance, unique=True)
    count = ForeignKeyField(RemittanceCount, unique=True)
    entry = ForeignKeyField(Entry, unique=True)
    over_fen = FenField()
    reason = TextField(default="")
    by = ForeignKeyField(Staff, backref="+")
    at = UtcField()


def counts_of(remittance: Remittance) -> list[RemittanceCount]:
    """The counts so far, in order."""
    mine = RemittanceCount.select().where(RemittanceCount.remittance == remittance)
    return list(mine.order_by(RemittanceCount.n))


def find(station_id: int, number: str) -> Remittance:
    """The station's remittance with that number. Raises NotInSight."""
    found = (
        Remittance.select(Remittance, Staff)
        .join(Staff, on=(Remittance.collector == Staff.id), attr="collector")
        .where((Remittance.station == station_id) & (Remittance.number == number))
        .first()
    )
    if found is None:
        raise NotInSight()
    return found


def accepted(remittance: Remittance) -> RemittanceAcceptance | None:
    """The acceptance, once there is one."""
    return RemittanceAcceptance.get_or_none(RemittanceAcceptance.remittance == remittance)


def waiting(collector_id: int) -> Remittance | None:
    """The collector's declaration that nobody has accepted yet."""
    return _open().where(Remittance.collector == collector_id).first()


def queue(station_id: int) -> list[Remittance]:
    """Declarations of the station that wait for the cashier, oldest first."""
    return list(_open().where(Remittance.station == station_id))


def _open() -> Any:
    return (
        Remittance.select(Remittance, Staff)
        .join(Staff, on=(Remittance.collector == Staff.id), attr="collector")
        .switch(Remittance)
        .join(RemittanceAcceptance, JOIN.LEFT_OUTER)
        .where(RemittanceAcceptance.id.is_null())
        .order_by(Remittance.id)
    )


def accepted_on(station_id: int, day: date) -> list[RemittanceAcceptance]:
    """What was accepted at the station that day, in order."""
    return list(
        RemittanceAcceptance.select(RemittanceAcceptance, Remittance, Staff, Entry)
        .join(Remittance)
        .join(Staff, on=(Remittance.collector == Staff.id), attr="collector")
        .switch(RemittanceAcceptance)
        .join(Entry)
        .where((Remittance.station == station_id) & (Remittance.day == day))
        .order_by(RemittanceAcceptance.id)
    )


def slips_in_hand(collector_id: int) -> list[Entry]:
    """The cash collections behind what is in the collector's hand now, oldest first."""
    last = (
        Remittance.select(Remittance.last_entry)
        .join(RemittanceAcceptance)
        .where(Remittance.collector == collector_id)
        .order_by(Remittance.id.desc())
        .limit(1)
        .scalar()
    )
    return list(
        Entry.select()
        .where(
            (Entry.by == collector_id)
            & (Entry.kind == "collection")
            & (Entry.channel == CASH)
            & (Entry.id > (last or 0))
        )
        .order_by(Entry.id)
    )
