"""How what a list shows of one bill meets what we know of it (design.md §4). Pure.

Expected open = due − what we know was paid before the list's as-of instant. What we know has two
halves: money that the marketing system has for certain, and money of ours that no list has shown
yet (未销账), any part of which may or may not have been posted there by then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

# So many parts of one bill are tried in every combination; of more, only the oldest ones.
_TRIED = 12


@dataclass(frozen=True)
class Own:
    """Money of ours put to the bill and not yet 已销账: fen, when it was paid, which entry.

    A reversal is negative. `doubted`: a list after it showed less than we expected, so it was
    taken for posted there, but nothing proved it.
    """

    entry_id: int
    fen: int
    paid_at: datetime
    doubted: bool = False


@dataclass(frozen=True)
class Known:
    """What we know of one bill: what it is due, what was paid before the list's as-of that the
    marketing system has for certain (its own channels, and ours that are 已销账), and ours that
    it may not have."""

    due_fen: int
    posted_fen: int
    own: tuple[Own, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What follows for the bill. All zero and empty: nothing.

    elsewhere_fen: paid through another channel, to be booked dated as-of. settled: entries of
    ours that are 已销账 from now on. unexplained_fen: listed so much more than anything explains,
    which a person must look at; nothing is booked then.
    """

    elsewhere_fen: int = 0
    settled: tuple[int, ...] = ()
    unexplained_fen: int = 0


def meet(known: Known, listed_fen: int, as_of: datetime) -> Outcome:
    """What a list that shows `listed_fen` open as of that instant means for the bill.

    Money of ours that was paid at or after the instant can't be in the list and counts for
    nothing here. Fen are booked only when the list shows less than we expect. Ours are 已销账
    when they add up exactly to what the list shows as paid, or when the bill is closed there.
    """
    own = sorted((o for o in known.own if o.paid_at < as_of), key=lambda o: (o.paid_at, o.entry_id))
    shown = known.due_fen - known.posted_fen - listed_fen
    new = shown - sum(o.fen for o in own if o.doubted)
    proved = _exactly([o for o in own if not o.doubted], new)
    if proved is not None:
        return Outcome(settled=proved)
    less = shown - sum(o.fen for o in own)
    if less > 0:
        if listed_fen == 0:
            return Outcome(less, tuple(o.entry_id for o in own))
        return Outcome(less, _exactly(own, new) or ())
    return Outcome(unexplained_fen=max(0, -shown))


def _exactly(own: Sequence[Own], fen: int) -> tuple[int, ...] | None:
    """Entries that add up to exactly so much, the oldest preferred; None when none do."""
    sums: dict[int, tuple[int, ...]] = {0: ()}
    for part in own[:_TRIED]:
        for total, ids in list(sums.items()):
            sums.setdefault(total + part.fen, (*ids, part.entry_id))
    return sums.get(fen)
