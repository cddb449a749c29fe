"""What people may do with a case, and when they are told no."""

from dataclasses import replace

import pytest

from app.escalation import deeds
from app.escalation.facts import Answer, Settings
from app.escalation.rules import decide
from app.escalation.steps import Cover, Kind, State
from app.refusals import BadInput, Stale
from tests.escalation.cases import BO, OTHER, PAIR, USUAL, case, day, measured, moment, paced

MORNING = moment(19, 9, 10)


def pending(**changes):
    facts = case(rates={day(18): 64.0}, **changes)
    return facts.after(decide(facts, USUAL, moment(19, 8)).steps)


def taken_over():
    facts = case(rates={day(18): 64.0})
    return facts.after(decide(facts, USUAL, moment(20, 8)).steps)


def put_off(facts, until=None, reason="等货款", at=MORNING, settings=USUAL):
    return deeds.put_off(facts, until or day(20), reason, by="林所", at=at, settings=settings)


def night(facts, now):
    verdict = decide(facts, USUAL, now)
    return [str(step.kind) for step in verdict.steps], facts.after(verdict.steps)


def test_a_deferral_stays_pending_until_its_date_and_is_then_guarded_anew():
    facts = pending().after((put_off(pending()),))
    assert night(facts, moment(20, 23))[0] == []
    on_leave = replace(facts, pairs=(replace(PAIR, own_post_cover=""),))
    kinds, after = night(on_leave, moment(21, 8))
    assert kinds == ["deferral_over", "asked", "referred"]
    kinds, after = night(facts, moment(21, 8))
    assert kinds == ["deferral_over", "asked", "takeover"]
    assert after.state == State.TAKEOVER


def test_an_answer_from_before_the_deferral_is_void():
    strict = Settings(silence_is_consent=False)
    agreed = pending(answer=Answer(BO.id, True, moment(19, 8, 30)))
    assert decide(agreed, strict, moment(20, 8)).steps[-1].state == State.TAKEOVER
    deferred = agreed.after((put_off(agreed),))
    assert decide(deferred, strict, moment(21, 8)).steps[-1].state == State.REFERRED


def test_a_takeover_is_put_off_once():
    facts = pending().after((put_off(pending()),))
    with pytest.raises(BadInput, match="已缓过一次，不能再缓"):
        put_off(facts, at=moment(19, 15))
    assert deeds.deferrals_left(facts, USUAL) == 0


@pytest.mark.parametrize(
    "at, days",
    [
        (MORNING, (day(19), day(20))),
        (moment(23, 9), (day(23), day(26))),
        (moment(24, 9), (day(26), day(27))),
    ],
)
def test_it_is_put_off_by_two_working_days_at_most(at, days):
    assert deeds.deferral_days(pending(), at, USUAL) == days


@pytest.mark.parametrize("until", [day(18), day(21), day(24)])
def test_a_later_a_past_or_a_free_day_is_refused(until):
    with pytest.raises(BadInput, match="最多缓 2 个工作日"):
        put_off(pending(), until)


@pytest.mark.parametrize("reason", ["", " ", "\n\u3000"])
def test_every_deed_needs_a_reason(reason):
    with pytest.raises(BadInput, match="写一句为什么"):
        put_off(pending(), reason=reason)
    with pytest.raises(BadInput, match="写一句为什么"):
        deeds.end(taken_over(), reason, by="林所", at=MORNING)


def test_a_new_b_is_asked_anew_and_starts_the_next_working_morning():
    facts = pending()
    other = replace(PAIR, person=OTHER, since=day(19))
    facts = replace(facts, pairs=(replace(PAIR, until=day(19)), other))
    at = moment(19, 16)
    facts = facts.after((deeds.replace_buddy(facts, OTHER, "柏青请假", by="林所", at=at),))
    kinds, facts = night(facts, moment(20, 8))
    assert kinds == ["asked", "takeover"]
    assert facts.cover.b == OTHER
    assert facts.steps[-2].key == "asked:2026-10-19:1"


def test_a_new_b_gets_a_referred_case_going_again():
    alone = pending(pairs=())
    assert alone.state == State.REFERRED
    facts = replace(alone, pairs=(PAIR,))
    facts = facts.after((deeds.replace_buddy(facts, BO, "有人了", by="林所", at=MORNING),))
    assert night(facts, moment(20, 8))[1].state == State.TAKEOVER


def test_the_head_ends_a_takeover_and_the_old_miss_starts_no_new_one():
    facts = taken_over()
    step = deeds.end(facts, "人够了", by="林所", at=moment(21, 10))
    assert (step.kind, step.state, step.b) == (Kind.ENDED, State.RETURNED, BO)
    assert step.cover == Cover(BO, moment(20, 8), moment(21, 10))
    kinds, after = night(facts.after((step,)), moment(25))
    assert (kinds, after.state, after.cover) == ([], State.RETURNED, None)


def test_a_takeover_called_off_before_it_starts_never_starts():
    facts = pending()
    step = deeds.end(facts, "款到了", by="林所", at=moment(19, 10))
    assert (step.title, step.cover) == ("不顶岗了", None)
    assert night(facts.after((step,)), moment(25))[0] == []


def test_help_that_was_asked_for_stays_until_the_next_checkpoint():
    facts = case(pace=paced(60, day(10)))
    facts = facts.after((deeds.ask_help(facts, "腿伤了", by="安安志", at=moment(10, 9)),))
    assert facts.state == State.ASSIST
    assert night(facts, moment(12))[0] == []
    facts = replace(facts, as_of={day(18): measured(70, day(18))})
    assert night(facts, moment(19, 8))[1].state == State.NORMAL


@pytest.mark.parametrize(
    "deed",
    [
        lambda facts: put_off(facts),
        lambda facts: deeds.end(facts, "好", by="林所", at=MORNING),
        lambda facts: deeds.replace_buddy(facts, OTHER, "好", by="林所", at=MORNING),
    ],
)
def test_a_case_that_has_moved_on_refuses_the_deed(deed):
    with pytest.raises(Stale):
        deed(case())


def test_two_deferrals_where_a_station_allows_them():
    twice = Settings(most_deferrals=2)
    facts = pending().after((put_off(pending(), settings=twice),))
    _, facts = night(facts, moment(21, 7, 45))
    facts = facts.after((put_off(facts, day(22), at=moment(21, 7, 50), settings=twice),))
    assert night(facts, moment(22, 12))[0] == []
    assert night(facts, moment(23, 8))[0] == ["deferral_over", "asked", "takeover"]
