"""What follows from a case's facts: states, order, deadlines (design.md §5, domain.md part 2)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.clock import day_end
from app.escalation.facts import Answer, Checkpoint, Claim, Measure, Settings, Span
from app.escalation.rules import decide
from app.escalation.steps import Cover, Kind, State
from tests.escalation.cases import (
    AN,
    BO,
    DUE_FEN,
    OTHER,
    PAIR,
    THREE,
    USUAL,
    case,
    day,
    measured,
    moment,
    paced,
)

MISS = {day(18): 64.0}
# Missed on Sunday the 18th, known on Monday the 19th: B acts from Tuesday the 20th.
STARTED = moment(20, 8)
MONDAY = moment(19, 7, 30)
HELD = (Span(day(15), day(22), "凝冻抢修"),)


def ends(facts, now, settings=USUAL):
    """The kinds of the steps made by then, and the state they lead to."""
    verdict = decide(facts, settings, now)
    state = verdict.steps[-1].state if verdict.steps else facts.state
    return [str(step.kind) for step in verdict.steps], state


def b(**changes):
    return (replace(PAIR, **changes),)


def answered(accepted, at, b_id=BO.id):
    return Answer(b_id, accepted, at, "老人住院")


BEFORE = [
    ("an open case with nothing to judge stays as it is", case(), moment(12), [], State.NORMAL),
    ("a checkpoint is not judged before its day is over", case(rates=MISS), day_end(day(17)), [],
     State.NORMAL),
    ("a checkpoint waits for the list that reaches it", case(rates=MISS), moment(19, 7, 29), [],
     State.NORMAL),
    ("without receivables in full a checkpoint waits", case(rates=MISS, receivables_at=None),
     moment(28), [], State.NORMAL),
    ("receivables that come late are judged from when they came",
     case(rates=MISS, receivables_at=moment(22, 10)), moment(22, 10), ["missed", "asked"],
     State.PENDING),
    ("behind the plan line B's help starts", case(pace=paced(30, day(10))), moment(11, 8),
     ["assist"], State.ASSIST),
    ("on the plan line nothing happens", case(pace=paced(36.2, day(10))), moment(11, 8), [],
     State.NORMAL),
    ("back on the plan line help ends", case(state=State.ASSIST, pace=paced(50, day(13))),
     moment(14, 8), ["on_pace"], State.NORMAL),
    ("an unknown receivable tells no pace", case(pace=paced(1, day(10)), receivables_at=None),
     moment(11, 8), [], State.NORMAL),
    ("a warning is a notice, not a state", case(pace=paced(64.9, day(17))), moment(18, 8),
     ["warned"], State.NORMAL),
    ("nobody is warned who has reached it already", case(pace=paced(65, day(17))), moment(18, 8),
     [], State.NORMAL),
]  # fmt: skip

VERDICTS = [
    ("exactly reached is met", case(rates={day(18): 65.0}), MONDAY, ["met"], State.NORMAL),
    ("one fen short is missed",
     case(as_of={day(18): Measure(3_249_999, DUE_FEN, MONDAY)}), MONDAY, ["missed", "asked"],
     State.PENDING),
    ("no receivable is met", case(as_of={day(18): Measure(0, 0, MONDAY)}), MONDAY, ["met"],
     State.NORMAL),
    ("meeting it ends the help", case(state=State.ASSIST, rates={day(18): 66.0}), MONDAY,
     ["met"], State.NORMAL),
    ("B takes over the next working morning", case(rates=MISS), STARTED,
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("not a moment before 08:00", case(rates=MISS), moment(20, 7, 59), ["missed", "asked"],
     State.PENDING),
    ("in takeover the next checkpoint met gives it back", case(rates={**MISS, day(25): 91.0}),
     moment(26, 8), ["missed", "asked", "takeover", "met", "returned"], State.RETURNED),
    ("in takeover a later miss stays", case(rates={**MISS, day(25): 80.0}), moment(26, 8),
     ["missed", "asked", "takeover", "missed"], State.TAKEOVER),
    ("good pace alone ends no takeover", case(rates=MISS, pace=paced(95, day(22))),
     moment(23, 8), ["missed", "asked", "takeover"], State.TAKEOVER),
    ("A back and missing again is pending again",
     case(rates={**MISS, day(25): 91.0, day(31): 99.0}), moment(1, 8, month=11),
     ["missed", "asked", "takeover", "met", "returned", "missed", "asked"], State.PENDING),
    ("both known at one instant, the second met: no takeover, nobody is asked",
     case(as_of={day(18): measured(60, day(18), moment(20, 7)),
                 day(19): measured(70, day(19), moment(20, 7))},
          checkpoints=(*THREE, Checkpoint(day(19), 6600))),
     moment(21, 9), ["missed", "met"], State.NORMAL),
    ("a checkpoint under a hold asks nothing", case(rates=MISS, holds=HELD), moment(19),
     ["held"], State.NORMAL),
]  # fmt: skip

# domain.md §2.3, each row that can be decided from facts alone.
EDGES = [
    ("B who is somebody's A and on target may take over",
     case(rates=MISS, pairs=b(own_case=State.NORMAL)), STARTED,
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("B who is somebody's A and pending himself can't",
     case(rates=MISS, pairs=b(own_case=State.PENDING)), STARTED,
     ["missed", "asked", "referred"], State.REFERRED),
    ("B taken over himself can't: no chains",
     case(rates=MISS, pairs=b(own_case=State.TAKEOVER)), STARTED,
     ["missed", "asked", "referred"], State.REFERRED),
    ("of two missed the same night the larger arrears get B",
     case(rates=MISS, claim=Claim(900, "B2"), pairs=b(rivals=(Claim(800, "A1"),))), STARTED,
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("of two missed the same night the smaller arrears are referred",
     case(rates=MISS, claim=Claim(800, "A1"), pairs=b(rivals=(Claim(900, "B2"),))), STARTED,
     ["missed", "asked", "referred"], State.REFERRED),
    ("equal arrears: the lowest district code gets B",
     case(rates=MISS, claim=Claim(800, "A1"), pairs=b(rivals=(Claim(800, "A2"),))), STARTED,
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("equal arrears: the higher district code is referred",
     case(rates=MISS, claim=Claim(800, "A2"), pairs=b(rivals=(Claim(800, "A1"),))), STARTED,
     ["missed", "asked", "referred"], State.REFERRED),
    ("B on leave that day can't",
     case(rates=MISS, pairs=b(leave=(Span(day(20), day(21), "请假"),))), STARTED,
     ["missed", "asked", "referred"], State.REFERRED),
    ("B back from leave that day can",
     case(rates=MISS, pairs=b(leave=(Span(day(18), day(20), "请假"),))), STARTED,
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("B acting for somebody else can't", case(rates=MISS, pairs=b(acting_for=("锁学",))), STARTED,
     ["missed", "asked", "referred"], State.REFERRED),
    ("B whose own post nobody covers can't", case(rates=MISS, pairs=b(own_post_cover="")),
     STARTED, ["missed", "asked", "referred"], State.REFERRED),
    ("the head's signature replaces the cover",
     case(rates=MISS, pairs=b(own_post_cover="", override="这周不抄表")), STARTED,
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("an activist who only helps can't", case(rates=MISS, pairs=b(may_take_over=False)), STARTED,
     ["missed", "asked", "referred"], State.REFERRED),
    ("A's cash and slips are demanded, never a condition",
     case(rates=MISS, cash_fen=16_896, open_slips=2), STARTED,
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("an A without a B is referred at once", case(rates=MISS, pairs=()), MONDAY,
     ["missed", "referred"], State.REFERRED),
    ("a pair dissolved before the start leaves nobody",
     case(rates=MISS, pairs=b(until=day(20))), MONDAY, ["missed", "referred"], State.REFERRED),
    ("the pair of the day counts, not last week's",
     case(rates=MISS, pairs=(replace(PAIR, person=OTHER, until=day(19)),
                             replace(PAIR, since=day(19)))), STARTED,
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("a refusal is referred at once",
     case(rates=MISS, answer=answered(False, moment(19, 9))), moment(19, 9),
     ["missed", "asked", "referred"], State.REFERRED),
    ("consent does not move the start",
     case(rates=MISS, answer=answered(True, moment(19, 9))), moment(19, 20),
     ["missed", "asked"], State.PENDING),
    ("somebody else's refusal counts for nothing",
     case(rates=MISS, answer=answered(False, moment(19, 9), OTHER.id)), STARTED,
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("an answer from before the miss was known counts for nothing",
     case(rates=MISS, answer=answered(False, moment(18, 9))), STARTED,
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("two checkpoints in one night are judged in order, one takeover",
     case(as_of={day(18): measured(60, day(18), moment(27, 7)),
                 day(25): measured(70, day(25), moment(27, 7))}),
     moment(28, 9), ["missed", "asked", "takeover", "missed"], State.TAKEOVER),
    ("both known at one instant: both misses, then one asking",
     case(as_of={day(18): measured(60, day(18), MONDAY), day(19): measured(61, day(19), MONDAY)},
          checkpoints=(*THREE, Checkpoint(day(19), 6600)),
          receivables_at=moment(20, 9)),
     moment(21, 8), ["missed", "missed", "asked", "takeover"], State.TAKEOVER),
    ("a list older than the deadline is waited for",
     case(as_of={day(18): Measure(1, DUE_FEN, None)}), moment(20, 7), [], State.NORMAL),
    ("but not beyond the limit", case(as_of={day(18): Measure(1, DUE_FEN, None)}), moment(20, 8),
     ["missed", "asked"], State.PENDING),
    ("a start that falls on a free day moves to the next working day",
     case(checkpoints=(Checkpoint(day(22), 6500),), rates={day(22): 60.0}), moment(26, 7, 59),
     ["missed", "asked"], State.PENDING),
    ("after the weekend B starts",
     case(checkpoints=(Checkpoint(day(22), 6500),), rates={day(22): 60.0}), moment(26, 8),
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("a working Saturday is a working day",
     case(checkpoints=(Checkpoint(day(22), 6500),), rates={day(22): 60.0},
          workday=lambda d: d.weekday() < 5 or d == day(24)), moment(24, 8),
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("nobody starts during a hold",
     case(rates=MISS, holds=(Span(day(19), day(22), "凝冻"),)), moment(22, 7),
     ["missed", "asked"], State.PENDING),
    ("after the hold B starts",
     case(rates=MISS, holds=(Span(day(19), day(22), "凝冻"),)), moment(22, 8),
     ["missed", "asked", "takeover"], State.TAKEOVER),
    ("a hold without an end puts the takeover off",
     case(rates=MISS, holds=(Span(day(19), None, "疫情"),)), day_end(day(31)),
     ["missed", "held", "held", "closed"], State.CLOSED_MET),
    ("districts under a policy hold at settlement are met",
     case(rates={day(18): 70.0, day(25): 91.0}, holds=(Span(day(30), None, "疫情"),)),
     day_end(day(31)), ["met", "met", "held", "closed"], State.CLOSED_MET),
]  # fmt: skip


@pytest.mark.parametrize("claim, facts, now, kinds, state", BEFORE + VERDICTS + EDGES)
def test_what_follows_from_the_facts(claim, facts, now, kinds, state):
    assert ends(facts, now) == (kinds, state), claim


MET_ALL = {day(18): 70.0, day(25): 91.0, day(31): 100.0}
NOVEMBER = moment(1, 8, month=11)
LEFT = {**MISS, day(25): 91.0, day(31): 99.0}

CLOSINGS = [
    ("met throughout: both", case(rates=MET_ALL), NOVEMBER, State.CLOSED_MET),
    ("met after A is back: both", case(rates={**MET_ALL, **MISS}), NOVEMBER, State.CLOSED_MET),
    ("met while B acts: by B",
     case(rates={**MET_ALL, **MISS, day(25): 80.0}), NOVEMBER, State.CLOSED_MET_BY_B),
    ("met without a B: met", case(rates=MET_ALL, pairs=()), NOVEMBER, State.CLOSED_MET),
    ("met from referred: nobody took over, so met",
     case(rates={**MET_ALL, **MISS}, pairs=()), NOVEMBER, State.CLOSED_MET),
    ("a district of no bills is met",
     case(as_of={p.due_on: Measure(0, 0, day_end(p.due_on)) for p in THREE}), NOVEMBER,
     State.CLOSED_MET),
    ("everything paid early ends a takeover before its day",
     case(rates=MISS, pace=paced(100, day(22))), moment(23, 8), State.CLOSED_MET_BY_B),
    ("everything paid early without a takeover is met",
     case(rates={day(18): 70.0}, pace=paced(100, day(22))), moment(23, 8), State.CLOSED_MET),
    ("nothing due yet closes nothing",
     case(pace=replace(paced(0, day(10)), due_fen=0, settled_fen=0)), moment(11, 8),
     State.NORMAL),
    ("one fen open closes nothing",
     case(rates={day(18): 70.0}, pace=replace(paced(0, day(22)), settled_fen=DUE_FEN - 1)),
     moment(23, 8), State.NORMAL),
    ("the settlement day asks for the last rate when no checkpoint lies on it",
     case(checkpoints=(Checkpoint(day(25), 9000),), rates={day(25): 91.0, day(31): 90.0}),
     NOVEMBER, State.CLOSED_MET),
    ("a checkpoint after the settlement day is none",
     case(settlement_day=day(25), rates={day(18): 70.0, day(25): 91.0}), moment(26, 8),
     State.CLOSED_MET),
    ("the last miss leaves B the leftovers into the next month", case(rates=LEFT),
     moment(3, 8, month=11), State.TAKEOVER),
    ("leftovers are worked for ten days", case(rates=LEFT), moment(10, 23, month=11),
     State.TAKEOVER),
    ("then the case closes missed", case(rates=LEFT), moment(11, month=11), State.CLOSED_MISSED),
    ("leftovers paid late stay missed",
     case(rates=LEFT, pace=paced(100, day(4, 11))), moment(5, 8, month=11),
     State.CLOSED_MISSED),
]  # fmt: skip


@pytest.mark.parametrize("claim, facts, now, state", CLOSINGS)
def test_how_a_case_ends(claim, facts, now, state):
    assert ends(facts, now)[1] == state, claim


def test_closing_ends_the_cover_that_runs():
    facts = case(rates={**MET_ALL, **MISS, day(25): 80.0})
    last = decide(facts, USUAL, NOVEMBER).steps[-1]
    assert last.cover == Cover(BO, STARTED, moment(1, 7, 30, month=11))


def test_without_days_for_leftovers_the_settlement_day_closes_the_case():
    kinds, state = ends(case(rates=LEFT), NOVEMBER, Settings(leftover_days=0))
    assert kinds[-2:] == ["missed", "closed"]
    assert state == State.CLOSED_MISSED


def test_a_checkpoint_after_the_settlement_day_is_never_judged():
    facts = case(settlement_day=day(25), rates={day(18): 70.0, day(25): 80.0, day(31): 99.0})
    kinds, _ = ends(facts, moment(1, 8, month=11))
    assert kinds == ["met", "missed", "asked", "takeover"]


def test_the_takeover_starts_a_cover_and_the_return_ends_it():
    steps = decide(case(rates={**MISS, day(25): 91.0}), USUAL, moment(26, 8)).steps
    started, returned = steps[2], steps[-1]
    assert started.cover == Cover(BO, STARTED)
    assert returned.cover == Cover(BO, STARTED, moment(26, 7, 30))


def test_a_miss_is_borne_by_whoever_was_acting():
    steps = decide(case(rates={**MISS, day(25): 80.0}), USUAL, moment(26, 8)).steps
    missed = [step for step in steps if step.kind == Kind.MISSED]
    assert [step.against for step in missed] == [AN.id, BO.id]
    assert missed[1].reason == "要 90%，到 80.00%，差 ¥5,000.00，记在顶岗的柏青名下"


def test_a_miss_before_b_started_is_a_s_however_late_it_is_known():
    facts = case(
        as_of={day(18): measured(60, day(18)), day(19): measured(60, day(19), moment(21, 7))},
        checkpoints=(*THREE, Checkpoint(day(19), 6600)),
    )
    missed = [s for s in decide(facts, USUAL, moment(22)).steps if s.kind == Kind.MISSED]
    assert [step.against for step in missed] == [AN.id, AN.id]


def test_silence_is_no_consent_where_the_station_says_so():
    strict = Settings(silence_is_consent=False)
    assert ends(case(rates=MISS), STARTED, strict)[1] == State.REFERRED
    agreed = case(rates=MISS, answer=answered(True, moment(19, 12)))
    assert ends(agreed, STARTED, strict)[1] == State.TAKEOVER


def test_a_refusal_counts_even_if_nobody_looked_between_it_and_the_start():
    late = case(rates=MISS, answer=answered(False, moment(20, 9)))
    assert ends(late, moment(20, 10)) == (["missed", "asked", "referred"], State.REFERRED)


def test_a_who_is_back_stays_watched_however_well_it_goes():
    points = (*THREE, Checkpoint(day(28), 9500))
    facts = case(checkpoints=points, rates={**MISS, day(25): 91.0, day(28): 96.0})
    kinds, state = ends(facts, moment(29, 8))
    assert (kinds[-2:], state) == (["returned", "met"], State.RETURNED)


def test_money_of_the_month_is_not_b_s_if_b_began_after_it():
    patient = Settings(waiting_limit=timedelta(days=5))
    facts = case(
        checkpoints=(*THREE, Checkpoint(day(30), 9500)),
        as_of={
            **{d: measured(p, d) for d, p in {day(18): 70, day(25): 91, day(30): 94}.items()},
            day(31): measured(100, day(31), moment(3, 8, month=11)),
        },
    )
    kinds, state = ends(facts, moment(3, 9, month=11), patient)
    assert (kinds[-3:], state) == (["takeover", "met", "closed"], State.CLOSED_MET)


def test_a_lowered_target_or_a_corrected_bill_undoes_no_verdict():
    facts = case(rates=MISS)
    facts = facts.after(decide(facts, USUAL, STARTED).steps)
    lowered = replace(facts, checkpoints=(Checkpoint(day(18), 5000), *THREE[1:]))
    corrected = replace(facts, as_of={day(18): measured(99, day(18))})
    assert ends(lowered, moment(21)) == ([], State.TAKEOVER)
    assert ends(corrected, moment(21)) == ([], State.TAKEOVER)


def test_referred_by_one_checkpoint_a_case_tries_again_at_the_next_miss():
    facts = case(rates={**MISS, day(25): 80.0}, pairs=b(leave=(Span(day(20), day(21)),)))
    kinds, state = ends(facts, moment(27, 8))
    assert kinds == ["missed", "asked", "referred", "missed", "asked", "takeover"]
    assert state == State.TAKEOVER


def test_nobody_is_asked_in_the_night():
    facts = case(as_of={day(18): measured(60, day(18), moment(19, 0, 20))})
    asked = decide(facts, USUAL, moment(19, 12)).steps[1]
    assert (asked.kind, asked.at) == (Kind.ASKED, moment(19, 7, 30))


def test_a_verdict_without_the_whole_feed_says_so():
    facts = case(as_of={day(18): measured(60, day(18), moment(25))})
    step = decide(facts, USUAL, moment(20, 8)).steps[0]
    assert (
        step.reason == "要 65%，到 60.00%，差 ¥2,500.00。数据等到 10-20 08:00 还没到齐，按已到的算"
    )


def test_one_night_tells_each_person_once():
    verdict = decide(case(rates=MISS), USUAL, STARTED)
    assert [(n.to, n.staff_id) for n in verdict.notices] == [
        ("a", AN.id),
        ("b", BO.id),
        ("head", None),
    ]
    told = verdict.notices[0].text.split("\n")
    assert told[0] == "安安志 10 月"
    assert told[1] == "没到节点：要 65%，到 64.00%，差 ¥500.00"
    assert len(told) == 4


@pytest.mark.parametrize(
    "facts, now, waiting",
    [
        (case(), moment(18, 23), ""),
        (case(), moment(19, 1), "18 日节点等数据，最晚等到 10-20 08:00"),
        (case(receivables_at=None), moment(19, 1), "18 日节点等数据：应收不全"),
        (case(rates={day(18): 70.0}), moment(19, 8), ""),
    ],
)
def test_what_is_waited_for_is_said(facts, now, waiting):
    assert decide(facts, USUAL, now).waiting == waiting


@pytest.mark.parametrize(
    "facts, now, look",
    [
        (case(), moment(12, 7), moment(12, 7, 30)),
        (case(), moment(12, 7, 30), moment(13, 7, 30)),
        (case(rates=MISS), moment(20, 7, 40), STARTED),
        (case(rates=MET_ALL), NOVEMBER, None),
    ],
)
def test_a_case_is_looked_at_again_when_something_can_have_changed(facts, now, look):
    facts = facts.after(decide(facts, USUAL, now).steps)
    assert decide(facts, USUAL, now).look_again_at == look


def test_a_hold_in_force_is_said():
    assert decide(case(holds=HELD), USUAL, moment(16)).held == "凝冻抢修"
    assert decide(case(holds=HELD), USUAL, moment(22)).held == ""


def test_far_beyond_any_calendar_nothing_starts():
    facts = case(rates=MISS, workday=lambda d: False)
    assert ends(facts, moment(30))[1] == State.PENDING


def test_a_case_of_december_closes_in_the_new_year():
    last = date(2026, 12, 31)
    facts = case(
        period=202612,
        release_day=date(2026, 12, 4),
        settlement_day=last,
        checkpoints=(Checkpoint(last, 10_000),),
        rates={last: 99.0},
        receivables_at=moment(4, 9, month=12),
    )
    kinds, state = ends(facts, day_end(last) + timedelta(days=10))
    assert state == State.CLOSED_MISSED
    assert kinds[0] == "missed"
