"""Behind or on the plan line between checkpoints: help starts, help ends, a warning. Pure."""

from datetime import timedelta

from app.escalation import sentences
from app.escalation.facts import Buddy, Facts, Pace, Settings
from app.escalation.steps import Kind, State, Step
from app.escalation.timing import Event, next_point, points, usable_pace
from app.standing.rate import behind, is_met, plan_line_bp


def next_turn(facts: Facts, settings: Settings) -> Event | None:
    """NORMAL below the plan line becomes ASSIST, ASSIST back on it becomes NORMAL.

    Help that a person asked for stays until the next checkpoint's verdict.
    """
    pace = usable_pace(facts)
    if pace is None:
        return None
    line = [(p.due_on, p.required_bp) for p in points(facts)]
    plan_bp = plan_line_bp(pace.day, facts.release_day, line)
    late = behind(pace.settled_fen, pace.due_fen, plan_bp, settings.pace_margin_bp)
    figures = sentences.pace_figures(pace, plan_bp, facts.period)
    buddy = facts.buddy_on(pace.day)
    if facts.state == State.NORMAL and late:
        words = sentences.behind(figures, buddy)
        step = _step(Kind.ASSIST, State.ASSIST, pace, "帮扶", words, buddy)
    elif facts.state == State.ASSIST and not late and not _asked_by_person(facts):
        step = _step(Kind.ON_PACE, State.NORMAL, pace, "回到正常", figures, buddy)
    else:
        return None
    return None if facts.has(step.kind, step.on) else Event(pace.known_at, lambda: (step,))


def next_warning(facts: Facts, settings: Settings) -> Event | None:
    """A notice, not a state: shortly before a checkpoint, what is still missing; once for each."""
    pace, point = usable_pace(facts), next_point(facts)
    if pace is None or point is None or facts.has(Kind.WARNED, point.due_on):
        return None
    days_left = point.due_on - pace.day
    if not timedelta(0) < days_left <= timedelta(days=settings.warn_days):
        return None
    if is_met(pace.settled_fen, pace.due_fen, point.required_bp) or facts.hold_on(point.due_on):
        return None
    words = sentences.warned(point, pace, facts.period)
    buddy = facts.buddy_on(pace.day)
    step = Step(
        kind=Kind.WARNED,
        on=point.due_on,
        state=facts.state,
        at=pace.known_at,
        known_at=pace.known_at,
        title="快到节点了",
        reason=words,
        tell=("a", "b"),
        checkpoint=point.due_on,
        b=buddy.person if buddy else None,
    )
    return Event(pace.known_at, lambda: (step,))


def _asked_by_person(facts: Facts) -> bool:
    last = next((s for s in reversed(facts.steps) if s.state != State.ASSIST), None)
    run = facts.steps[facts.steps.index(last) + 1 :] if last else facts.steps
    return any(step.kind == Kind.HELP_ASKED for step in run)


def _step(
    kind: Kind, state: State, pace: Pace, title: str, words: str, buddy: Buddy | None
) -> Step:
    return Step(
        kind=kind,
        on=pace.day,
        state=state,
        at=pace.known_at,
        known_at=pace.known_at,
        title=title,
        reason=words,
        tell=("a", "b", "head"),
        b=buddy.person if buddy else None,
    )
