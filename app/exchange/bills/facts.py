"""What a list of bills says and what we know of the same customers: frozen values. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.ledger.reconcile import Known, Own


@dataclass(frozen=True)
class Listed:
    """One bill as a list has it. open_fen None: the list says nothing of what was paid; due_fen
    None: nothing of what was billed. row_id is None for a bill that a full list leaves out.
    taken: a person decided that the list is right although nothing explains it."""

    row_id: int | None
    period: int
    due_fen: int | None
    open_fen: int | None
    kwh: int | None = None
    released_on: date | None = None
    due_on: date | None = None
    taken: bool = False


@dataclass(frozen=True)
class Held:
    """A bill that we hold. posted_fen and own: as in reconcile.Known. channel_fen: of what is
    posted, what came through channels that are not ours. later: (paid_at, fen) of money put to
    it at or after the list's as-of, the newest first. offsets: which of `own` are credit put to
    the bill, no collection of it."""

    id: int
    period: int
    due_fen: int
    open_fen: int
    kwh: int | None
    released_on: date | None
    due_on: date | None
    posted_fen: int = 0
    channel_fen: int = 0
    own: tuple[Own, ...] = ()
    later: tuple[tuple[datetime, int], ...] = ()
    offsets: frozenset[int] = frozenset()

    @property
    def known(self) -> Known:
        """For reconcile.meet."""
        return Known(self.due_fen, self.posted_fen, self.own)


@dataclass(frozen=True)
class Account:
    """One customer: bills by period, and (paid_at, fen) of each change of the credit, oldest
    first (fen > 0: the credit grew)."""

    customer_id: int
    account_no: str
    name: str
    district_id: int | None
    residential: bool
    bills: dict[int, Held]
    credit: tuple[tuple[datetime, int], ...] = ()


@dataclass(frozen=True)
class NewBill:
    """A bill to be made. told: the list says what is open. `offsets`: (paid_at, fen) of credit
    that is put to it at once; `offset_settled`: the list shows that the marketing system did the
    same with the first of them."""

    period: int
    due_fen: int
    told: bool
    kwh: int | None
    released_on: date
    due_on: date
    elsewhere_fen: int = 0
    offsets: tuple[tuple[datetime, int], ...] = ()
    offset_settled: bool = False

    @property
    def open_fen(self) -> int:
        """What is left of it once all of this is booked."""
        return self.due_fen - self.elsewhere_fen - sum(fen for _, fen in self.offsets)


@dataclass(frozen=True)
class Change:
    """What happens to a bill that we hold. told: the list says what is open.

    revised_fen: the due grows by so much (or shrinks). elsewhere_fen: paid through another
    channel, dated as-of (negative: a person decided that it wasn't, after all). settled: entries
    of ours that are 已销账. moved: (paid_at, fen) of money that the bill has no room for any more
    and that becomes credit; moved_settled: the list shows the first of them there, too. details:
    kwh and days that the list tells otherwise. missing: a full list leaves the bill out.
    """

    bill: Held
    told: bool
    revised_fen: int = 0
    elsewhere_fen: int = 0
    settled: tuple[int, ...] = ()
    moved: tuple[tuple[datetime, int], ...] = ()
    moved_settled: bool = False
    details: dict[str, int | date] = field(default_factory=dict)
    missing: bool = False

    @property
    def posted(self) -> tuple[int, ...]:
        """Of what is 已销账 from now on, the collections."""
        return tuple(i for i in self.settled if i not in self.bill.offsets)

    @property
    def says_something(self) -> bool:
        """Whether anything changes that a person would want to know."""
        return bool(
            self.revised_fen or self.elsewhere_fen or self.posted or self.moved or self.details
        )


@dataclass
class Decided:
    """What a list comes to for one customer. verdicts: row id -> (verdict, unexplained fen,
    whether a person may take the list's word)."""

    account: Account
    new: list[NewBill] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    verdicts: dict[int, tuple[str, int, bool]] = field(default_factory=dict)

    def judge(
        self, row_id: int | None, verdict: str, unexplained_fen: int = 0, takeable: bool = False
    ) -> None:
        """Note what a row came to; a missing bill has none."""
        if row_id is not None:
            self.verdicts[row_id] = (verdict, unexplained_fen, takeable)
