"""Putting money to bills: the oldest period first unless the payer says otherwise. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class OpenBill:
    """A bill with something open: its id, period (YYYYMM) and open fen."""

    id: int
    period: int
    open_fen: int


@dataclass(frozen=True)
class Part:
    """So many fen for that bill."""

    bill_id: int
    period: int
    fen: int


def allocate(
    bills: Sequence[OpenBill], fen: int, periods: Sequence[int] = ()
) -> tuple[tuple[Part, ...], int]:
    """Parts for the bills and the fen left over, which become prepayment (design.md §4).

    The chosen periods come first, oldest first; what is left after them goes to no other
    period, since the payer named those that the money is for. Without a choice all count.
    """
    wanted = [b for b in bills if not periods or b.period in periods]
    parts, left = [], fen
    for bill in sorted(wanted, key=lambda b: (b.period, b.id)):
        part = min(left, bill.open_fen)
        if part > 0:
            parts.append(Part(bill.id, bill.period, part))
            left -= part
    return tuple(parts), left
