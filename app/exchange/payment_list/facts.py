"""What a list of payments says and what we know of the same customers: frozen values. Pure."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

# What two lists call the same payment by: when, how many fen, through which channel.
Mark = tuple[datetime, int, str]


@dataclass(frozen=True)
class Payment:
    """One listed payment. taken: a person decided that it is to be booked."""

    row_id: int
    paid_at: datetime
    fen: int
    channel: str
    period: int | None
    serial: str
    taken: bool = False


@dataclass(frozen=True)
class Collected:
    """A collection of ours. parts: bill id -> (period, fen), 0 for what became prepayment;
    settled: the parts that are 已销账."""

    entry_id: int
    paid_at: datetime
    fen: int
    slip: str
    parts: dict[int, tuple[int, int]]
    settled: frozenset[int]


@dataclass(frozen=True)
class Assumed:
    """Fen that a list made us book as paid elsewhere, dated as of that list, because we did not
    know which payment it was."""

    bill_id: int
    period: int
    fen: int
    dated: datetime


@dataclass(frozen=True)
class Owing:
    """A bill that the marketing system may have open: by what we have open too, and by `ours`,
    (entry id, paid_at, fen) of collections put to it that are not 已销账, the newest first.
    listed_at: as of when a list last told what was open."""

    bill_id: int
    period: int
    open_fen: int
    listed_at: datetime | None
    ours: tuple[tuple[int, datetime, int], ...] = ()


@dataclass(frozen=True)
class Payer:
    """What we know of one customer. told_until: as of when lists have told what is owed."""

    customer_id: int
    known: Counter[Mark]
    serials: frozenset[str]
    collected: tuple[Collected, ...]
    assumed: tuple[Assumed, ...]
    owing: tuple[Owing, ...]
    told_until: datetime | None


@dataclass(frozen=True)
class Booking:
    """An entry to be: parts are (bill id, fen), rest becomes prepayment. replaced: (bill id,
    fen, dated) of what was assumed until now and is known by this payment. moved: the same of
    money of ours whose place on a bill this payment takes; it becomes credit."""

    payment: Payment
    parts: tuple[tuple[int, int], ...]
    rest: int
    replaced: tuple[tuple[int, int, datetime], ...] = ()
    moved: tuple[tuple[int, int, datetime], ...] = ()

    @property
    def fen(self) -> int:
        """What is booked; less than the payment when lists have told the rest already."""
        return sum(fen for _, fen in self.parts) + self.rest


@dataclass
class Decided:
    """What a list comes to for one customer. verdicts: row id -> (verdict, reason, advice)."""

    customer_id: int
    bookings: list[Booking] = field(default_factory=list)
    settled: list[tuple[int, int]] = field(default_factory=list)
    verdicts: dict[int, tuple[str, str, str]] = field(default_factory=dict)
