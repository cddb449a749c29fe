"""The one way into the ledger: drafts become sealed entries, balances and open amounts move.

Everything here needs a transaction that the verb calling it owns.
"""

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.bulk import insert_rows
from app.clock import business_day
from app.db import database, in_chunks, next_number
from app.ledger import seal
from app.ledger.entry import OWED, Entry, Line, Seal

LineDraft = tuple[str, int, int | None, int]  # account, owner id, bill id, signed fen
SEALED = (
    "station", "seq", "kind", "key", "body_hash", "customer", "fen", "channel", "paid_at",
    "recorded_at", "made_at", "by", "visit", "reverses",
)  # fmt: skip


@dataclass
class Draft:
    """An entry to be. Lines must sum to zero and every `owed` line names its bill."""

    kind: str
    fen: int
    paid_at: datetime
    recorded_at: datetime
    lines: Sequence[LineDraft]
    by: int | None = None
    customer: int | None = None
    channel: str = ""
    key: str | None = None
    body_hash: str = ""
    answer: dict[str, Any] | None = None
    payer_name: str = ""
    made_at: datetime | None = None
    visit: int | None = None
    reverses: int | None = None
    source: str = ""
    entry_id: int = field(default=0, init=False)


class Unbalanced(Exception):
    """A draft whose lines don't sum to zero: a fault in our code, never a person's."""


def post(
    station_id: int, drafts: Sequence[Draft], *, opened: Container[int] = frozenset()
) -> list[int]:
    """Write the drafts as entries of the station, in order, and return their ids.

    `opened`: bills made in this transaction with the open amount that these drafts leave them;
    moving each of a long list's bills again would double the time that others wait.
    Raises Unbalanced before anything is written.
    """
    if not drafts:
        return []
    for draft in drafts:
        if sum(line[3] for line in draft.lines):
            raise Unbalanced(draft.kind)
        if any(line[0] == OWED and line[2] is None for line in draft.lines):
            raise Unbalanced("an owed line without a bill")
    first = next_number(station_id, "entry", len(drafts))
    rows = [_row(station_id, first + i, d) for i, d in enumerate(drafts)]
    ids = _insert_entries(station_id, first, rows)
    for draft, entry_id in zip(drafts, ids, strict=True):
        draft.entry_id = entry_id
    _insert_lines(drafts)
    _move_balances(drafts)
    _move_bills(drafts, opened)
    _seal(station_id, first, rows, drafts)
    return ids


def _row(station_id: int, seq: int, draft: Draft) -> dict[str, Any]:
    return {
        "station": station_id, "seq": seq, "kind": draft.kind, "key": draft.key,
        "body_hash": draft.body_hash, "answer": draft.answer, "customer": draft.customer,
        "fen": draft.fen, "channel": draft.channel, "payer_name": draft.payer_name,
        "paid_at": draft.paid_at, "recorded_at": draft.recorded_at, "made_at": draft.made_at,
        "day": business_day(draft.paid_at), "by": draft.by, "visit": draft.visit,
        "reverses": draft.reverses, "source": draft.source,
    }  # fmt: skip


def _insert_entries(station_id: int, first: int, rows: list[dict[str, Any]]) -> list[int]:
    names = tuple(rows[0])
    fields = [getattr(Entry, name) for name in names]
    insert_rows(fields, ([row[name] for name in names] for row in rows))
    written = (
        Entry.select(Entry.id)
        .where((Entry.station == station_id) & (Entry.seq >= first))
        .order_by(Entry.seq)
    )
    return [entry_id for (entry_id,) in written.tuples()]


def _insert_lines(drafts: Sequence[Draft]) -> None:
    fields = (Line.entry, Line.account, Line.owner_id, Line.bill, Line.fen)
    insert_rows(fields, ((d.entry_id, *line) for d in drafts for line in d.lines))


def _move_balances(drafts: Sequence[Draft]) -> None:
    moved: dict[tuple[str, int], int] = defaultdict(int)
    for draft in drafts:
        for account, owner, _, fen in draft.lines:
            moved[account, owner] += fen
    # Sorted: two transactions that touch the same rows take them in the same order.
    rows = [(a, o, fen) for (a, o), fen in sorted(moved.items())]
    mark = database.obj.param
    for chunk in in_chunks(rows, 2000):
        values = ",".join([f"({mark},{mark},{mark})"] * len(chunk))
        database.execute_sql(
            f"INSERT INTO balance (account, owner_id, fen) VALUES {values} "
            "ON CONFLICT (account, owner_id) DO UPDATE SET fen = balance.fen + excluded.fen",
            [value for row in chunk for value in row],
        )


def _move_bills(drafts: Sequence[Draft], opened: Container[int]) -> None:
    moved: dict[int, int] = defaultdict(int)
    for draft in drafts:
        for _, _, bill_id, fen in draft.lines:
            if bill_id is not None and bill_id not in opened:
                moved[bill_id] += fen
    rows = sorted((b, fen) for b, fen in moved.items() if fen)
    mark = database.obj.param
    for chunk in in_chunks(rows, 2000):
        values = ",".join([f"({mark},{mark})"] * len(chunk))
        database.execute_sql(
            "UPDATE bill SET open_fen = open_fen + moved.column2 "
            f"FROM (VALUES {values}) AS moved WHERE bill.id = moved.column1",
            [number for row in chunk for number in row],
        )


def _seal(station_id: int, first: int, rows: list[dict[str, Any]], drafts: Sequence[Draft]) -> None:
    last = (
        Seal.select(Seal.hash)
        .where((Seal.station == station_id) & (Seal.seq == first - 1))
        .scalar()
    )
    previous, key_id, sealed = last or seal.GENESIS, seal.newest_key(), []
    for row, draft in zip(rows, drafts, strict=True):
        body = seal.canonical({name: row[name] for name in SEALED}, draft.lines)
        made = seal.seal(previous, body, key_id)
        sealed.append((draft.entry_id, station_id, row["seq"], previous, made, key_id))
        previous = made
    fields = (Seal.entry, Seal.station, Seal.seq, Seal.previous, Seal.hash, Seal.key_id)
    insert_rows(fields, sealed)
