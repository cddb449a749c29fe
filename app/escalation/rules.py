"""The A+B rules: what follows from a case's facts by now (design.md §5, domain.md part 2). Pure.

The judgement is a walk through time: whichever event comes next, by its own instant and never
by when somebody looked, makes its steps; then the next is found from the facts as they are
after it; until it lies ahead of now. So a night missed, or looked at twice, ends the same.
"""

from datetime import datetime, timedelta

from app.clock import at, business_day, day_end
from app.escalation import sentences
from app.escalation.closing import next_closing, next_settled
from app.escalation.facts import Facts, Settings
from app.escalation.notices import notices
from app.escalation.pace import next_turn, next_warning
from app.escalation.steps import CLOSED, Step, Verdict
from app.escalation.takeover import (
    next_asking,
    next_deferral_end,
    next_refusal,
    next_takeover,
)
from app.escalation.timing import Event, next_point
from app.escalation.verdicts import next_verdict

# Where two come at one instant the earlier in this list goes first: what is judged before what
# follows from it, and the end of a case before a mere notice.
_NEXT = (
    next_verdict,
    next_deferral_end,
    next_refusal,
    next_settled,
    next_closing,
    next_asking,
    next_takeover,
    next_turn,
    next_warning,
)

# A month has a handful. One case that goes wrong must not hang the night's run.
_MOST_STEPS = 200


def decide(facts: Facts, settings: Settings, now: datetime) -> Verdict:
    """The steps that are due by now and not yet taken, in order, and when to look again.

    Deciding again on the same facts plus these steps yields none. Raises RuntimeError when there
    is no end of steps, which would be a fault of the rules.
    """
    made: tuple[Step, ...] = ()
    event = _next_event(facts, settings)
    while event and event.at <= now:
        steps = event.make()
        facts, made = facts.after(steps), made + steps
        if len(made) > _MOST_STEPS:
            raise RuntimeError(f"the rules go round in circles: {made[-1].key}")
        event = _next_event(facts, settings)
    hold = facts.hold_on(business_day(now))
    return Verdict(
        steps=made,
        look_again_at=_look_again(facts, event, settings, now),
        waiting=_waiting(facts, settings, now),
        held=hold.why if hold else "",
        notices=notices(facts, made),
    )


def _next_event(facts: Facts, settings: Settings) -> Event | None:
    if facts.state in CLOSED:
        return None
    events = [event for find in _NEXT if (event := find(facts, settings))]
    return min(events, key=lambda event: event.at, default=None)


def _look_again(
    facts: Facts, event: Event | None, settings: Settings, now: datetime
) -> datetime | None:
    """The next thing known to come, and every morning for what the feed brings; never if closed."""
    if facts.state in CLOSED:
        return None
    clock = settings.ask_from
    morning = at(business_day(now), clock.hour, clock.minute)
    if morning <= now:
        morning = at(business_day(now) + timedelta(days=1), clock.hour, clock.minute)
    return min(morning, event.at) if event else morning


def _waiting(facts: Facts, settings: Settings, now: datetime) -> str:
    """What a checkpoint whose date has passed still waits for, in words; '' for nothing."""
    point = None if facts.state in CLOSED else next_point(facts)
    if point is None or now < day_end(point.due_on):
        return ""
    if facts.receivables_at is None:
        return sentences.waiting_for_receivables(point, facts.period)
    return sentences.waiting_for_feed(
        point, facts.period, day_end(point.due_on) + settings.waiting_limit
    )
