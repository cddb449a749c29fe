"""The checklist 'can B take over': what it says is what decides."""

from dataclasses import replace

import pytest

from app.escalation.facts import Answer, Claim, Settings, Span
from app.escalation.guards import guards, hold
from app.escalation.rules import decide
from app.escalation.steps import Guard, State
from tests.escalation.cases import BO, PAIR, USUAL, case, day, moment

START = moment(20, 8)


def pending(pairs=(PAIR,), **changes):
    facts = case(rates={day(18): 64.0}, pairs=pairs, **changes)
    return facts.after(decide(facts, USUAL, moment(19, 8)).steps)


def test_the_list_of_an_able_b_is_ticked_but_for_the_answer():
    assert guards(pending(), START, USUAL) == (
        Guard("本岗有人替", True, "李忠开"),
        Guard("柏青在班", True, "没请假，没在顶别人"),
        Guard("柏青可以顶岗", True, "所里定的"),
        Guard("安安志现金解清", True, "没有现金在手", "demand"),
        Guard("安安志凭条点清", True, "都点过了", "demand"),
        Guard("柏青答复", False, "等到 10-20 08:00，不回话算同意", "answer"),
    )


@pytest.mark.parametrize(
    "change, detail",
    [
        (dict(own_post_cover=""), "还没定谁替柏青"),
        (dict(may_take_over=False), "柏青只帮扶，不顶岗"),
        (dict(leave=(Span(day(19), day(23), "婚假"),)), "柏青婚假，10-23 回来"),
        (dict(leave=(Span(day(19)),)), "柏青请假"),
        (dict(acting_for=("锁学",)), "柏青正在顶锁学"),
        (dict(own_case=State.REFERRED), "柏青自己的台区也没到节点"),
        (dict(rivals=(Claim(1, "A"),)), "同一晚柏青还要顶别人，欠得多的先"),
    ],
)
def test_each_condition_that_fails_says_why_and_is_the_reason_of_the_referral(change, detail):
    facts = pending((replace(PAIR, **change),), claim=Claim(0, "Z"))
    checked = guards(facts, START, USUAL)
    assert [g.detail for g in checked if g.kind == "condition" and not g.ok] == [detail]
    assert not hold(checked)
    step = decide(facts, USUAL, START).steps[-1]
    assert step.reason == f"{detail}。请所长换一个 B 岗，或组攻坚小组"


def test_open_demands_are_told_and_stop_nothing():
    facts = pending(cash_fen=16_896, open_slips=2)
    assert hold(guards(facts, START, USUAL))
    step = decide(facts, USUAL, START).steps[-1]
    assert step.reason.endswith("要马上办：安安志现金解清，还有 ¥168.96；安安志凭条点清，还有 2 张")


def test_what_fails_before_the_start_can_still_be_settled():
    facts = pending((replace(PAIR, own_post_cover=""),))
    assert facts.state == State.PENDING
    assert facts.steps[-1].reason == "还差：还没定谁替柏青。请所长在 10-20 08:00 前定下来"
    covered = replace(facts, pairs=(PAIR,))
    assert decide(covered, USUAL, START).steps[-1].state == State.TAKEOVER


@pytest.mark.parametrize(
    "answer, ok, detail",
    [
        (Answer(BO.id, True, moment(19, 9)), True, "答应了"),
        (Answer(BO.id, False, moment(19, 9), "老人住院"), False, "有难处：老人住院"),
        (Answer(BO.id, False, moment(19, 9)), False, "有难处：没说"),
    ],
)
def test_the_answer_is_shown_as_it_was_given(answer, ok, detail):
    line = guards(pending(answer=answer), START, USUAL)[-1]
    assert (line.kind, line.ok, line.detail) == ("answer", ok, detail)


def test_a_station_that_wants_an_answer_says_so():
    line = guards(pending(), START, Settings(silence_is_consent=False))[-1]
    assert line.detail == "等到 10-20 08:00，不回话就请所长定"


def test_without_a_pair_there_is_one_line():
    assert guards(pending(()), START, USUAL) == (Guard("有 B 岗", False, "还没有结对"),)


def test_a_station_may_let_one_b_act_for_two():
    two = Settings(most_takeovers=2)
    facts = pending((replace(PAIR, acting_for=("锁学",)),))
    assert hold(guards(facts, START, two))
