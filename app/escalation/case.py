"""Cases: one A post and one billing period, its steps, B's answers, and who is rewarded."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    SmallIntegerField,
    TextField,
)

from app.db import Record, UtcField
from app.escalation.steps import CLOSED, Cover, Kind, Person, State, Step
from app.refusals import NotInSight
from app.station.people import Staff, Station


class Case(Record):
    """`state` is that of the last step. The case counts from `opened_at` and is looked at from
    `look_again_at` on (None: closed). `waiting` says what a checkpoint waits for, '' if nothing."""

    station = ForeignKeyField(Station)
    staff = ForeignKeyField(Staff)
    period = IntegerField()
    state = CharField(default=State.NORMAL)
    waiting = TextField(default="")
    look_again_at = UtcField(null=True, index=True)
    opened_at = UtcField()
    closed_at = UtcField(null=True)

    class Meta:
        indexes = ((("staff", "period"), True), (("station", "period"), False))


class CaseStep(Record):
    """One step as the rules made it (steps.Step), in the order `n`. A key comes once a case, so
    that nothing is done twice. `b` is also whose cover begins or ends with the step."""

    case = ForeignKeyField(Case)
    n = SmallIntegerField()
    key = CharField()
    kind = CharField()
    nth = SmallIntegerField(default=0)
    on = DateField()
    state = CharField()
    at = UtcField()
    known_at = UtcField()
    title = TextField()
    reason = TextField()
    tell = CharField(default="")
    checkpoint = DateField(null=True)
    b = ForeignKeyField(Staff, null=True, backref="+")
    cover_since = UtcField(null=True)
    cover_until = UtcField(null=True)
    against = ForeignKeyField(Staff, null=True, backref="+")
    by = ForeignKeyField(Staff, null=True, backref="+")

    class Meta:
        indexes = ((("case", "key"), True), (("case", "n"), True))


class CaseAnswer(Record):
    """What a B post said to being asked; the newest counts."""

    case = ForeignKeyField(Case, index=True)
    b = ForeignKeyField(Staff, backref="+")
    accepted = BooleanField()
    reason = TextField(default="")
    at = UtcField()


class Reward(Record):
    """Who is rewarded for a closed case, in basis points of one reward."""

    case = ForeignKeyField(Case)
    staff = ForeignKeyField(Staff, backref="+")
    share_bp = IntegerField()
    why = TextField()
    at = UtcField()

    class Meta:
        indexes = ((("case", "staff"), True),)


def is_open() -> Any:
    """The condition that a case is not closed."""
    return Case.state.not_in(sorted(CLOSED))


def look_again(station_id: int, at: datetime) -> None:
    """Have the station's open cases judged anew at once: something came that they wait for."""
    Case.update(look_again_at=at).where(
        (Case.station == station_id) & is_open() & (Case.look_again_at > at)
    ).execute()


def find(station_id: int, case_id: int) -> Case:
    """The station's case with that id, with its A post. Raises NotInSight."""
    # min: a number in an address may be longer than a database column.
    mine = (Case.station == station_id) & (Case.id == min(case_id, 2**31 - 1))
    found = _with_a().where(mine).first()
    if found is None:
        raise NotInSight()
    return found


def of_station(station_id: int, period: int) -> list[Case]:
    """The station's cases of that period, with their A posts, in the order of their numbers."""
    mine = (Case.station == station_id) & (Case.period == period)
    return list(_with_a().where(mine).order_by(Staff.number))


def still_open(station_id: int) -> list[Case]:
    """The station's open cases of every period, with their A posts."""
    return list(_with_a().where((Case.station == station_id) & is_open()).order_by(Case.id))


def of_people(staff_ids: Sequence[int]) -> list[Case]:
    """Every case of those A posts, with them, the oldest period first."""
    return list(_with_a().where(Case.staff.in_(list(staff_ids))).order_by(Case.period))


def newest_of(staff_id: int) -> Case | None:
    """The person's own case of the newest period, if there is one."""
    return _with_a().where(Case.staff == staff_id).order_by(Case.period.desc()).first()


def steps_of(case_ids: Iterable[int]) -> dict[int, tuple[Step, ...]]:
    """Case id -> its steps in order, as the rules know them. One query."""
    b, by = Staff.alias(), Staff.alias()
    rows = (
        CaseStep.select(CaseStep, b.name, by.name)
        .left_outer_join(b, on=(CaseStep.b == b.id), attr="b_row")
        .switch(CaseStep)
        .left_outer_join(by, on=(CaseStep.by == by.id), attr="by_row")
        .where(CaseStep.case.in_(list(case_ids)))
        .order_by(CaseStep.case, CaseStep.n)
    )
    result: dict[int, tuple[Step, ...]] = {}
    for row in rows:
        result[row.case_id] = (*result.get(row.case_id, ()), _step(row))
    return result


def add_steps(case: Case, after: int, steps: Sequence[Step], by: Staff | None = None) -> None:
    """Write the steps that come after the first `after` ones. Raises peewee.IntegrityError when
    somebody else has written one of them."""
    for n, step in enumerate(steps, start=after + 1):
        CaseStep.create(
            case=case, n=n, key=step.key, kind=step.kind, nth=step.nth, on=step.on,
            state=step.state, at=step.at, known_at=step.known_at, title=step.title,
            reason=step.reason, tell=" ".join(step.tell), checkpoint=step.checkpoint,
            b=step.b.id if step.b else None,
            cover_since=step.cover.since if step.cover else None,
            cover_until=step.cover.until if step.cover else None,
            against=step.against, by=by,
        )  # fmt: skip


def _with_a() -> Any:
    return Case.select(Case, Staff).join(Staff, on=(Case.staff == Staff.id), attr="staff")


def _step(row: CaseStep) -> Step:
    b = Person(row.b_id, row.b_row.name) if row.b_id else None
    covers = b is not None and row.cover_since is not None
    return Step(
        kind=Kind(row.kind),
        on=row.on,
        state=State(row.state),
        at=row.at,
        known_at=row.known_at,
        title=row.title,
        reason=row.reason,
        tell=tuple(row.tell.split()),
        checkpoint=row.checkpoint,
        b=b,
        cover=Cover(b, row.cover_since, row.cover_until) if b and covers else None,
        against=row.against_id,
        by=row.by_row.name if row.by_id else "",
        nth=row.nth,
    )
