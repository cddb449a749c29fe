"""When things count in a case: deadlines, J, the first instant B may act. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.clock import at, business_day, day_end
from app.escalation.facts import Checkpoint, Facts, Pace, Settings
from app.escalation.steps import Kind, Person, State, Step
from app.standing.rate import FULL_BP

_JUDGED = (Kind.MET, Kind.MISSED, Kind.HELD)
_REOPENS = (Kind.REPLACED, Kind.DEFERRAL_OVER)


@dataclass(frozen=True)
class Event:
    """The next thing that could happen to a case: when, and how to make its steps then."""

    at: datetime
    make: Callable[[], tuple[Step, ...]]


def in_order(facts: Facts, moment: datetime) -> datetime:
    """The moment, but never before the last step: what is known late opens nothing in the past."""
    return max(moment, facts.steps[-1].known_at) if facts.steps else moment


def verdict_at(
    due_on: date,
    feed_reached_at: datetime | None,
    receivables_at: datetime | None,
    settings: Settings,
) -> datetime | None:
    """J: when the checkpoint of that date may be judged; None while receivables are missing.

    The first instant at which a list reached 24:00 of the date, or the waiting limit after it;
    never before the receivables were there in full.
    """
    if receivables_at is None:
        return None
    limit = day_end(due_on) + settings.waiting_limit
    reached = limit if feed_reached_at is None else min(feed_reached_at, limit)
    return max(reached, receivables_at, day_end(due_on))


def points(facts: Facts) -> tuple[Checkpoint, ...]:
    """The checkpoints up to the settlement day, in order; that day itself is always the last.

    Without one of its own it asks for what the last asked, or for everything.
    """
    kept = sorted((p for p in facts.checkpoints if p.due_on <= facts.settlement_day), key=_due_on)
    if not kept or kept[-1].due_on < facts.settlement_day:
        required_bp = kept[-1].required_bp if kept else FULL_BP
        kept.append(Checkpoint(facts.settlement_day, required_bp))
    return tuple(kept)


def next_point(facts: Facts) -> Checkpoint | None:
    """The first checkpoint without a verdict: they are judged in order, each once."""
    return next((p for p in points(facts) if not judged(facts, p.due_on)), None)


def judged(facts: Facts, due_on: date) -> bool:
    """Whether the checkpoint of that date has its verdict, which then stays."""
    return any(facts.has(kind, due_on) for kind in _JUDGED)


def missed_point(facts: Facts) -> Checkpoint | None:
    """The checkpoint that was missed last."""
    due_on = next((s.checkpoint for s in reversed(facts.steps) if s.kind == Kind.MISSED), None)
    return next((p for p in points(facts) if p.due_on == due_on), None)


def pending_run(facts: Facts) -> tuple[Step, ...]:
    """The steps since the case became pending, the first of them included."""
    start = len(facts.steps)
    while start and facts.steps[start - 1].state == State.PENDING:
        start -= 1
    return facts.steps[start:] if facts.state == State.PENDING else ()


def current_round(facts: Facts) -> tuple[Step, ...]:
    """The part of the pending run that counts: a new B or a deferral's end opens a new round."""
    run = pending_run(facts)
    starts = [i for i, step in enumerate(run) if step.kind in _REOPENS]
    return run[starts[-1] :] if starts else run


def running_deferral(facts: Facts) -> Step | None:
    """The head's deferral that the pending case waits for, through the day it is `on`."""
    kinds = (Kind.DEFERRED, Kind.DEFERRAL_OVER)
    last = next((s for s in reversed(pending_run(facts)) if s.kind in kinds), None)
    return last if last and last.kind == Kind.DEFERRED else None


def ask_at(facts: Facts, settings: Settings) -> datetime | None:
    """When B is asked in this round: at once, but nobody is asked in the night."""
    rounds = current_round(facts)
    if not rounds:
        return None
    opened = rounds[0].known_at
    morning = settings.ask_from
    return max(opened, at(business_day(opened), morning.hour, morning.minute))


def takeover_at(facts: Facts, settings: Settings) -> datetime | None:
    """The next working day's 08:00 after the round opened; None if it is not pending.

    A hold is not worked through; one without an end puts the takeover off until it has one.
    """
    rounds = current_round(facts)
    if not rounds:
        return None
    opener = rounds[0]
    by_deferral = opener.kind == Kind.DEFERRAL_OVER
    day = first_working_day(facts, opener.on if by_deferral else business_day(opener.known_at))
    clock = settings.takeover_time
    return None if day is None else at(day, clock.hour, clock.minute)


def first_working_day(facts: Facts, after: date) -> date | None:
    """The first day after that one that is worked and under no hold; None if a year has none."""
    days = (after + timedelta(days=n) for n in range(1, 367))
    return next((d for d in days if facts.workday(d) and not facts.hold_on(d)), None)


def usable_pace(facts: Facts) -> Pace | None:
    """The pace, if its rate is whole (应收 in full) and nothing newer has happened to the case."""
    pace, since = facts.pace, facts.receivables_at
    if pace is None or since is None or since > pace.known_at:
        return None
    return pace if in_order(facts, pace.known_at) == pace.known_at else None


def acting_at(facts: Facts, moment: datetime) -> Person | None:
    """The B who was acting in A's districts just before that moment."""
    covers = [step.cover for step in facts.steps if step.cover]
    last = next((c for c in reversed(covers) if c.since < moment), None)
    return last.b if last and (last.until is None or last.until >= moment) else None


def _due_on(point: Checkpoint) -> date:
    return point.due_on
