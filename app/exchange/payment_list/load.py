"""What we know of the customers that a list of payments speaks of, read from the books."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from peewee import JOIN, fn

from app.billing.bill import IS_OPEN, Bill
from app.billing.feed import Feed
from app.exchange.payment_list.facts import Assumed, Collected, Mark, Owing, Payer
from app.ledger.entry import OWED, PREPAID, Entry, Line, Settlement

CHUNK = 500
_SOURCE = re.compile(r"(\d+) fen(?: (.+))?")
_AROUND = timedelta(days=3)


def source_of(fen: int, serial: str) -> str:
    """How an entry remembers the listed payment that it was made from."""
    return f"{fen} fen {serial}".strip()


def payers(
    station_id: int, customer_ids: Iterable[int], first: date, last: date
) -> Iterator[Payer]:
    """What is known of each customer, CHUNK at a time; collections from about those days."""
    told = _told_until(station_id)
    ids = sorted(customer_ids)
    for start in range(0, len(ids), CHUNK):
        yield from _chunk(ids[start : start + CHUNK], first - _AROUND, last + _AROUND, told)


def _told_until(station_id: int) -> datetime | None:
    newest = Feed.select(fn.MAX(Feed.as_of)).where(
        (Feed.station == station_id) & (Feed.kind == "arrears") & Feed.full
    )
    return Feed.as_of.python_value(newest.scalar())


def _chunk(chunk: list[int], first: date, last: date, told: datetime | None) -> Iterator[Payer]:
    known, serials = _known(chunk)
    collected, assumed = _collected(chunk, first, last), _assumed(chunk)
    owing, listed_at = _owing(chunk)
    for customer_id in chunk:
        moments = [m for m in (told, listed_at.get(customer_id)) if m is not None]
        yield Payer(
            customer_id=customer_id,
            known=known[customer_id],
            serials=frozenset(serials[customer_id]),
            collected=tuple(collected[customer_id]),
            assumed=tuple(assumed[customer_id]),
            owing=tuple(owing[customer_id]),
            told_until=max(moments, default=None),
        )


def _known(chunk: list[int]) -> tuple[dict[int, Counter[Mark]], dict[int, set[str]]]:
    """The payments through other channels that are booked already."""
    marks: dict[int, Counter[Mark]] = defaultdict(Counter)
    serials: dict[int, set[str]] = defaultdict(set)
    query = Entry.select(
        Entry.customer, Entry.paid_at, Entry.fen, Entry.channel, Entry.source
    ).where(Entry.customer.in_(chunk) & Entry.kind.in_(("elsewhere", "counter")))
    for customer_id, paid_at, fen, channel, source in query.tuples():
        found = _SOURCE.fullmatch(source)
        marks[customer_id][paid_at, int(found[1]) if found else fen, channel] += 1
        if found and found[2]:
            serials[customer_id].add(found[2])
    return marks, serials


def _collected(chunk: list[int], first: date, last: date) -> dict[int, list[Collected]]:
    """Collections of ours about those days that were not reversed."""
    reversed_ids = Entry.select(Entry.reverses).where(Entry.reverses.is_null(False))
    entries = list(
        Entry.select(Entry.id, Entry.customer, Entry.paid_at, Entry.fen, Entry.answer)
        .where(
            Entry.customer.in_(chunk)
            & (Entry.kind == "collection")
            & Entry.day.between(first, last)
            & Entry.reverses.is_null()
            & Entry.id.not_in(reversed_ids)
        )
        .order_by(Entry.paid_at, Entry.id)
    )
    parts, settled = _parts([e.id for e in entries])
    result: dict[int, list[Collected]] = defaultdict(list)
    for e in entries:
        slip = (e.answer or {}).get("slip", "")
        result[e.customer_id].append(
            Collected(e.id, e.paid_at, e.fen, slip, parts[e.id], frozenset(settled[e.id]))
        )
    return result


def _parts(
    entry_ids: list[int],
) -> tuple[dict[int, dict[int, tuple[int, int]]], dict[int, set[int]]]:
    parts: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    settled: dict[int, set[int]] = defaultdict(set)
    for start in range(0, len(entry_ids), CHUNK):
        some = entry_ids[start : start + CHUNK]
        lines = (
            Line.select(Line.entry, Line.bill, Bill.period, Line.fen)
            .join(Bill, JOIN.LEFT_OUTER, on=(Line.bill == Bill.id))
            .where(Line.entry.in_(some) & Line.account.in_((OWED, PREPAID)))
        )
        for entry_id, bill_id, period, fen in lines.tuples():
            parts[entry_id][bill_id or 0] = (period or 0, -fen)
        marks = Settlement.select(Settlement.entry, Settlement.bill_id).where(
            Settlement.entry.in_(some)
        )
        for entry_id, bill_id in marks.tuples():
            settled[entry_id].add(bill_id)
    return parts, settled


def _assumed(chunk: list[int]) -> dict[int, list[Assumed]]:
    """What lists made us book, bill by bill and date by date, as far as no payment explains it."""
    query = (
        Line.select(Line.owner_id, Line.bill, Bill.period, Entry.paid_at, fn.SUM(Line.fen))
        .join(Entry)
        .switch(Line)
        .join(Bill)
        .where((Line.account == OWED) & Line.owner_id.in_(chunk) & (Entry.kind == "listed"))
        .group_by(Line.owner_id, Line.bill, Bill.period, Entry.paid_at)
        .having(fn.SUM(Line.fen) < 0)
        .tuples()
    )
    result: dict[int, list[Assumed]] = defaultdict(list)
    for customer_id, bill_id, period, dated, fen in query:
        result[customer_id].append(Assumed(bill_id, period, -int(fen), dated))
    return result


def _owing(chunk: list[int]) -> tuple[dict[int, list[Owing]], dict[int, datetime]]:
    """Bills open here or, as they don't know of our money, there; and the newest instant as of
    which a list told of any bill."""
    owing: dict[int, list[Owing]] = defaultdict(list)
    newest: dict[int, Any] = {}
    ours = _ours(chunk)
    wanted = IS_OPEN | Bill.listed_at.is_null(False) | Bill.id.in_(list(ours))
    query = Bill.select(Bill.customer, Bill.id, Bill.period, Bill.open_fen, Bill.listed_at)
    query = query.where(Bill.customer.in_(chunk) & wanted).order_by(Bill.period)
    for customer_id, bill_id, period, open_fen, listed_at in query.tuples():
        if open_fen > 0 or bill_id in ours:
            mine = ours.get(bill_id, ())
            owing[customer_id].append(Owing(bill_id, period, open_fen, listed_at, mine))
        if listed_at is not None:
            newest[customer_id] = max(listed_at, newest.get(customer_id, listed_at))
    return owing, newest


def _ours(chunk: list[int]) -> dict[int, tuple[tuple[int, datetime, int], ...]]:
    """Bill id -> (entry id, paid_at, fen) of collections that are not 已销账 and still on the
    bill, the newest first."""
    settled = (Settlement.entry == Entry.id) & (Settlement.bill_id == Line.bill)
    query = (
        Line.select(Line.bill, Entry.id, Entry.kind, Entry.paid_at, Line.fen)
        .join(Entry)
        .join(Settlement, JOIN.LEFT_OUTER, on=settled)
        .where(
            Entry.customer.in_(chunk)
            & Entry.kind.in_(("collection", "offset"))
            & Line.bill.is_null(False)
            & Settlement.id.is_null()
        )
        .order_by(Entry.paid_at.desc(), Entry.id.desc())
    )
    there: dict[int, list[tuple[int, datetime, int]]] = defaultdict(list)
    gone: dict[int, int] = defaultdict(int)
    for bill_id, entry_id, kind, paid_at, fen in query.tuples():
        if fen > 0:  # reversed, or moved to credit
            gone[bill_id] += fen
        elif kind == "collection":
            there[bill_id].append((entry_id, paid_at, -fen))
    return {bill_id: _left(parts, gone[bill_id]) for bill_id, parts in there.items()}


def _left(
    parts: list[tuple[int, datetime, int]], gone: int
) -> tuple[tuple[int, datetime, int], ...]:
    """The parts without so many fen of the newest."""
    result = []
    for entry_id, paid_at, fen in parts:
        taken = min(gone, fen)
        gone -= taken
        if fen > taken:
            result.append((entry_id, paid_at, fen - taken))
    return tuple(result)
