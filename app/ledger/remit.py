"""Remittance (解款): the collector declares, the cashier counts blind, and it is accepted.

Two people, three steps; money moves from hand to safe at acceptance only. Each step is a row.
"""

from datetime import date, datetime

from peewee import JOIN, CharField, DateField, ForeignKeyField, IntegerField, TextField

from app.clock import business_day
from app.db import FenField, JsonField, Record, UtcField, hold, next_number, transaction
from app.ledger.entry import CASH, OVER_SHORT, SAFE, Entry, balance
from app.ledger.post import Draft, post
from app.refusals import BadInput, NotAllowed, NotInSight, Stale
from app.station.people import Staff, Station

# 面额 in fen: notes of 100 yuan down to coins of 1 jiao.
DENOMINATIONS = (10000, 5000, 2000, 1000, 500, 100, 50, 10)
MOST_PIECES = 100_000


class Remittance(Record):
    """Step one: the collector says what is there. `due_fen` was in hand by the books then."""

    station = ForeignKeyField(Station)
    number = CharField()
    collector = ForeignKeyField(Staff, backref="+")
    day = DateField()
    due_fen = FenField()
    counts = JsonField()
    declared_fen = FenField()
    reason = TextField(default="")
    last_entry = IntegerField(default=0)
    slips = IntegerField(default=0)
    declared_at = UtcField()

    class Meta:
        indexes = ((("station", "number"), True), (("collector", "declared_at"), False))


class RemittanceCount(Record):
    """Step two: what the cashier counted, without having seen what was declared."""

    remittance = ForeignKeyField(Remittance)
    n = IntegerField()
    by = ForeignKeyField(Staff, backref="+")
    counts = JsonField()
    fen = FenField()
    at = UtcField()

    class Meta:
        indexes = ((("remittance", "n"), True),)


class RemittanceAcceptance(Record):
    """Step three: the count stands; `over_fen` is long (+) or short (−)."""

    remittance = ForeignKeyField(Remittance, unique=True)
    count = ForeignKeyField(RemittanceCount, unique=True)
    entry = ForeignKeyField(Entry, unique=True)
    over_fen = FenField()
    reason = TextField(default="")
    by = ForeignKeyField(Staff, backref="+")
    at = UtcField()


def total(counts: dict[int, int]) -> int:
    """Fen of so many pieces of each denomination. Raises BadInput for impossible counts."""
    for denomination, pieces in counts.items():
        if denomination not in DENOMINATIONS or not 0 <= pieces <= MOST_PIECES:
            raise BadInput("counts", "张数不对，重新数一下")
    return sum(denomination * pieces for denomination, pieces in counts.items())


def declare(
    collector: Staff, counts: dict[int, int], *, at: datetime, reason: str = ""
) -> Remittance:
    """Step one. Raises BadInput when there is nothing to hand in, when the sum differs from the
    books without a reason, or when one declaration is still waiting to be counted."""
    declared = total(counts)
    with transaction():
        hold(f"remit/{collector.id}")
        if waiting(collector.id) is not None:
            raise BadInput("counts", "上一笔还没清点完，等窗口点完再报")
        due = balance(CASH, collector.id)
        if due == 0 and declared == 0:
            raise BadInput("counts", "手里没有要交的现金")
        if declared != due and not reason.strip():
            raise BadInput("reason", "和应交的对不上，写一句为什么")
        mine = (Entry.by == collector) & (Entry.kind == "collection") & (Entry.channel == CASH)
        newest = Entry.select(Entry.id).where(mine).order_by(Entry.id.desc()).limit(1).scalar()
        day = business_day(at)
        n = next_number(collector.station_id, f"remittance-{day:%Y%m%d}")
        return Remittance.create(
            station=collector.station_id,
            number=f"JK{day:%Y%m%d}-{n:03d}",
            collector=collector,
            day=day,
            due_fen=due,
            counts={str(k): v for k, v in counts.items() if v},
            declared_fen=declared,
            reason=reason.strip(),
            last_entry=newest or 0,
            slips=len(slips_in_hand(collector.id)),
            declared_at=at,
        )


def count(
    remittance: Remittance, counts: dict[int, int], *, by: Staff, at: datetime
) -> RemittanceCount:
    """Step two: at most two counts, both kept. Raises NotAllowed for the collector himself,
    BadInput for a third count, Stale when it has been accepted."""
    if by.id == remittance.collector_id:
        raise NotAllowed("自己的现金要别人来点")
    with transaction():
        hold(f"remit/{remittance.collector_id}")
        if accepted(remittance) is not None:
            raise Stale()
        n = RemittanceCount.select().where(RemittanceCount.remittance == remittance).count()
        if n >= 2:
            raise BadInput("counts", "已经点过两次，按第二次的入库")
        return RemittanceCount.create(
            remittance=remittance,
            n=n + 1,
            by=by,
            counts={str(k): v for k, v in counts.items() if v},
            fen=total(counts),
            at=at,
        )


