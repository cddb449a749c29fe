"""From a missed checkpoint to B acting, or to nobody being able to. Pure.

A round opens with the miss, with a deferral's end, or with a new B: B is asked at once, and acts
from the next working day's 08:00 if the guards hold then. Silence is consent, by setting.
"""

from dataclasses import replace
from datetime import date, datetime

from app.clock import business_day, day_end
from app.escalation import sentences
from app.escalation.facts import Buddy, Facts, Settings
from app.escalation.guards import answer_of, guards, hold
from app.escalation.steps import Cover, Kind, State, Step
from app.escalation.timing import (
    Event,
    ask_at,
    current_round,
    in_order,
    missed_point,
    running_deferral,
    takeover_at,
)


def next_deferral_end(facts: Facts, settings: Settings) -> Event | None:
    """24:00 of the day that the head put the takeover off to; then B is asked anew."""
    deferral = running_deferral(facts)
    if deferral is None:
        return None
    at = in_order(facts, day_end(deferral.on))
    return Event(at, lambda: (_deferral_over(facts, deferral.on, at),))


def next_asking(facts: Facts, settings: Settings) -> Event | None:
    """B is asked once a round; without a B there is nobody to wait for."""
    start, asking = takeover_at(facts, settings), ask_at(facts, settings)
    if start is None or asking is None or running_deferral(facts):
        return None
    if any(step.kind == Kind.ASKED for step in current_round(facts)):
        return None
    at = in_order(facts, asking)
    return Event(at, lambda: (_ask(facts, at, start, settings),))


def next_refusal(facts: Facts, settings: Settings) -> Event | None:
    """B says no: the head decides at once."""
    start = takeover_at(facts, settings)
    buddy = start and facts.buddy_on(business_day(start))
    if not start or not buddy or running_deferral(facts):
        return None
    answer = answer_of(facts, buddy)
    if answer is None or answer.accepted:
        return None
    at = in_order(facts, min(answer.at, start))
    words = f"{buddy.person.name}有难处：「{answer.reason}」" if answer.reason else "B 岗有难处"
    return Event(at, lambda: (_refer(facts, at, words, buddy),))


def next_takeover(facts: Facts, settings: Settings) -> Event | None:
    """The instant B steps up, or the case is referred because a guard fails."""
    start = takeover_at(facts, settings)
    if start is None or running_deferral(facts):
        return None
    return Event(in_order(facts, start), lambda: (_start(facts, start, settings),))


def _start(facts: Facts, start: datetime, settings: Settings) -> Step:
    buddy = facts.buddy_on(business_day(start))
    checked = guards(facts, start, settings)
    if buddy is None or not hold(checked):
        return _refer(facts, start, sentences.failing_words(checked), buddy)
    answer = answer_of(facts, buddy)
    accepted = answer is not None and answer.accepted
    if not accepted and not settings.silence_is_consent:
        return _refer(facts, start, f"{buddy.person.name}没有答复", buddy)
    words = sentences.takeover(facts, buddy.person.name, start, accepted, checked)
    step = _step(facts, Kind.TAKEOVER, State.TAKEOVER, start, words, buddy)
    title = f"{buddy.person.name}顶岗"
    return replace(step, title=title, cover=Cover(buddy.person, start))


def _ask(facts: Facts, at: datetime, start: datetime, settings: Settings) -> Step:
    buddy = facts.buddy_on(business_day(start))
    checked = guards(facts, start, settings)
    if buddy is None:
        return _refer(facts, at, sentences.failing_words(checked), None)
    words = sentences.asked(buddy.person.name, checked, at, start)
    step = _step(facts, Kind.ASKED, State.PENDING, at, words, buddy)
    return replace(step, title=f"请{buddy.person.name}顶岗")


def _refer(facts: Facts, at: datetime, why: str, buddy: Buddy | None) -> Step:
    words = sentences.referred(why)
    step = _step(facts, Kind.REFERRED, State.REFERRED, at, words, buddy)
    return replace(step, title="没人能顶")


def _deferral_over(facts: Facts, until: date, at: datetime) -> Step:
    words = sentences.deferral_over(facts, until, missed_point(facts))
    step = _step(facts, Kind.DEFERRAL_OVER, State.PENDING, at, words, None)
    nth = facts.times(Kind.DEFERRAL_OVER, until)
    return replace(step, on=until, nth=nth, title="缓办到期", at=day_end(until))


def _step(
    facts: Facts, kind: Kind, state: State, at: datetime, words: str, buddy: Buddy | None
) -> Step:
    """A step of this round, named by the day the round opened."""
    opener = current_round(facts)[0]
    on = opener.on if opener.kind == Kind.DEFERRAL_OVER else business_day(opener.known_at)
    missed = missed_point(facts)
    return Step(
        kind=kind,
        on=on,
        state=state,
        at=at,
        known_at=in_order(facts, at),
        title="",
        reason=words,
        tell=("a", "b", "head"),
        checkpoint=missed.due_on if missed else None,
        b=buddy.person if buddy else None,
        nth=facts.times(kind, on),
    )
