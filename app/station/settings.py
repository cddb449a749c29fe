"""What a station decides for itself: dated rows, with every default in one typed place."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from peewee import JOIN, CharField, DateField, ForeignKeyField

from app.db import JsonField, Record, UtcField, transaction
from app.prepared import Prepared, slot
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
    takeover_at: int = 800
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


# What whole numbers may be: the least and the most that make sense at any station.
RANGES = {
    "account_digits": (6, 20),
    "cash_ceiling_fen": (100_00, 1_000_000_00),
    "release_day": (1, 28),
    "waiting_hours": (1, 240),
    "takeover_at": (0, 2359),
    "defer_working_days": (0, 10),
    "share_a_after_takeover_bp": (0, 10_000),
    "far_metres": (10, 50_000),
    "poor_metres": (5, 5_000),
    "old_seconds": (10, 3_600),
    "day_stops": (1, 500),
    "day_starts_at": (0, 2359),
    "day_ends_at": (0, 2359),
    "service_minutes": (1, 120),
    "road_factor_percent": (100, 400),
    "metres_per_minute": (20, 1_500),
    "late_fee_minimum_fen": (0, 100_00),
}
LONGEST_TEXT = 40


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
    return of_stations([station_id], day)[station_id]


def of_stations(station_ids: Sequence[int], day: date) -> dict[int, Settings]:
    """Station id -> its settings in force that day. One query."""
    changed: dict[int, dict[str, Any]] = {id_: {} for id_ in station_ids}
    found = _in_force(len(station_ids)).rows(*station_ids, day.isoformat())
    for station_id, name, value in found:
        if name in _DEFAULTS:
            changed[station_id][name] = _tupled(json.loads(value))
    return {id_: replace(Settings(), **values) for id_, values in changed.items()}


@lru_cache(maxsize=64)
def _in_force(stations: int) -> Prepared:
    ids = [slot(n) for n in range(stations)]
    return Prepared(
        lambda: (
            Setting.select(Setting.station, Setting.name, Setting.value)
            .where(Setting.station.in_(ids) & (Setting.since <= slot(stations)))
            .order_by(Setting.since, Setting.id)
        )
    )


def rows(station_id: int) -> dict[str, list[Setting]]:
    """Name -> every value the station has given it, the one that begins last first."""
    result: dict[str, list[Setting]] = {}
    query = Setting.select(Setting, Staff).join(Staff, JOIN.LEFT_OUTER)
    for row in query.where(Setting.station == station_id).order_by(
        Setting.since.desc(), Setting.id.desc()
    ):
        result.setdefault(row.name, []).append(row)
    return result


def change(
    station: Station, name: str, value: Any, *, since: date, by: Staff | None, at: datetime
) -> None:
    """Set a value from that day on. Raises BadInput for an unknown name or an impossible value."""
    if name not in _DEFAULTS:
        raise BadInput("name", "没有这个设置")
    check(name, _tupled(value))
    then = replace(of(station.id, since), **{name: _tupled(value)})
    if then.day_starts_at >= then.day_ends_at:
        raise BadInput("value", "收工要在出发之后")
    with transaction():
        Setting.create(station=station, name=name, value=value, since=since, by=by, made_at=at)
        audit.record("setting_changed", name, station=station, by=by, at=at, value=value)


def check(name: str, value: Any) -> None:
    """Raises BadInput unless the value is one that the setting may have."""
    if type(value) is not type(_DEFAULTS[name]):
        raise BadInput("value", "值的样子不对")
    low, high = RANGES.get(name, (0, 0))
    if name in RANGES and not low <= value <= high:
        raise BadInput("value", "这个数太小或者太大，看一眼旁边写的范围", low=low, high=high)
    if isinstance(value, str) and not 0 < len(value) <= LONGEST_TEXT:
        raise BadInput("value", "写 1 到 %(n)s 个字", n=LONGEST_TEXT)
    if name == "checkpoints":
        _check_checkpoints(value)


def _check_checkpoints(points: tuple[tuple[int, int], ...]) -> None:
    if not points:
        raise BadInput("value", "至少要有一个节点")
    if any(not (1 <= day <= 28 or day == 99) or not 0 < rate <= 10_000 for day, rate in points):
        raise BadInput("value", "日子写 1 到 28，或者选月末；比例在 0 到 100% 之间")
    for before, after in zip(points, points[1:], strict=False):
        if after[0] <= before[0] or after[1] < before[1]:
            raise BadInput("value", "节点的日期要一个比一个晚，比例不能往下掉")


def _tupled(value: Any) -> Any:
    return tuple(_tupled(v) for v in value) if isinstance(value, list | tuple) else value


_DEFAULTS: dict[str, Any] = {f.name: f.default for f in fields(Settings)}
