"""Recovery rates (电费回收率) and the plan line, in integers only. Pure.

A rate is in basis points (10000 = 100 %), cut off and never rounded: 99.999 % is not 100 %.
Money is in fen. Source of the rate itself: received / receivable x 100 % (domain.md §3.4).
"""

from collections.abc import Sequence
from datetime import date, timedelta

FULL_BP = 10_000

# A checkpoint here is (its date, the rate asked for by 24:00 of it in basis points).
Point = tuple[date, int]


def rate_bp(settled_fen: int, due_fen: int) -> int | None:
    """Settled / receivable in basis points, cut off towards zero; None without a receivable."""
    if due_fen <= 0:
        return None
    bp = abs(settled_fen) * FULL_BP // due_fen
    return bp if settled_fen >= 0 else -bp


def is_met(settled_fen: int, due_fen: int, required_bp: int) -> bool:
    """Whether the rate is reached. No receivable counts as met (domain.md §2.2)."""
    return due_fen <= 0 or settled_fen * FULL_BP >= due_fen * required_bp


def gap_fen(settled_fen: int, due_fen: int, required_bp: int) -> int:
    """The least money that is still needed to reach the rate; 0 when it is met."""
    if due_fen <= 0:
        return 0
    needed = -(-due_fen * required_bp // FULL_BP)
    return max(0, needed - settled_fen)


def rate_text(bp: int) -> str:
    """A rate as screens and papers show it, without the sign %: 9999 -> '99.99'."""
    sign = "−" if bp < 0 else ""
    return f"{sign}{abs(bp) // 100}.{abs(bp) % 100:02d}"


def short_rate_text(bp: int) -> str:
    """A rate that somebody set, without idle zeros: 6500 -> '65', 6550 -> '65.5'."""
    return rate_text(bp).rstrip("0").rstrip(".")


def plan_line_bp(day: date, release_day: date, checkpoints: Sequence[Point]) -> int:
    """Where the plan stands at 24:00 of `day`, in basis points, cut off.

    0 as the release day begins, straight from there to each checkpoint in turn, level after the
    last. A checkpoint before the release day asks for nothing, because nothing was due yet.
    """
    before, before_bp = release_day - timedelta(days=1), 0
    if day <= before:
        return 0
    for due_on, required_bp in sorted(checkpoints):
        if due_on <= before:
            continue
        if day <= due_on:
            part = (required_bp - before_bp) * (day - before).days
            return before_bp + part // (due_on - before).days
        before, before_bp = due_on, required_bp
    return before_bp


def behind(settled_fen: int, due_fen: int, plan_bp: int, margin_bp: int = 0) -> bool:
    """Whether somebody is below the plan line by more than the margin."""
    return not is_met(settled_fen, due_fen, plan_bp - margin_bp)
