"""Sign-ins: one row per signed-in browser, so that signing out, closing an account or changing a
password ends what a copied cookie could still open."""

import hashlib
import secrets
from datetime import datetime, timedelta

from peewee import JOIN, CharField, ForeignKeyField, IntegerField

from app.db import Record, UtcField, transaction
from app.prepared import Prepared, record, slot
from app.station import audit, password
from app.station.people import Staff, Station, find_login

LONGEST = timedelta(days=30)


class SignIn(Record):
    """One browser that is signed in. Only the token's hash is kept."""

    token = CharField(unique=True)
    staff = ForeignKeyField(Staff)
    epoch = IntegerField()
    made_at = UtcField()
    ended_at = UtcField(null=True)


def begin(login: str, given: str, *, at: datetime) -> tuple[Staff, str] | None:
    """The person and a fresh token when login and password are right, else None.

    An unknown login takes as long as a wrong password, so that nobody can list logins.
    """
    person = find_login(login)
    if not password.matches(given, person.password if person else "") or person is None:
        return None
    token = secrets.token_urlsafe(32)
    with transaction():
        SignIn.create(token=_hash(token), staff=person, epoch=person.epoch, made_at=at)
        audit.record("signed_in", person.id, station=person.station_id, by=person, at=at)
    return person, token


def renew(person: Staff, token: str, *, at: datetime) -> None:
    """Keep this browser signed in after the person changed the password; all others are out."""
    SignIn.update(epoch=person.epoch).where(SignIn.token == _hash(token)).execute()


def who(token: str, *, at: datetime) -> Staff | None:
    """The person behind the token, with the station loaded; None when it no longer counts."""
    found = _who.rows(_hash(token), UtcField().db_value(at - LONGEST))
    if not found:
        return None
    own = len(Staff._meta.sorted_fields)
    person = record(Staff, found[0][:own])
    if person.station_id is not None:
        person.__rel__["station"] = record(Station, found[0][own:])
    return person


_who = Prepared(
    lambda: (
        Staff.select(Staff, Station)
        .join(Station, JOIN.LEFT_OUTER, on=(Staff.station == Station.id))
        .switch(Staff)
        .join(SignIn, on=(SignIn.staff == Staff.id))
        .where(
            (SignIn.token == slot(0))
            & SignIn.ended_at.is_null()
            & (SignIn.epoch == Staff.epoch)
            & (SignIn.made_at > slot(1))
            & Staff.closed_at.is_null()
        )
    )
)


def end(token: str, *, at: datetime) -> None:
    """Sign this browser out."""
    SignIn.update(ended_at=at).where(SignIn.token == _hash(token)).execute()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
