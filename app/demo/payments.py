"""The payments of the packed lists: who paid what, how, and when we learned it."""

import uuid
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.clock import at, business_day
from app.demo.archive import Row, fen
from app.demo.dates import Move
from app.demo.people import Cast
from app.demo.story import CASH_KEPT_SINCE, PAID_BY_QR
from app.ledger.entry import CASH, QR

DOOR, COUNTER = "走收", "坐收"
# Every seventh or so pays the collector by QR.
QR_PERCENT = 15
_KEYS = uuid.UUID("5d0c3b1e-6f0a-4e0e-9d6b-79696e610000")


@dataclass(frozen=True)
class Paid:
    """One payment. `channel` is the list's word, `method` how a collector was paid."""

    customer: int
    account_no: str
    fen: int
    channel: str
    by: int | None
    paid_at: datetime
    known_at: datetime
    method: str
    key: str


def payments(rows: Iterable[Row], cast: Cast, customers: dict[str, int], move: Move) -> list[Paid]:
    """Every payment. What our own people took is known at once, the rest the next morning."""
    result = []
    for row in rows:
        paid_at = move.instant(row["paid_at"])
        own = row["channel"] in (DOOR, COUNTER)
        result.append(
            Paid(
                customer=customers[row["account_no"]],
                account_no=row["account_no"],
                fen=fen(row["amount"]),
                channel=row["channel"],
                by=cast.staff[row["collector"]].id if own else None,
                paid_at=paid_at,
                known_at=paid_at if own else next_morning(paid_at),
                method=_method(row),
                key=key_of(row["account_no"], row["paid_at"]),
            )
        )
    return result


def next_morning(instant: datetime) -> datetime:
    """07:00 of the next day: when the list that tells of it is loaded."""
    return at(business_day(instant) + timedelta(days=1), 7)


def key_of(*parts: str) -> str:
    """A form's key that is the same at every loading."""
    return str(uuid.uuid5(_KEYS, "/".join(parts)))


def _method(row: Row) -> str:
    """Cash, but for a share of QR that is the same each time, and as the story wants it."""
    since = CASH_KEPT_SINCE.get(row["collector"])
    if since and row["paid_at"] >= since.isoformat():
        return QR if row["account_no"] in PAID_BY_QR else CASH
    drawn = zlib.crc32(f"{row['account_no']} {row['paid_at']}".encode()) % 100
    return QR if drawn < QR_PERCENT else CASH
