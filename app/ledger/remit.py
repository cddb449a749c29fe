"""Remittance (解款): the collector declares, the cashier counts blind, and it is accepted.

Two people, three steps; money moves from hand to safe at acceptance only. Each step is a row.
"""

from datetime import datetime

from app.clock import business_day
from app.db import hold, next_number, transaction
from app.ledger.entry import CASH, OVER_SHORT, SAFE, Entry, held_balance
from app.ledger.post import Draft, post
from app.ledger.remittance import (
    DENOMINATIONS,
    MOST_PIECES,
    Remittance,
    RemittanceAcceptance,
    RemittanceCount,
    accepted,
    counts_of,
    slips_in_hand,
    waiting,
)
from app.refusals import BadInput, NotAllowed, Stale
from app.station.people import Staff


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
        due = held_balance(CASH, collector.id)
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
    with transaction():
        # A second count at this very moment comes before this or too late.
        hold(f"remit/{remittance.collector_id}")
        counts = counts_of(remittance)
        if not counts:
            raise BadInput("counts", "先清点，再入库")
        return accept(counts[-1], by=by, at=at, reason=reason)
