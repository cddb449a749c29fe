"""Fixes: where a field event says it happened. Raw WGS-84, or the reason there is none."""

from dataclasses import dataclass
from datetime import datetime

from peewee import CharField, DoubleField, ForeignKeyField, IntegerField

from app.db import Record, UtcField
from app.station.people import Staff, Station


class Fix(Record):
    """One location, taken only at the moment of a field event. `flags` are words of gps.judge,
    separated by blanks; `distance_m` is to the customer's place."""

    station = ForeignKeyField(Station)
    staff = ForeignKeyField(Staff)
    at = UtcField()
    lat = DoubleField(null=True)
    lon = DoubleField(null=True)
    accuracy_m = DoubleField(null=True)
    fixed_at = UtcField(null=True)
    error = CharField(default="")
    distance_m = IntegerField(null=True)
    flags = CharField(default="")


@dataclass(frozen=True)
class Located:
    """What the form said about the place: WGS-84 degrees, metres, an instant, or an error word."""

    lat: float | None = None
    lon: float | None = None
    accuracy_m: float | None = None
    fixed_at: datetime | None = None
    error: str = ""
