"""What a station decides for itself: dated rows, with every default in one typed place."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from peewee import CharField, DateField, ForeignKeyField

from app.db import JsonField, Record, UtcField, transaction
from app.refusals import BadInput
from app.station import audit
from app.station.people import Staff, Station


@dataclass(frozen=True)
class Settings:
    """One station's settings on one day. Rules get it, or single values of it, as a value."""

    account_digits: int = 10
    cash_ceiling_fen: int = 200_000
    # (day of the month, rate in basis points); day 99 is the month's last day.
    checkpoints: tuple[tuple[int, int], ...] = ((18, 6000), (25, 9000), (99, 10000))
    release_day: int = 4
    waiting_hours: int = 32
    silence_is_consent: bool = True
    defer_working_days: int = 2
    share_a_after_takeover_bp: int = 0
    far_metres: int = 200
    poor_metres: int = 100
    old_seconds: int = 120
    day_stops: int = 60
    day_starts_at: int = 830
    day_ends_at: int = 1800
    service_minutes: int = 6
    road_factor_percent: int = 140
    metres_per_minute: int = 330
    late_fee_minimum_fen: int = 0
    hotline: str = "95598"


class Setting(Record):
    """One value from one day on."""

    station = ForeignKeyField(Station)
    name = CharField()
    value = JsonField()
    since = DateField()
    by = ForeignKeyField(Staff, null=True)
    made_at = UtcField()

    class Meta:
        indexes = ((("station", "name", "since"), False),)


def of(station_id: int, day: date) -> Settings:
    """The settings in force at the station that day. One query."""
    rows = (
        Setting.select(Setting.name, Setting.value)
        .where((Setting.station == station_id) & (Setting.since <= day))
        .order_by(Setting.since, Setting.id)
        .tuples()
    )
    known = {f.name for f in fields(Settings)}
    changed: dict[str, Any] = {n: _tupled(v) for n, v in rows if n in known}
    return replace(Settings(), **changed)


def change(
    station: Station, name: str, value: Any, *, since: date, by: Staff | None, at: datetime
) -> None:
    """Set a value from that day on. Raises BadInput for an unknown name or a value of another
    type than the default's."""
    default = next((f.default for f in fields(Settings) if f.name == name), None)
    if default is None:
        raise BadInput("name", "没有这个设置")
    if type(_tupled(value)) is not type(default):
        raise BadInput("value", "值的样子不对")
    with transaction():
        Setting.create(station=station, name=name, value=value, since=since, by=by, made_at=at)
        audit.record("setting_changed", name, station=station, by=by, at=at, value=value)


def _tupled(value: Any) -> Any:
    return tuple(_tupled(v) for v in value) if isinstance(value, list | tuple) else value
