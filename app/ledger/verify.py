"""`verify`: recompute everything the ledger keeps twice, and name the first thing wrong."""

from collections.abc import Iterator
from typing import Any

from peewee import JOIN, fn

from app.billing.bill import Bill
from app.db import Counter
from app.ledger import seal
from app.ledger.entry import Balance, Entry, Line, Seal, Slip
from app.ledger.post import SEALED
from app.station.people import Station


def problems(station: Station) -> Iterator[str]:
    """Every fault found in the station's books, one plain sentence each; none means sound."""
    yield from _sums(station.id)
    yield from _balances()
    yield from _open_amounts(station.id)
    yield from _slips(station.id)
    yield from _chain(station.id)


def _sums(station_id: int) -> Iterator[str]:
    query = (
        Line.select(Line.entry, fn.SUM(Line.fen))
        .join(Entry)
        .where(Entry.station == station_id)
        .group_by(Line.entry)
        .having(fn.SUM(Line.fen) != 0)
        .tuples()
    )
    for entry_id, fen in query:
        yield f"entry {entry_id}: its lines sum to {fen} fen, not to zero"


def _balances() -> Iterator[str]:
    query = Line.select(Line.account, Line.owner_id, fn.SUM(Line.fen)).group_by(
        Line.account, Line.owner_id
    )
    computed = {(account, owner): int(fen) for account, owner, fen in query.tuples()}
    kept = {(b.account, b.owner_id): b.fen for b in Balance.select()}
    for account, owner in sorted(computed.keys() | kept.keys()):
        is_, should = kept.get((account, owner), 0), computed.get((account, owner), 0)
        if is_ != should:
            yield f"balance {account} of {owner}: kept as {is_} fen, its lines make {should}"


def _open_amounts(station_id: int) -> Iterator[str]:
    query = (
        Bill.select(Bill.id, Bill.open_fen, fn.COALESCE(fn.SUM(Line.fen), 0))
        .join(Line, JOIN.LEFT_OUTER, on=(Line.bill == Bill.id))
        .where(Bill.station == station_id)
        .group_by(Bill.id, Bill.open_fen)
        .having(Bill.open_fen != fn.COALESCE(fn.SUM(Line.fen), 0))
    )
    for bill_id, open_fen, fen in query.tuples():
        yield f"bill {bill_id}: kept as {open_fen} fen open, its lines make {fen}"


def _slips(station_id: int) -> Iterator[str]:
    years: dict[int, list[int]] = {}
    rows = Slip.select(Slip.year, Slip.n).where(Slip.station == station_id)
    for year, n in rows.order_by(Slip.year, Slip.n).tuples():
        years.setdefault(year, []).append(n)
    for year, numbers in years.items():
        missing = set(range(1, numbers[-1] + 1)) - set(numbers)
        if missing:
            yield f"slips of {year}: number {min(missing)} is missing"
        counter = Counter.select(Counter.last).where(
            (Counter.station_id == station_id) & (Counter.name == f"slip-{year}")
        )
        if counter.scalar() != numbers[-1]:
            yield f"slips of {year}: the last is {numbers[-1]}, the counter says otherwise"


def _chain(station_id: int) -> Iterator[str]:
    previous, expected = seal.GENESIS, 1
    lines = _lines_by_entry(station_id)
    seals = Seal.select(Seal, Entry).join(Entry).where(Entry.station == station_id)
    for row in seals.order_by(Entry.seq).iterator():
        entry = row.entry
        if entry.seq != expected or row.seq != expected:
            yield f"entry {expected} of the station is missing"
            return
        body = seal.canonical(_fields(entry), lines.get(entry.id, []))
        if row.previous != previous or row.hash != seal.seal(previous, body, row.key_id):
            yield f"entry {entry.id} (number {entry.seq}): its seal does not match"
            return
        previous, expected = row.hash, expected + 1
    count = Entry.select().where(Entry.station == station_id).count()
    if count != expected - 1:
        yield f"{count} entries, {expected - 1} seals"
    counter = Counter.select(Counter.last).where(
        (Counter.station_id == station_id) & (Counter.name == "entry")
    )
    if (counter.scalar() or 0) != expected - 1:
        yield f"entry {expected} of the station is missing: the counter knows of it"


def _fields(entry: Entry) -> dict[str, Any]:
    return {name: entry.__data__[name] for name in SEALED}


def _lines_by_entry(station_id: int) -> dict[int, list[tuple[str, int, int | None, int]]]:
    result: dict[int, list[tuple[str, int, int | None, int]]] = {}
    query = (
        Line.select(Line.entry, Line.account, Line.owner_id, Line.bill, Line.fen)
        .join(Entry)
        .where(Entry.station == station_id)
        .order_by(Line.id)
    )
    for entry_id, *line in query.tuples().iterator():
        result.setdefault(entry_id, []).append(tuple(line))
    return result
