"""Whatever the facts and whenever somebody looks: each step once, in order, the same end."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.escalation import deeds
from app.escalation.facts import Answer, Checkpoint, Facts, Measure, Pace, Settings, Span
from app.escalation.rules import decide
from app.escalation.steps import CLOSED, Kind
from app.refusals import Refusal
from tests.escalation.cases import BO, OTHER, PAIR, USUAL, case, day, moment

LAST = 45 * 24
HOURS = st.integers(0, LAST)


def hour(number):
    return moment(1) + timedelta(hours=number)


SOON = st.sampled_from([hour(4), hour(5), hour(6)])
# A busy machine is no reason to fail.
CALM = settings(deadline=None)
VERDICTS = (Kind.MET, Kind.MISSED, Kind.HELD)
STRICT = Settings(silence_is_consent=False, leftover_days=0, most_deferrals=2)


@st.composite
def measures(draw):
    """Mostly due, known about when the day is over; sometimes nothing due, or known late."""
    reached = draw(st.sampled_from([hour(0), hour(0), None]) | HOURS.map(hour))
    due = draw(st.sampled_from([1000, 1000, 1000, 0]))
    return Measure(min(due, draw(st.integers(0, 1000))), due, reached)


@st.composite
def paces(draw):
    on, due = draw(st.integers(1, 40)), draw(st.integers(0, 1000))
    known_at = hour(on * 24 + draw(st.integers(0, 48)))
    return Pace(day(1) + timedelta(days=on - 1), draw(st.integers(0, due)), due, known_at)


@st.composite
def spans(draw, first=0):
    since = day(1) + timedelta(days=draw(st.integers(first, 40)))
    length = draw(st.none() | st.integers(1, 6))
    return Span(since, since + timedelta(days=length) if length else None, "停考")


@st.composite
def buddies(draw):
    return replace(
        PAIR,
        own_post_cover=draw(st.sampled_from(["", "李忠开"])),
        may_take_over=draw(st.booleans()),
        leave=tuple(draw(st.lists(spans(), max_size=1))),
        until=draw(st.none() | st.integers(5, 31).map(day)),
    )


@st.composite
def cases(draw) -> Facts:
    dates = draw(st.sets(st.integers(2, 31), min_size=1, max_size=4))
    step_bp = draw(st.integers(500, 2500))
    points = tuple(Checkpoint(day(d), step_bp * n) for n, d in enumerate(sorted(dates), 1))
    due = [p.due_on for p in points] + [day(31)]
    return case(
        checkpoints=points,
        as_of={d: draw(measures()) for d in due if draw(st.integers(0, 9))},
        receivables_at=draw(SOON | st.none() | HOURS.map(hour)),
        pace=draw(st.none() | paces()),
        pairs=draw(st.sampled_from([(PAIR,), (PAIR,), ()]) | buddies().map(lambda b: (b,))),
        answer=draw(
            st.none()
            | st.builds(Answer, st.sampled_from([BO.id, OTHER.id]), st.booleans(), HOURS.map(hour))
        ),
        holds=draw(st.sampled_from([(), (), ()]) | spans(first=10).map(lambda s: (s,))),
    )


@CALM
@given(cases(), st.sampled_from([USUAL, STRICT]), HOURS)
def test_deciding_again_on_the_same_facts_yields_nothing(facts, policy, now):
    facts = facts.after(decide(facts, policy, hour(now)).steps)
    assert decide(facts, policy, hour(now)).steps == ()


@CALM
@given(cases(), st.sampled_from([USUAL, STRICT]), st.lists(HOURS, max_size=4))
def test_nights_missed_end_as_nights_kept(facts, policy, nights):
    kept = facts
    for now in sorted(nights):
        kept = kept.after(decide(kept, policy, hour(now)).steps)
    kept = kept.after(decide(kept, policy, hour(LAST)).steps)
    missed = facts.after(decide(facts, policy, hour(LAST)).steps)
    assert kept == missed


@CALM
@given(cases(), HOURS)
def test_looking_when_told_to_misses_nothing(facts, until):
    told, now = facts, hour(0)
    while now is not None and now <= hour(until):
        verdict = decide(told, USUAL, now)
        told = told.after(verdict.steps)
        assert verdict.look_again_at is None or verdict.look_again_at > now
        assert (verdict.look_again_at is None) == (told.state in CLOSED)
        now = verdict.look_again_at
    assert told.steps == decide(facts, USUAL, hour(until)).steps


@CALM
@given(cases(), st.sampled_from([USUAL, STRICT]))
def test_the_steps_of_a_case_are_in_order_and_each_there_once(facts, policy):
    check(facts.after(decide(facts, policy, hour(LAST)).steps))


DEEDS = st.sampled_from(["night", "put_off", "replace", "end", "help", "refuse"])


@settings(CALM, max_examples=60)
@given(cases(), st.lists(st.tuples(DEEDS, st.integers(1, 60)), max_size=25))
def test_people_in_between_break_no_order(facts, deeds_done):
    now = hour(0)
    for deed, hours in deeds_done:
        now += timedelta(hours=hours)
        facts = done(facts, deed, now)
        facts = facts.after(decide(facts, USUAL, now).steps)
        assert decide(facts, USUAL, now).steps == ()
    check(facts)


def done(facts, deed, now):
    """The facts after a person's deed; a refused deed leaves them as they are."""
    if deed == "refuse":
        return replace(facts, answer=Answer(BO.id, False, now))
    try:
        made = {
            "night": lambda: (),
            "put_off": lambda: (put_off(facts, now),),
            "replace": lambda: (deeds.replace_buddy(facts, BO, "好些了", by="林所", at=now),),
            "end": lambda: (deeds.end(facts, "够了", by="林所", at=now),),
            "help": lambda: (deeds.ask_help(facts, "下雨", by="安安志", at=now),),
        }[deed]()
    except Refusal:
        return facts
    return facts.after(made)


def put_off(facts, now):
    until = deeds.deferral_days(facts, now, USUAL)[-1]
    return deeds.put_off(facts, until, "等货款", by="林所", at=now, settings=USUAL)


def check(facts):
    """Keys unique, instants in order, checkpoints in order, one cover at a time."""
    steps = facts.steps
    keys = [step.key for step in steps]
    assert len(keys) == len(set(keys))
    known = [step.known_at for step in steps]
    assert known == sorted(known)
    judged = [step.on for step in steps if step.kind in VERDICTS]
    assert judged == sorted(set(judged))
    running = False
    for step in steps:
        if step.cover:
            starts = step.cover.until is None
            assert starts != running, "never two takeovers at once, never an end without one"
            running = starts
    assert all(step.title and step.reason for step in steps)
    assert all(step.state not in CLOSED for step in steps[:-1])
    assert not (running and facts.state in CLOSED)
