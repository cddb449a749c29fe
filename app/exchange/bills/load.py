"""What we know of the customers that a list of bills speaks of, read from the books."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from peewee import JOIN

from app.billing.bill import IS_OPEN, Bill
from app.clock import business_day
from app.customers.customer import Customer
from app.exchange.bills.facts import Account, Held
from app.ledger.entry import PREPAID, Balance, Entry, Line, Settlement
from app.ledger.reconcile import Own

CHUNK = 500
OWN_KINDS = ("collection", "offset")
CHANNEL_KINDS = ("counter", "elsewhere", "listed")
PAYING_KINDS = OWN_KINDS + CHANNEL_KINDS
_RESIDENTIAL = ("", "居民")

Row = tuple[Any, ...]
_COLUMNS = (
    Bill.customer, Bill.id, Bill.period, Bill.due_fen, Bill.open_fen, Bill.kwh,
    Bill.released_on, Bill.due_on,
)  # fmt: skip


def stirred(station_id: int, as_of: datetime) -> dict[int, int]:
    """Bill id -> customer id, of bills with money that a list as of that instant can't show or
    that no list has shown yet."""
    lines = (
        Line.select(Line.bill, Line.owner_id)
        .join(Entry)
        .where((Entry.station == station_id) & Line.bill.is_null(False))
    )
    later = lines.where(
        Entry.kind.in_(PAYING_KINDS) & (Entry.day >= business_day(as_of)) & (Entry.paid_at >= as_of)
    )
    unposted = lines.join(
        Settlement,
        JOIN.LEFT_OUTER,
        on=(Settlement.entry == Entry.id) & (Settlement.bill_id == Line.bill),
    ).where(Entry.kind.in_(OWN_KINDS) & Settlement.id.is_null())
    return {bill: owner for query in (later, unposted) for bill, owner in query.tuples()}


def with_open_bills(station_id: int) -> set[int]:
    """Ids of the station's customers that owe anything."""
    query = Bill.select(Bill.customer).where((Bill.station == station_id) & IS_OPEN)
    return {customer_id for (customer_id,) in query.distinct().tuples()}


def accounts(
    customer_ids: Iterable[int],
    told: Mapping[int, set[int]],
    stirred_bills: Mapping[int, int],
    as_of: datetime,
) -> Iterator[Account]:
    """What is known of each customer, CHUNK at a time: its bills of the periods that a list
    tells of it (`told`), open ones, and stirred ones. Of all others nothing can follow."""
    ids = sorted(customer_ids)
    also: dict[int, list[int]] = defaultdict(list)
    for bill_id, customer_id in stirred_bills.items():
        also[customer_id].append(bill_id)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        bills = _bills(chunk, told, [bill_id for c in chunk for bill_id in also[c]])
        yield from _chunk(chunk, bills, as_of)


def _bills(chunk: list[int], told: Mapping[int, set[int]], also: list[int]) -> dict[int, list[Row]]:
    """Customer id -> _COLUMNS of each bill that matters."""
    periods = {period for customer_id in chunk for period in told.get(customer_id, ())}
    wanted = IS_OPEN | Bill.period.in_(sorted(periods)) | Bill.id.in_(also)
    query = Bill.select(*_COLUMNS).where(
        Bill.customer.in_(chunk) & (Bill.kind == "energy") & wanted
    )
    result, stirred_ids = defaultdict(list), set(also)
    for row in query.tuples():
        customer_id, bill_id, period, _, open_fen = row[:5]
        if open_fen > 0 or bill_id in stirred_ids or period in told.get(customer_id, ()):
            result[customer_id].append(row)
    return result


