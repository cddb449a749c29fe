"""Grants: who may do what to whom, from when until when, by whom and why (design.md §2).

A grant is never edited. It ends (`until` is set once) and another begins; the rows are the
history. Two people can't be responsible for, or covering, the same unit at one time: the
database itself refuses the second (migrations/0001).
"""

from datetime import datetime
from typing import Any

from peewee import CharField, ForeignKeyField, IntegerField, SmallIntegerField, TextField

from app.db import Record, UtcField, locked, transaction
from app.refusals import Stale
from app.station.people import Staff, Station

SEE, LOG, COLLECT = 1, 2, 3

# own: responsible. cover: acting after a takeover. leave: acting for somebody away.
# pair: a B post sees its A's list. assist: B's help is tasked. taskforce: 攻坚小组.
KINDS = ("own", "cover", "leave", "pair", "assist", "taskforce")
UNITS = ("district", "zone", "feeder", "customer")


class Grant(Record):
    """One right over one unit. `since` counts, `until` no longer does."""

    station = ForeignKeyField(Station)
    staff = ForeignKeyField(Staff)
    unit = CharField()
    unit_id = IntegerField()
    right = SmallIntegerField()
    kind = CharField()
    since = UtcField()
    until = UtcField(null=True)
    by = ForeignKeyField(Staff, null=True)
    why = TextField(default="")
    made_at = UtcField()

    class Meta:
        indexes = ((("unit", "unit_id", "kind"), False), (("staff", "until"), False))


def in_force(at: datetime) -> Any:
    """The condition that a grant holds at that instant."""
    return (Grant.since <= at) & (Grant.until.is_null() | (Grant.until > at))


def give(
    staff: Staff,
    unit: str,
    unit_id: int,
    right: int,
    kind: str,
    *,
    since: datetime,
    by: Staff | None,
    at: datetime,
    until: datetime | None = None,
    why: str = "",
) -> Grant:
    """Give a right. Raises peewee.IntegrityError when another of the kind overlaps it."""
    return Grant.create(
        station=staff.station_id,
        staff=staff,
        unit=unit,
        unit_id=unit_id,
        right=right,
        kind=kind,
        since=since,
        until=until,
        by=by,
        why=why,
        made_at=at,
    )


def end(grant: Grant, *, until: datetime) -> None:
    """End a grant at that instant; one that had not begun by then never counts."""
    Grant.update(until=max(until, grant.since)).where(Grant.id == grant.id).execute()


def hand_over(
    unit: str,
    unit_id: int,
    to: Staff,
    *,
    since: datetime,
    by: Staff | None,
    at: datetime,
    why: str = "",
    expected: int | None = None,
) -> Grant:
    """Make `to` responsible for the unit from `since`; whoever was, ends then.

    `expected` is the id of the grant the person deciding saw last: when it is no longer the
    newest, somebody else was quicker and Stale is raised.
    """
    with transaction():
        own = locked(
            Grant.select()
            .where((Grant.unit == unit) & (Grant.unit_id == unit_id) & (Grant.kind == "own"))
            .order_by(Grant.id.desc())
        )
        rows = list(own)
        if expected is not None and (rows[0].id if rows else 0) != expected:
            raise Stale(newest=rows[0].staff.name if rows else "")
        for row in rows:
            if row.until is None or row.until > since:
                end(row, until=since)
        return give(to, unit, unit_id, COLLECT, "own", since=since, by=by, at=at, why=why)


def history(unit: str, unit_id: int) -> list[Grant]:
    """Every grant of responsibility or cover the unit has had, newest first."""
    return list(
        Grant.select(Grant, Staff)
        .join(Staff, on=(Grant.staff == Staff.id))
        .where(
            (Grant.unit == unit)
            & (Grant.unit_id == unit_id)
            & Grant.kind.in_(("own", "cover", "leave"))
        )
        .order_by(Grant.since.desc(), Grant.id.desc())
    )
