"""A month's targets for a whole station: given to everybody, changed for one with a reason."""

from dataclasses import dataclass, field
from datetime import datetime

from peewee import JOIN

from app.clock import (
    business_day,
    is_period,
    next_period,
    period_first_day,
    period_last_day,
    period_of,
)
from app.db import transaction
from app.refusals import BadInput
from app.standing import target
from app.standing.target import Checkpoint, Mark, Target
from app.station import people, sight
from app.station.people import Staff


@dataclass(frozen=True)
class Version:
    """One version of a person's target, with who made it and why."""

    target: Target
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Goal:
    """One person's checkpoints this month; empty marks: none yet. Newest version first."""

    person: Staff
    marks: tuple[Mark, ...] = ()
    versions: tuple[Version, ...] = field(default=())


def board(station_id: int, period: int, at: datetime) -> list[Goal]:
    """Everybody who is responsible for districts or has a target that month. Five queries."""
    holding = sight.responsible_districts(station_id, at)
    made = versions(station_id, period)
    return [
        Goal(
            person=person,
            marks=made[person.id][0].marks if person.id in made else (),
            versions=tuple(made.get(person.id, ())),
        )
        for person in people.of_station(station_id)
        if person.id in holding or person.id in made
    ]


def set_all(
    station_id: int, period: int, marks: tuple[Mark, ...], *, by: Staff, at: datetime
) -> int:
    """Give these checkpoints to everybody responsible for districts; who has the same already
    gets no new version. Returns how many people got one. Raises BadInput."""
    _check(period, marks, at)
    with transaction():
        goals = [g for g in board(station_id, period, at) if g.marks != marks]
        for goal in goals:
            target.set_marks(goal.person, period, marks, by=by, at=at)
    return len(goals)


def change(
    person: Staff, period: int, marks: tuple[Mark, ...], *, by: Staff, at: datetime, why: str
) -> Target:
    """Give one person other checkpoints; a person's own need a reason. Raises BadInput."""
    if not why.strip():
        raise BadInput("why", "给一个人单独改目标，写一句为什么")
    _check(period, marks, at)
    return target.set_marks(person, period, marks, by=by, at=at, why=why.strip())


def _check(period: int, marks: tuple[Mark, ...], at: datetime) -> None:
    if not is_period(period):
        raise BadInput("period", "没有这个月份，重新选一下")
    if period < period_of(business_day(at)):
        raise BadInput("period", "这个月已经过完了，目标不改了")
    # Some stations settle in the first days of the next month.
    first, last = period_first_day(period), period_last_day(next_period(period))
    if any(not first <= mark.due <= last for mark in marks):
        raise BadInput("due", "节点要在这个月里，最晚下个月底")
    try:
        target.check_marks(marks)
    except BadInput as refusal:
        raise BadInput("due", refusal.words) from refusal


def versions(station_id: int, period: int) -> dict[int, list[Version]]:
    """Staff id -> every version, the newest first. Two queries."""
    made = list(
        Target.select(Target, Staff)
        .join(Staff, JOIN.LEFT_OUTER, on=(Target.by == Staff.id), attr="by")
        .where((Target.station == station_id) & (Target.period == period))
        .order_by(Target.version.desc())
    )
    marks: dict[int, list[Mark]] = {}
    points = Checkpoint.select().where(Checkpoint.target.in_([one.id for one in made]))
    for point in points.order_by(Checkpoint.due):
        marks.setdefault(point.target_id, []).append(Mark(point.due, point.rate_bp))
    result: dict[int, list[Version]] = {}
    for one in made:
        result.setdefault(one.staff_id, []).append(Version(one, tuple(marks.get(one.id, ()))))
    return result