def _chunk(chunk: list[int], bills: dict[int, list[Row]], as_of: datetime) -> Iterator[Account]:
    lines = _lines([row[1] for rows in bills.values() for row in rows])
    credits = _credits(chunk)
    people = Customer.select(
        Customer.id, Customer.account_no, Customer.name, Customer.district, Customer.category
    ).where(Customer.id.in_(chunk))
    for customer_id, account_no, name, district_id, category in people.tuples():
        mine = [_held(row, lines.get(row[1], []), as_of) for row in bills.get(customer_id, ())]
        yield Account(
            customer_id=customer_id,
            account_no=account_no,
            name=name,
            district_id=district_id,
            residential=category in _RESIDENTIAL,
            bills={held.period: held for held in mine},
            credit=tuple(credits.get(customer_id, ())),
        )


def _lines(bill_ids: list[int]) -> dict[int, list[Row]]:
    """Bill id -> (entry, kind, paid_at, fen off the bill, settled) of what was put to it."""
    result: dict[int, list[Row]] = defaultdict(list)
    for start in range(0, len(bill_ids), CHUNK):
        query = (
            Line.select(Line.bill, Entry.id, Entry.kind, Entry.paid_at, Line.fen, Settlement.id)
            .join(Entry)
            .join(
                Settlement,
                JOIN.LEFT_OUTER,
                on=(Settlement.entry == Entry.id) & (Settlement.bill_id == Line.bill),
            )
            # Only lines of OWED name a bill; a condition on the account would make SQLite go
            # through all of that account's lines.
            .where(Line.bill.in_(bill_ids[start : start + CHUNK]) & Entry.kind.in_(PAYING_KINDS))
            .order_by(Entry.paid_at, Entry.id)
        )
        for bill_id, entry_id, kind, paid_at, fen, settlement in query.tuples():
            result[bill_id].append((entry_id, kind, paid_at, -fen, settlement is not None))
    return result


def _held(bill: Row, lines: list[Row], as_of: datetime) -> Held:
    _, bill_id, period, due_fen, open_fen, kwh, released_on, due_on = bill
    before = [line for line in lines if line[2] < as_of]
    unposted = [line for line in before if line[1] in OWN_KINDS and not line[4]]
    own = tuple(Own(i, fen, at, _doubted(at, before)) for i, _, at, fen, _ in unposted)
    return Held(
        bill_id, period, due_fen, open_fen, kwh, released_on, due_on,
        posted_fen=sum(line[3] for line in before) - sum(o.fen for o in own),
        channel_fen=sum(line[3] for line in before if line[1] in CHANNEL_KINDS),
        own=own,
        offsets=frozenset(line[0] for line in unposted if line[1] == "offset"),
        later=_later([(line[2], line[3]) for line in lines if line[2] >= as_of]),
    )  # fmt: skip


def _doubted(paid_at: datetime, lines: list[Row]) -> bool:
    """Whether a list since then made us book money from elsewhere on the same bill."""
    return sum(fen for _, kind, at, fen, _ in lines if kind == "listed" and at > paid_at) > 0


def _later(parts: list[tuple[datetime, int]]) -> tuple[tuple[datetime, int], ...]:
    """What came at or after as-of and is still on the bill, the newest first."""
    gone = -sum(fen for _, fen in parts if fen < 0)
    result = []
    for paid_at, fen in reversed([part for part in parts if part[1] > 0]):
        taken = min(gone, fen)
        gone -= taken
        if fen > taken:
            result.append((paid_at, fen - taken))
    return tuple(result)


def _credits(chunk: list[int]) -> dict[int, list[tuple[datetime, int]]]:
    """Customer id -> (paid_at, fen) of every change of the credit of those that have some."""
    holders = Balance.select(Balance.owner_id).where(
        (Balance.account == PREPAID) & Balance.owner_id.in_(chunk) & (Balance.fen < 0)
    )
    query = (
        Line.select(Line.owner_id, Entry.paid_at, Line.fen)
        .join(Entry)
        .where((Line.account == PREPAID) & Line.owner_id.in_(holders))
        .order_by(Entry.paid_at, Entry.id)
    )
    result: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for owner, paid_at, fen in query.tuples():
        result[owner].append((paid_at, -fen))
    return result