def accept(
    counted: RemittanceCount, *, by: Staff, at: datetime, reason: str = ""
) -> RemittanceAcceptance:
    """Step three: cash leaves the hand, what was counted is in the safe, the rest is booked as
    long or short. Raises BadInput for a difference without a reason, Stale if done already."""
    remittance = counted.remittance
    if by.id == remittance.collector_id:
        raise NotAllowed("自己的现金要别人来点")
    over = counted.fen - remittance.due_fen
    if over and not reason.strip():
        raise BadInput("reason", "有长短款，写一句为什么")
    with transaction():
        hold(f"remit/{remittance.collector_id}")
        if accepted(remittance) is not None:
            raise Stale()
        drafts = [acceptance_draft(remittance, counted.fen, by=by.id, at=at)]
        (entry_id,) = post(remittance.station_id, drafts)
        return RemittanceAcceptance.create(
            remittance=remittance,
            count=counted,
            entry=entry_id,
            over_fen=over,
            reason=reason.strip(),
            by=by,
            at=at,
        )


def acceptance_draft(remittance: Remittance, counted_fen: int, *, by: int, at: datetime) -> Draft:
    """The entry of an acceptance: hand → safe, the difference to long/short."""
    station, due = remittance.station_id, remittance.due_fen
    lines: list[tuple[str, int, int | None, int]] = [
        (CASH, remittance.collector_id, None, -due),
        (SAFE, station, None, counted_fen),
    ]
    if counted_fen != due:
        lines.append((OVER_SHORT, station, None, due - counted_fen))
    return Draft(
        kind="remittance",
        fen=counted_fen,
        paid_at=at,
        recorded_at=at,
        lines=lines,
        by=by,
        channel=CASH,
        source=remittance.number,
    )


def accept_newest(
    remittance: Remittance, *, by: Staff, at: datetime, reason: str = ""
) -> RemittanceAcceptance:
    """Step three with the newest count. Raises BadInput when nobody has counted."""
    counts = counts_of(remittance)
    if not counts:
        raise BadInput("counts", "先清点，再入库")
    return accept(counts[-1], by=by, at=at, reason=reason)


def counts_of(remittance: Remittance) -> list[RemittanceCount]:
    """The counts so far, in order."""
    mine = RemittanceCount.select().where(RemittanceCount.remittance == remittance)
    return list(mine.order_by(RemittanceCount.n))


def find(station_id: int, number: str) -> Remittance:
    """The station's remittance with that number. Raises NotInSight."""
    found = (
        Remittance.select(Remittance, Staff)
        .join(Staff, on=(Remittance.collector == Staff.id), attr="collector")
        .where((Remittance.station == station_id) & (Remittance.number == number))
        .first()
    )
    if found is None:
        raise NotInSight()
    return found


def accepted(remittance: Remittance) -> RemittanceAcceptance | None:
    """The acceptance, once there is one."""
    return RemittanceAcceptance.get_or_none(RemittanceAcceptance.remittance == remittance)


def waiting(collector_id: int) -> Remittance | None:
    """The collector's declaration that nobody has accepted yet."""
    return _open().where(Remittance.collector == collector_id).first()


def queue(station_id: int) -> list[Remittance]:
    """Declarations of the station that wait for the cashier, oldest first."""
    return list(_open().where(Remittance.station == station_id))


def _open():  # type: ignore[no-untyped-def]
    return (
        Remittance.select(Remittance, Staff)
        .join(Staff, on=(Remittance.collector == Staff.id), attr="collector")
        .switch(Remittance)
        .join(RemittanceAcceptance, JOIN.LEFT_OUTER)
        .where(RemittanceAcceptance.id.is_null())
        .order_by(Remittance.id)
    )


def accepted_on(station_id: int, day: date) -> list[RemittanceAcceptance]:
    """What was accepted at the station that day, in order."""
    return list(
        RemittanceAcceptance.select(RemittanceAcceptance, Remittance, Staff, Entry)
        .join(Remittance)
        .join(Staff, on=(Remittance.collector == Staff.id), attr="collector")
        .switch(RemittanceAcceptance)
        .join(Entry)
        .where((Remittance.station == station_id) & (Remittance.day == day))
        .order_by(RemittanceAcceptance.id)
    )


def slips_in_hand(collector_id: int) -> list[Entry]:
    """The cash collections behind what is in the collector's hand now, oldest first."""
    last = (
        Remittance.select(Remittance.last_entry)
        .join(RemittanceAcceptance)
        .where(Remittance.collector == collector_id)
        .order_by(Remittance.id.desc())
        .limit(1)
        .scalar()
    )
    return list(
        Entry.select()
        .where(
            (Entry.by == collector_id)
            & (Entry.kind == "collection")
            & (Entry.channel == CASH)
            & (Entry.id > (last or 0))
        )
        .order_by(Entry.id)
    )
