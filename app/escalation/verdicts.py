"""Judging checkpoints. Pure.

They are judged in order, each once, each as of its own deadline and J. A verdict stays: money
that comes later, a lowered target or a corrected bill changes none.
"""

from dataclasses import replace
from datetime import datetime

from app.clock import day_end
from app.escalation import sentences
from app.escalation.closing import close_met, close_missed
from app.escalation.facts import Checkpoint, Facts, Measure, Settings, Span
from app.escalation.steps import Cover, Kind, State, Step
from app.escalation.timing import Event, acting_at, in_order, next_point, verdict_at
from app.standing.rate import is_met

_TITLES = {Kind.MET: "到了节点", Kind.MISSED: "没到节点", Kind.HELD: "节点不考核"}


def next_verdict(facts: Facts, settings: Settings) -> Event | None:
    """The next checkpoint's verdict, if it is known when it can be given."""
    point = next_point(facts)
    if point is None:
        return None
    hold, measure = facts.hold_on(point.due_on), facts.as_of.get(point.due_on)
    if hold:
        held_at = in_order(facts, day_end(point.due_on))
        return Event(held_at, lambda: _held(facts, point, hold, held_at))
    if measure is None:
        return None
    j = verdict_at(point.due_on, measure.feed_reached_at, facts.receivables_at, settings)
    if j is None:
        return None
    known_at = in_order(facts, j)
    return Event(known_at, lambda: _judge(facts, point, measure, known_at, settings))


def _judge(
    facts: Facts, point: Checkpoint, measure: Measure, known_at: datetime, settings: Settings
) -> tuple[Step, ...]:
    complete = measure.feed_reached_at is not None and measure.feed_reached_at <= known_at
    note = "" if complete else sentences.limit_passed(known_at)
    if is_met(measure.settled_fen, measure.due_fen, point.required_bp):
        return _met(facts, point, sentences.met(point, measure) + note, known_at)
    return _missed(facts, point, sentences.missed(point, measure) + note, known_at, settings)


def _met(facts: Facts, point: Checkpoint, words: str, known_at: datetime) -> tuple[Step, ...]:
    """B gives back what was taken over; whoever was about to take over need not."""
    if facts.state in (State.PENDING, State.REFERRED):
        words += "，不用顶岗了"
    stays = facts.state in (State.TAKEOVER, State.RETURNED)
    state = facts.state if stays else State.NORMAL
    step = _verdict(Kind.MET, state, point, words, known_at)
    if point.due_on == facts.settlement_day:
        return (step, close_met(facts, day_end(point.due_on), known_at))
    cover = facts.cover
    return (step, _return(facts, cover, point, known_at)) if cover else (step,)


def _missed(
    facts: Facts, point: Checkpoint, words: str, known_at: datetime, settings: Settings
) -> tuple[Step, ...]:
    """Recorded against whoever was acting; a takeover that runs goes on."""
    acting = acting_at(facts, day_end(point.due_on))
    if acting:
        words += f"，记在顶岗的{acting.name}名下"
    state = State.TAKEOVER if facts.state == State.TAKEOVER else State.PENDING
    step = _verdict(Kind.MISSED, state, point, words, known_at)
    step = replace(step, against=(acting or facts.a).id)
    if point.due_on == facts.settlement_day and settings.leftover_days <= 0:
        return (step, close_missed(facts, known_at))
    return (step,)


def _held(facts: Facts, point: Checkpoint, hold: Span, at: datetime) -> tuple[Step, ...]:
    """A checkpoint under a hold asks nothing; the last one then counts as met (domain.md §2.3)."""
    words = f"{sentences.day_words(point.due_on, facts.period)}节点不考核：{hold.why or '停考'}"
    last = point.due_on == facts.settlement_day
    step = _verdict(Kind.HELD, facts.state, point, words + "，按达到算" * last, at)
    return (step, close_met(facts, day_end(point.due_on), at)) if last else (step,)


def _verdict(kind: Kind, state: State, point: Checkpoint, words: str, known_at: datetime) -> Step:
    return Step(
        kind=kind,
        on=point.due_on,
        state=state,
        at=day_end(point.due_on),
        known_at=known_at,
        title=_TITLES[kind],
        reason=words,
        tell=("a", "b", "head"),
        checkpoint=point.due_on,
    )


def _return(facts: Facts, cover: Cover, point: Checkpoint, at: datetime) -> Step:
    on = sentences.day_words(point.due_on, facts.period)
    return Step(
        kind=Kind.RETURNED,
        on=point.due_on,
        state=State.RETURNED,
        at=at,
        known_at=at,
        title=f"交回{facts.a.name}",
        reason=f"{on}节点达到了。{facts.a.name}接回来，{cover.b.name}回本岗",
        tell=("a", "b", "head"),
        checkpoint=point.due_on,
        b=cover.b,
        cover=replace(cover, until=at),
    )
