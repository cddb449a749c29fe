"""How a case ends: met, met by B, or missed. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.clock import day_end
from app.escalation.facts import Facts, Settings
from app.escalation.steps import Kind, State, Step
from app.escalation.timing import Event, acting_at, in_order, judged, usable_pace
from app.standing.rate import FULL_BP, is_met


def next_settled(facts: Facts, settings: Settings) -> Event | None:
    """Everything was paid: nothing is left to help with, so the case need not wait for its day.

    Only with the receivables in full, and never for a period in which nothing is due yet.
    """
    pace = usable_pace(facts)
    if pace is None or pace.day < facts.release_day:
        return None
    if pace.due_fen <= 0 or not is_met(pace.settled_fen, pace.due_fen, FULL_BP):
        return None
    at = pace.known_at
    if not judged(facts, facts.settlement_day):
        return Event(at, lambda: (close_met(facts, day_end(pace.day), at),))
    words = f"{month_words(facts)}电费结清了，但过了结算日，不算达到目标"
    return Event(at, lambda: (close(facts, State.CLOSED_MISSED, at, words),))


def next_closing(facts: Facts, settings: Settings) -> Event | None:
    """The end of the days in which what a missed settlement day left over is still worked."""
    if not judged(facts, facts.settlement_day):
        return None
    last_day = facts.settlement_day + timedelta(days=settings.leftover_days)
    at = in_order(facts, day_end(last_day))
    return Event(at, lambda: (close_missed(facts, at),))


def close_met(facts: Facts, deadline: datetime, at: datetime) -> Step:
    """Met: by B if B was acting as the deadline passed, else by A and B together."""
    acting = acting_at(facts, deadline)
    if acting:
        words = f"{month_words(facts)}在{acting.name}顶岗时达到目标，记{acting.name}"
        return close(facts, State.CLOSED_MET_BY_B, at, words)
    buddy = facts.buddy_on(facts.settlement_day)
    names = f"{facts.a.name}、{buddy.person.name}一起" if buddy else facts.a.name
    return close(facts, State.CLOSED_MET, at, f"{month_words(facts)}达到目标，记{names}")


def close_missed(facts: Facts, at: datetime) -> Step:
    """Missed: what is left moves on as arrears of a former month."""
    words = f"{month_words(facts)}没达到目标，剩下的转入往月欠费"
    return close(facts, State.CLOSED_MISSED, at, words)


def close(facts: Facts, state: State, at: datetime, words: str) -> Step:
    """The last step of a case; it ends a cover that still runs."""
    cover = facts.cover
    return Step(
        kind=Kind.CLOSED,
        on=facts.settlement_day,
        state=state,
        at=at,
        known_at=at,
        title="结案",
        reason=words,
        tell=("a", "b", "head"),
        b=cover.b if cover else None,
        cover=replace(cover, until=at) if cover else None,
    )


def month_words(facts: Facts) -> str:
    """'10 月': the case's period as people say it."""
    return f"{facts.period % 100} 月"
