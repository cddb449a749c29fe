"""Bureaus, stations and the people who work there, with their accounts."""

import secrets
from datetime import datetime

from peewee import BooleanField, CharField, DoubleField, ForeignKeyField, IntegerField

from app.db import Record, UtcField, transaction
from app.refusals import BadInput, NotInSight
from app.station import audit, password

ROLES = ("staff", "collector", "cashier", "head", "bureau", "administrator")


class Bureau(Record):
    """供电局: the unit over stations."""

    code = CharField(unique=True)
    name = CharField()


class Station(Record):
    """供电所. `lat`, `lon` are WGS-84, where a day's route starts and ends."""

    bureau = ForeignKeyField(Bureau, null=True)
    code = CharField(unique=True)
    name = CharField()
    lat = DoubleField(null=True)
    lon = DoubleField(null=True)


class Staff(Record):
    """One person. `post` is the own post (计量员 …); `role` says which doors open.

    `epoch` is part of every session: raising it ends them all. A person of a bureau has no
    station; an administrator belongs to a station or, without one, to the whole database.
    """

    station = ForeignKeyField(Station, null=True)
    bureau = ForeignKeyField(Bureau, null=True)
    number = CharField()
    login = CharField(unique=True)
    name = CharField()
    phone = CharField(default="")
    role = CharField()
    post = CharField(default="")
    password = CharField(default="")
    must_change = BooleanField(default=True)
    epoch = IntegerField(default=1)
    made_at = UtcField()
    closed_at = UtcField(null=True)


def find_login(login: str) -> Staff | None:
    """The open account with that login, letters' case aside."""
    return (
        Staff.select().where((Staff.login == login.strip().lower()) & Staff.closed_at.is_null())
    ).first()


def add(
    *,
    station: Station | None,
    login: str,
    name: str,
    role: str,
    by: Staff | None,
    at: datetime,
    bureau: Bureau | None = None,
    number: str = "",
    phone: str = "",
    post: str = "",
) -> tuple[Staff, str]:
    """Make an account; returns it with the first password, which must be changed at sign-in.

    Raises BadInput for a login in use, an unknown role or an empty name.
    """
    login = login.strip().lower()
    if role not in ROLES:
        raise BadInput("role", "没有这个角色")
    if not login or not login.isascii() or not login.replace("-", "").replace("_", "").isalnum():
        raise BadInput("login", "登录名只用字母、数字、- 和 _")
    if not name.strip():
        raise BadInput("name", "写上姓名")
    first_password = secrets.token_urlsafe(9)
    with transaction():
        if Staff.select().where(Staff.login == login).exists():
            raise BadInput("login", "这个登录名已经有人用")
        person = Staff.create(
            station=station, bureau=bureau, number=number or login.upper(), login=login,
            name=name.strip(), phone=phone, role=role, post=post,
            password=password.make(first_password), made_at=at,
        )  # fmt: skip
        audit.record("staff_added", person.id, station=station, by=by, at=at, login=login)
    return person, first_password


def close(person: Staff, *, by: Staff | None, at: datetime) -> None:
    """Close an account: every session of it ends with the next request."""
    with transaction():
        Staff.update(closed_at=at, epoch=Staff.epoch + 1).where(Staff.id == person.id).execute()
        audit.record("staff_closed", person.id, station=person.station_id, by=by, at=at)


def reset_password(person: Staff, *, by: Staff | None, at: datetime) -> str:
    """A new first password, returned once; the old one and all sessions end."""
    first_password = secrets.token_urlsafe(9)
    _store_password(person, first_password, must_change=True)
    audit.record("password_reset", person.id, station=person.station_id, by=by, at=at)
    return first_password


def _require_strong(new: str, login: str) -> None:
    weak = password.weakness(new, login)
    if weak == "short":
        raise BadInput("new", "至少 %(n)s 个字符", n=password.SHORTEST)
    if weak == "login":
        raise BadInput("new", "密码里别带登录名")
    if weak:
        raise BadInput("new", "太好猜了，换一个")


def change_password(person: Staff, old: str, new: str, *, at: datetime) -> None:
    """Change one's own password; all other sessions end.

    Raises BadInput when the old one is wrong or the new one is weak.
    """
    if not password.matches(old, person.password):
        raise BadInput("old", "原来的密码不对")
    _require_strong(new, person.login)
    _store_password(person, new, must_change=False)
    audit.record("password_changed", person.id, station=person.station_id, by=person, at=at)


def _store_password(person: Staff, new: str, *, must_change: bool) -> None:
    person.password = password.make(new)
    person.must_change = must_change
    person.epoch += 1
    person.save()


def of_station(station_id: int) -> list[Staff]:
    """Everybody with an open account at the station, by number."""
    return list(
        Staff.select()
        .where((Staff.station == station_id) & Staff.closed_at.is_null())
        .order_by(Staff.number)
    )


def in_station(station_id: int, number: str) -> Staff:
    """The person with that number (工号) at the station. Raises NotInSight."""
    found = Staff.get_or_none((Staff.station == station_id) & (Staff.number == number))
    if found is None:
        raise NotInSight()
    return found


def station_by_code(code: str) -> Station | None:
    """The station with that code, if there is one."""
    return Station.get_or_none(Station.code == code)


def bureau_by_code(code: str) -> Bureau | None:
    """The bureau with that code, if there is one."""
    return Bureau.get_or_none(Bureau.code == code)


def stations() -> list[Station]:
    """Every station of the database, by code."""
    return list(Station.select().order_by(Station.code))


def bureaus() -> list[Bureau]:
    """Every bureau of the database, by code."""
    return list(Bureau.select().order_by(Bureau.code))


def named(station_id: int, text: str, *, field: str = "staff") -> Staff:
    """The person of the station with that number (工号) or login and an open account.

    Raises BadInput at `field`.
    """
    text = text.strip()
    mine = (Staff.number == text) | (Staff.login == text.lower())
    found = list(Staff.select().where((Staff.station == station_id) & mine).order_by(Staff.id))
    # A number may have been given out again: only an open account counts.
    open_ones = [person for person in found if person.closed_at is None]
    if not found:
        raise BadInput(field, "所里没有这个人，写工号或登录名")
    if not open_ones:
        raise BadInput(field, "这个人的账号关了，换一个人")
    return open_ones[0]
