"""Targets: per person and billing period, with checkpoints (考核节点): a date and a rate."""

from dataclasses import dataclass
from datetime import date, datetime

from peewee import DateField, ForeignKeyField, IntegerField, TextField, fn

from app.clock import period_last_day
from app.db import Record, UtcField, transaction
from app.prepared import Prepared, day, slot
from app.refusals import BadInput
from app.station import audit
from app.station.people import Staff, Station
from app.station.settings import Settings


class Target(Record):
    """One version of a person's target; the newest one made before a deadline judges it."""

    station = ForeignKeyField(Station)
    staff = ForeignKeyField(Staff, backref="+")
    period = IntegerField()
    version = IntegerField()
    why = TextField(default="")
    by = ForeignKeyField(Staff, null=True, backref="+")
    made_at = UtcField()

    class Meta:
        indexes = (
            (("staff", "period", "version"), True),
            (("station", "period"), False),
        )


class Checkpoint(Record):
    """By 24:00 of `due` at least `rate_bp` basis points of the receivable are settled."""

    target = ForeignKeyField(Target, backref="+")
    due = DateField()
    rate_bp = IntegerField()

    class Meta:
        indexes = ((("target", "due"), True),)


@dataclass(frozen=True)
class Mark:
    """A checkpoint as rules and pages get it."""

    due: date
    rate_bp: int


def default_marks(period: int, settings: Settings) -> tuple[Mark, ...]:
    """The station's usual checkpoints for that month; day 99 is its last day."""
    last = period_last_day(period)
    return tuple(
        Mark(last if day > last.day else last.replace(day=day), rate)
        for day, rate in settings.checkpoints
    )


def set_marks(
    staff: Staff,
    period: int,
    marks: tuple[Mark, ...],
    *,
    by: Staff | None,
    at: datetime,
    why: str = "",
) -> Target:
    """Give the person a target, or a new version of it; verdicts already given stay.

    Raises BadInput when there is no checkpoint, dates or rates don't rise, or a rate is over
    100 %.
    """
    check_marks(marks)
    with transaction():
        mine = (Target.staff == staff) & (Target.period == period)
        version = (Target.select(fn.MAX(Target.version)).where(mine).scalar() or 0) + 1
        target = Target.create(
            station=staff.station_id,
            staff=staff,
            period=period,
            version=version,
            why=why,
            by=by,
            made_at=at,
        )
        for mark in marks:
            Checkpoint.create(target=target, due=mark.due, rate_bp=mark.rate_bp)
        audit.record("target_set", staff.id, station=staff.station_id, by=by, at=at, v=version)
    return target


def check_marks(marks: tuple[Mark, ...]) -> None:
    """Raises BadInput unless dates and rates both rise and no rate is out of 1..10000."""
    if not marks:
        raise BadInput("marks", "至少要有一个节点")
    for before, after in zip(marks, marks[1:], strict=False):
        if after.due <= before.due or after.rate_bp < before.rate_bp:
            raise BadInput("marks", "节点的日期要一个比一个晚，比例不能往下掉")
    if any(not 0 < m.rate_bp <= 10000 for m in marks):
        raise BadInput("marks", "比例在 0 到 100% 之间")


def of_station(
    station_id: int, period: int, *, made_before: datetime | None = None
) -> dict[int, tuple[Mark, ...]]:
    """Staff id -> the checkpoints of the newest version (made before that instant). One query."""
    query = (
        Checkpoint.select(Checkpoint.due, Checkpoint.rate_bp, Target.staff, Target.version)
        .join(Target)
        .where((Target.station == station_id) & (Target.period == period))
        .order_by(Target.version, Checkpoint.due)
    )
    if made_before is not None:
        query = query.where(Target.made_at < made_before)
    newest: dict[int, tuple[int, list[Mark]]] = {}
    for due, rate_bp, staff_id, version in query.tuples():
        if newest.get(staff_id, (0, []))[0] != version:
            newest[staff_id] = (version, [])
        newest[staff_id][1].append(Mark(due, rate_bp))
    return {staff_id: tuple(marks) for staff_id, (_, marks) in newest.items()}


_own = Prepared(
    lambda: (
        Checkpoint.select(Checkpoint.due, Checkpoint.rate_bp, Target.version)
        .join(Target)
        .where((Target.staff == slot(0)) & (Target.period == slot(1)))
        .order_by(Target.version.desc(), Checkpoint.due)
    )
)


def of_person(staff_id: int, period: int) -> tuple[Mark, ...]:
    """The checkpoints of the person's newest version, none without a target. One query."""
    rows = _own.rows(staff_id, period)
    newest = [(day(due), bp) for due, bp, version in rows if version == rows[0][2]]
    return tuple(Mark(due, bp) for due, bp in newest if due)
