"""Who is rewarded when a case closes (domain.md §2.1 rule 4, §2.2). Pure.

Met before or after a takeover: A and B at the same time, in full. Met while B was acting: B, and
A by setting (none by default; there is never a fine). Missed: nobody.
"""

from dataclasses import dataclass

from app.escalation.steps import CLOSED, State
from app.standing.rate import FULL_BP, short_rate_text


@dataclass(frozen=True)
class CreditSettings:
    """A's share when the target was met while B was acting, in basis points of a reward."""

    share_a_after_takeover_bp: int = 0


@dataclass(frozen=True)
class Shares:
    """Each one's part of one reward in basis points, with the reason as people say it."""

    a_bp: int
    b_bp: int
    reason: str


def credit(closing: State, settings: CreditSettings, *, has_b: bool = True) -> Shares:
    """The shares for A and B. Raises ValueError for a case that is still open."""
    if closing not in CLOSED:
        raise ValueError(f"a case in state {closing} has no credit yet")
    if closing == State.CLOSED_MISSED:
        return Shares(0, 0, "没达到目标，不记奖")
    if closing == State.CLOSED_MET_BY_B:
        share = settings.share_a_after_takeover_bp
        words = "B 顶岗时达标：记 B" + (f"，A 记 {short_rate_text(share)}%" if share else "")
        return Shares(share, FULL_BP, words)
    if not has_b:
        return Shares(FULL_BP, 0, "达标：记 A，没有结对")
    return Shares(FULL_BP, FULL_BP, "A 在岗达标：A、B 同奖")
