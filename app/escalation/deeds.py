"""The steps that people make: put off, replace B, end, ask for help. Pure: rows come elsewhere.

Each returns the step to be written, or raises: Stale when the case is no longer in a state that
allows it, BadInput at the field that can't be taken.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from app.clock import business_day
from app.escalation.facts import Facts, Settings
from app.escalation.steps import Kind, Person, Post, State, Step
from app.escalation.timing import pending_run
from app.refusals import BadInput, Stale

_ALL: tuple[Post, ...] = ("a", "b", "head")


def put_off(
    facts: Facts, until: date, reason: str, *, by: str, at: datetime, settings: Settings
) -> Step:
    """The head puts a pending takeover off through that day, once, with a reason."""
    _require(facts, State.PENDING)
    if deferrals_left(facts, settings) <= 0:
        raise BadInput("until", "已缓过一次，不能再缓")
    days = deferral_days(facts, at, settings)
    if until not in days:
        most = settings.defer_working_days
        raise BadInput("until", "最多缓 %(n)s 个工作日", n=most, days=days)
    words = f"「{_said(reason)}」。只能缓一次"
    title = f"缓办 {days.index(until) + 1} 个工作日"
    return _deed(facts, Kind.DEFERRED, State.PENDING, until, title, words, by, at)


def deferrals_left(facts: Facts, settings: Settings) -> int:
    """How often this pending takeover may still be put off."""
    used = sum(step.kind == Kind.DEFERRED for step in pending_run(facts))
    return max(0, settings.most_deferrals - used)


def deferral_days(facts: Facts, at: datetime, settings: Settings) -> tuple[date, ...]:
    """The days through which it may be put off: the next working days, today's included."""
    today = business_day(at)
    days = (today + timedelta(days=n) for n in range(366))
    worked = [day for day in days if facts.workday(day)]
    return tuple(worked[: settings.defer_working_days])


def replace_buddy(facts: Facts, b: Person, reason: str, *, by: str, at: datetime) -> Step:
    """The head names another B (the pair's row is written beside it): a new round begins."""
    _require(facts, State.PENDING, State.REFERRED)
    words = f"换{b.name}来顶，「{_said(reason)}」"
    today = business_day(at)
    step = _deed(facts, Kind.REPLACED, State.PENDING, today, "换 B 岗", words, by, at)
    return replace(step, b=b)


def end(facts: Facts, reason: str, *, by: str, at: datetime) -> Step:
    """The head calls a takeover off, running or not: A is back, watched."""
    _require(facts, State.PENDING, State.TAKEOVER, State.REFERRED)
    cover, today = facts.cover, business_day(at)
    title = "结束顶岗" if cover else "不顶岗了"
    step = _deed(facts, Kind.ENDED, State.RETURNED, today, title, f"「{_said(reason)}」", by, at)
    return replace(step, b=cover.b, cover=replace(cover, until=at)) if cover else step


def ask_help(facts: Facts, reason: str, *, by: str, at: datetime) -> Step:
    """A or the head asks for B's help before the plan line does."""
    _require(facts, State.NORMAL)
    words, today = f"「{_said(reason)}」", business_day(at)
    return _deed(facts, Kind.HELP_ASKED, State.ASSIST, today, "请人帮扶", words, by, at)


def _require(facts: Facts, *states: State) -> None:
    if facts.state not in states:
        raise Stale(state=facts.state)


def _said(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise BadInput("reason", "写一句为什么，大家都看得到")
    return said


def _deed(
    facts: Facts, kind: Kind, state: State, on: date, title: str, words: str, by: str, at: datetime
) -> Step:
    return Step(
        kind=kind,
        on=on,
        state=state,
        at=at,
        known_at=at,
        title=title,
        reason=words,
        tell=_ALL,
        by=by,
        nth=facts.times(kind, on),
    )
