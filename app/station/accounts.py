"""Accounts as people manage them: who may make, change, close and reset whose (issue 2, 11).

An administrator of a station manages that station's people; one without a station manages
everybody, and alone makes bureau people and others without a station.
"""

from datetime import datetime

from peewee import JOIN

from app.clock import business_day
from app.db import transaction
from app.refusals import BadInput, NotAllowed, NotInSight
from app.station import audit, grant, people
from app.station.assignment import HOLDING_ROLES
from app.station.pair import Pair
from app.station.people import Bureau, Staff, Station

STATION_ROLES = ("staff", "collector", "cashier", "head", "administrator")
# Whose password the head may reset: those who work in the field.
FIELD_ROLES = ("staff", "collector")
LONGEST = {"name": 60, "number": 40, "login": 40, "post": 40, "phone": 40}


def roles_to_give(by: Staff) -> tuple[str, ...]:
    """The roles that this administrator may give."""
    return STATION_ROLES if by.station_id else people.ROLES


def visible(by: Staff, station: Station | None) -> list[Staff]:
    """The open and closed accounts of the station, or those without one, open ones first.

    Raises NotInSight when they are not this person's to see.
    """
    if by.station_id and by.station_id != getattr(station, "id", None):
        raise NotInSight()
    here = (Staff.station == station) if station else Staff.station.is_null()
    rows = Staff.select(Staff, Bureau).join(Bureau, JOIN.LEFT_OUTER).where(here)
    return sorted(rows, key=lambda person: (person.closed_at is not None, person.number))


def find(by: Staff, login: str) -> Staff:
    """The account with that login. Raises NotInSight when it is not this person's to see."""
    query = Staff.select(Staff, Station).join(Station, JOIN.LEFT_OUTER)
    found = query.where(Staff.login == login.lower()).first()
    if found is None or (by.station_id and found.station_id != by.station_id):
        raise NotInSight()
    return found


def make(
    *,
    station: Station | None,
    bureau: Bureau | None,
    role: str,
    by: Staff,
    at: datetime,
    **given: str,
) -> tuple[Staff, str]:
    """Make an account; returns it with its first password. `given`: login, name, number, phone,
    post. Raises BadInput at a field, NotAllowed for a station that is not this person's."""
    if by.station_id and by.station_id != getattr(station, "id", None):
        raise NotAllowed()
    _check_role(role, station, bureau, by)
    given = {name: text.strip() for name, text in given.items()}
    _check_lengths(given)
    with transaction():
        if given.get("number") and station is not None:
            _check_number(station.id, given["number"])
        bureau = bureau if role == "bureau" else None
        return people.add(station=station, bureau=bureau, role=role, by=by, at=at, **given)


def change(
    person: Staff, *, name: str, phone: str, post: str, role: str, by: Staff, at: datetime
) -> None:
    """Change what an account says. Nobody changes the own role. Raises BadInput at a field."""
    if not name.strip():
        raise BadInput("name", "写上姓名")
    if person.id == by.id and role != person.role:
        raise BadInput("role", "自己的角色要别的管理员来改")
    _check_role(role, person.station, person.bureau_id, by)
    given = {"name": name.strip(), "phone": phone.strip(), "post": post.strip(), "role": role}
    _check_lengths(given)
    if role not in HOLDING_ROLES and grant.held_by(person.id, at):
        raise BadInput("role", "他名下还有台区，先改派给别人")
    changed = {k: [getattr(person, k), v] for k, v in given.items() if getattr(person, k) != v}
    if not changed:
        return
    with transaction():
        Staff.update(**given).where(Staff.id == person.id).execute()
        audit.record("staff_changed", person.id, station=person.station_id, by=by, at=at, **changed)


def close(person: Staff, *, by: Staff | None, at: datetime) -> None:
    """Close the account. What the person held or helped with ends now, so that the districts
    show as held by nobody. `by` None: the command line. Raises NotAllowed for the own account."""
    if by is not None and person.id == by.id:
        raise NotAllowed("自己的账号要别的管理员来关")
    if person.closed_at is not None:
        return
    with transaction():
        people.close(person, by=by, at=at)
        for held in grant.held_by(person.id, at):
            grant.end(held, until=at)
        today = business_day(at)
        paired = (Pair.a == person) | (Pair.b == person)
        for row in Pair.select().where(paired & (Pair.until.is_null() | (Pair.until > today))):
            Pair.update(until=max(today, row.since)).where(Pair.id == row.id).execute()


def may_reset(person: Staff, by: Staff) -> bool:
    """Whether that person may give this one a new first password: a head to those who work in
    the field, an administrator to anybody else."""
    mine = by.role == "administrator" or (by.role == "head" and person.role in FIELD_ROLES)
    return mine and person.id != by.id and person.closed_at is None


def reset(person: Staff, *, by: Staff, at: datetime) -> str:
    """A new first password, shown once. Raises NotAllowed when this person may not."""
    if not may_reset(person, by):
        raise NotAllowed("自己的密码在「我的」里改；所长只能给收费员和帮扶的人重设")
    with transaction():
        return people.reset_password(person, by=by, at=at)


def held_count(person: Staff, at: datetime) -> int:
    """How many districts, zones and feeders the person is responsible for."""
    return sum(1 for held in grant.held_by(person.id, at) if held.kind == "own")


def _check_role(role: str, station: Station | None, bureau: object, by: Staff) -> None:
    if role not in roles_to_give(by):
        raise BadInput("role", "没有这个角色，或者不归你给")
    if role == "bureau" and (station is not None or bureau is None):
        raise BadInput("role", "供电局的人不属于哪个所，选一个局")
    if role not in ("bureau", "administrator") and station is None:
        raise BadInput("role", "选好在哪个所")


def _check_lengths(given: dict[str, str]) -> None:
    for name, most in LONGEST.items():
        if len(given.get(name, "")) > most:
            raise BadInput(name, "最多写 %(n)s 个字", n=most)


def _check_number(station_id: int, number: str) -> None:
    used = (Staff.station == station_id) & (Staff.number == number) & Staff.closed_at.is_null()
    if Staff.select().where(used).exists():
        raise BadInput("number", "这个工号已经有人用")
