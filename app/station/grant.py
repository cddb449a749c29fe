"""Grants: who may do what to whom, from when until when, by whom and why (design.md §2).

A grant is never edited. It ends (`until` is set once) and another begins; the rows are the
history. Two people can't be responsible for, or covering, the same unit at one time: the
database itself refuses the second (migrations/0001).
"""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from peewee import JOIN, CharField, ForeignKeyField, IntegerField, SmallIntegerField, TextField

from app.db import Record, UtcField, hold, locked, transaction
from app.prepared import Prepared, slot
from app.refusals import Stale
from app.station.people import Staff, Station

SEE, LOG, COLLECT = 1, 2, 3

# own: responsible. cover: acting after a takeover. leave: acting for somebody away.
# pair: a B post sees its A's list. assist: B's help is tasked. taskforce: 攻坚小组.
KINDS = ("own", "cover", "leave", "pair", "assist", "taskforce")
# Kinds by which somebody works a district that another is responsible for.
ACTING = ("cover", "leave")
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


def in_force(at: Any) -> Any:
    """The condition that a grant holds at that instant (or at a slot's, in a prepared query)."""
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
        hold(f"own/{unit}/{unit_id}")
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
    """Every grant of responsibility or cover the unit has had, with who gave it, newest first."""
    by = Staff.alias()
    return list(
        Grant.select(Grant, Staff, by)
        .join(Staff, on=(Grant.staff == Staff.id), attr="staff")
        .switch(Grant)
        .join(by, JOIN.LEFT_OUTER, on=(Grant.by == by.id), attr="by")
        .where(
            (Grant.unit == unit)
            & (Grant.unit_id == unit_id)
            & Grant.kind.in_(("own", "cover", "leave"))
        )
        .order_by(Grant.since.desc(), Grant.id.desc())
    )


def held_by(staff_id: int, at: datetime) -> list[Grant]:
    """The person's grants that hold at that instant or begin later."""
    open_ended = Grant.until.is_null() | ((Grant.until > at) & (Grant.until > Grant.since))
    return list(Grant.select().where((Grant.staff == staff_id) & open_ended))


class Right(NamedTuple):
    """One grant in force, as sight needs it."""

    unit: str
    unit_id: int
    right: int
    kind: str


def rights_of(staff_id: int, at: datetime) -> list[Right]:
    """What the person holds at that instant. One query."""
    return [Right(*row) for row in _rights.rows(staff_id, UtcField().db_value(at))]


def acting_elsewhere(staff_id: int, district_ids: Collection[int], at: datetime) -> dict[int, str]:
    """District id -> how somebody else acts there (cover beats leave). One query at most."""
    if not district_ids:
        return {}
    ids, moment = sorted(district_ids), UtcField().db_value(at)
    return dict(_acting_elsewhere(len(ids)).rows(staff_id, moment, *ids))


_rights = Prepared(
    lambda: Grant.select(Grant.unit, Grant.unit_id, Grant.right, Grant.kind).where(
        (Grant.staff == slot(0)) & in_force(slot(1))
    )
)


@lru_cache(maxsize=256)
def _acting_elsewhere(districts: int) -> Prepared:
    ids = [slot(2 + n) for n in range(districts)]
    return Prepared(
        lambda: (
            Grant.select(Grant.unit_id, Grant.kind)
            .where(
                (Grant.unit == "district")
                & Grant.unit_id.in_(ids)
                & Grant.kind.in_(ACTING)
                & (Grant.staff != slot(0))
                & in_force(slot(1))
            )
            .order_by(Grant.kind.desc())
        )
    )
