"""Visits and promises (走访, 承诺): what happened with a customer, by whom, how."""

from datetime import date, datetime

from peewee import CharField, DateField, ForeignKeyField, TextField

from app.clock import business_day
from app.customers.customer import Customer
from app.db import FenField, Record, UtcField, hold, transaction
from app.fieldwork import evidence, gps
from app.fieldwork.fix import Fix, Located
from app.refusals import BadInput
from app.station.people import Staff, Station
from app.station.settings import Settings
from app.station.territory import District

OUTCOMES = (
    "collected", "promised", "forgot", "away", "nobody_home", "unreachable", "hardship",
    "refused", "disputed", "paid_elsewhere", "message_left",
)  # fmt: skip
CHANNELS = ("door", "phone", "counter", "message")
LONGEST_NOTE = 500
FURTHEST_PROMISE_DAYS = 92


class Visit(Record):
    """One contact with a customer. `made_at` is the phone's time (evidence), `recorded_at` ours.

    `district` is the customer's at that moment; `acting` says it was done for somebody else.
    """

    station = ForeignKeyField(Station)
    customer = ForeignKeyField(Customer)
    district = ForeignKeyField(District, null=True)
    key = CharField(unique=True)
    body_hash = CharField()
    by = ForeignKeyField(Staff)
    channel = CharField()
    outcome = CharField()
    note = TextField(default="")
    day = DateField()
    made_at = UtcField(null=True)
    recorded_at = UtcField()
    fix = ForeignKeyField(Fix, null=True)

    class Meta:
        indexes = (
            (("customer", "day"), False),
            (("by", "day"), False),
            (("station", "day"), False),
        )


class Promise(Record):
    """A customer's word to pay `fen` (None: all that is owed) by the end of `promised_on`."""

    station = ForeignKeyField(Station)
    customer = ForeignKeyField(Customer)
    visit = ForeignKeyField(Visit, unique=True)
    promised_on = DateField()
    fen = FenField(null=True)

    class Meta:
        indexes = ((("customer", "promised_on"), False),)


def log(
    customer: Customer,
    outcome: str,
    *,
    channel: str,
    by: Staff,
    at: datetime,
    key: str,
    settings: Settings,
    note: str = "",
    promised_on: date | None = None,
    promised_fen: int | None = None,
    located: Located | None = None,
    made_at: datetime | None = None,
) -> Visit:
    """Record a visit, its fix and its promise; the same key again gives the first record.

    Raises BadInput for what no visit can be, KeyConflict for a key used otherwise.
    """
    said = {"customer": customer.id, "outcome": outcome, "channel": channel, "note": note}
    hashed = evidence.body_hash(said | {"on": promised_on, "fen": promised_fen})
    with transaction():
        hold(key)
        stored = Visit.get_or_none(Visit.key == key)
        if stored is not None:
            evidence.check_replay(stored, author_id=by.id, hashed=hashed)
            return stored
        # Not before: a promise for today, sent again tomorrow, is no mistake.
        check(outcome, channel, note, promised_on, promised_fen, on=business_day(at))
        fix = _keep_fix(customer, located, by=by, at=at, settings=settings)
        visit = Visit.create(
            station=customer.station_id, customer=customer, district=customer.district_id,
            key=key, body_hash=hashed, by=by, channel=channel, outcome=outcome, note=note,
            day=business_day(at), made_at=made_at, recorded_at=at, fix=fix,
        )  # fmt: skip
        if promised_on is not None:
            _keep_promise(visit, promised_on, promised_fen)
    return visit


def own(key: str, by: Staff, account_no: str) -> Customer | None:
    """The customer whom the person visited with that key, wherever the customer is by now: who
    sends a form again hears the first answer (design.md §3)."""
    return (
        Customer.select()
        .join(Visit, on=(Visit.customer == Customer.id))
        .where((Visit.key == key) & (Visit.by == by) & (Customer.account_no == account_no))
        .first()
    )


def _keep_promise(visit: Visit, promised_on: date, fen: int | None) -> None:
    Promise.create(
        station=visit.station_id,
        customer=visit.customer_id,
        visit=visit,
        promised_on=promised_on,
        fen=fen,
    )


def check(
    outcome: str,
    channel: str,
    note: str,
    promised_on: date | None,
    promised_fen: int | None,
    *,
    on: date,
) -> None:
    """Whether this can be a visit on that day. Raises BadInput at the field that can't."""
    if outcome not in OUTCOMES:
        raise BadInput("outcome", "选一个结果")
    if channel not in CHANNELS:
        raise BadInput("channel", "选上门、电话、柜台或留言")
    if len(note) > LONGEST_NOTE:
        raise BadInput("note", "最多写 %(n)s 个字", n=LONGEST_NOTE)
    if outcome == "promised" and promised_on is None:
        raise BadInput("promised_on", "答应哪天交，选一天")
    if promised_on is not None and outcome != "promised":
        raise BadInput("promised_on", "结果选承诺交，才记得下哪天交")
    if promised_on is not None and promised_on < on:
        raise BadInput("promised_on", "这天已经过了，选今天或以后")
    if promised_on is not None and (promised_on - on).days > FURTHEST_PROMISE_DAYS:
        raise BadInput("promised_on", "太远了，选三个月以内的一天")
    if promised_fen is not None and promised_fen <= 0:
        raise BadInput("promised_yuan", "答应交多少，写个大于 0 的数")


def _keep_fix(
    customer: Customer, located: Located | None, *, by: Staff, at: datetime, settings: Settings
) -> Fix | None:
    if located is None:
        return None
    judged = gps.judge(
        located.lat,
        located.lon,
        located.accuracy_m,
        located.fixed_at,
        located.error,
        customer.lat,
        customer.lon,
        at,
        gps.Limits(settings.far_metres, settings.poor_metres, settings.old_seconds),
    )
    return Fix.create(
        station=customer.station_id,
        staff=by,
        at=at,
        lat=located.lat,
        lon=located.lon,
        accuracy_m=located.accuracy_m,
        fixed_at=located.fixed_at,
        error=located.error,
        distance_m=judged.distance_m,
        flags=" ".join(judged.flags),
    )
