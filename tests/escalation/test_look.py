"""The story of look/13, sentence by sentence: the words on screen, paper and notice."""

from dataclasses import replace

from app.escalation import deeds
from app.escalation.facts import Buddy, Checkpoint, Facts, Measure, Pace
from app.escalation.rules import decide
from app.escalation.steps import Kind, Person, State
from tests.escalation.cases import THREE, USUAL, case, day, moment, morning_after

XIE, GUO = Person(1, "谢平兴"), Person(2, "郭波斌")
DUE = 5_000_000
AT_18TH = Measure(3_213_128, DUE, moment(19, 7, 30))


def xie(**changes: object) -> Facts:
    pair = Buddy(GUO, since=day(1), own_post_cover="李忠开", cover_since=day(21))
    return case(a=XIE, pairs=(pair,), **changes)


def known(percent_hundredths: int, on: int) -> Pace:
    return Pace(day(on), DUE * percent_hundredths // 10_000, DUE, morning_after(day(on)))


def test_the_case_of_the_picture_is_told_in_its_words():
    facts = xie(pace=known(3482, 10))
    told: list[tuple[str, str]] = []

    def night(now, **changes):
        nonlocal facts
        facts = replace(facts, **changes)
        verdict = decide(facts, USUAL, now)
        facts = facts.after(verdict.steps)
        told.extend((s.title, s.reason) for s in verdict.steps)

    night(moment(11, 7, 30))
    night(moment(14, 7, 30), pace=known(4950, 13))
    night(moment(19, 7, 30), as_of={day(18): AT_18TH}, pace=known(6426, 18))
    words = "吴德斌 ¥14,344.24 说 20 日货款到账"
    deferred = deeds.put_off(facts, day(20), words, by="宋鹏", at=moment(19, 9, 10), settings=USUAL)
    facts = facts.after((deferred,))
    told.append((deferred.title, deferred.reason))
    night(moment(21, 7, 30), pace=known(6584, 20))

    assert told == [
        ("帮扶", "10 日 34.8%，计划线 36.1%。落后，郭波斌开始帮"),
        ("回到正常", "13 日 49.5%，计划线 46.9%"),
        ("没到节点", "要 65%，到 64.26%，差 ¥368.72"),
        ("请郭波斌顶岗", "三项条件都满足。等郭波斌答复，10-20 08:00 起算"),
        ("缓办 2 个工作日", "「吴德斌 ¥14,344.24 说 20 日货款到账」。只能缓一次"),
        ("缓办到期", "65.84%，过了 65%，但节点之后的到账不改判"),
        ("请郭波斌顶岗", "三项条件都满足。等郭波斌答复，08:00 起算"),
    ]
    assert facts.state == State.PENDING

    night(moment(21, 8))
    assert facts.state == State.TAKEOVER
    assert told[-1] == (
        "郭波斌顶岗",
        "郭波斌没有回话，条件都满足，10-21 08:00 起顶岗，到 25 日节点。责任人还是谢平兴",
    )


def test_the_miss_counts_from_24_00_of_its_day_and_is_told_when_known():
    step = decide(xie(as_of={day(18): AT_18TH}), USUAL, moment(19, 8)).steps[0]
    assert (step.kind, step.at, step.known_at) == (Kind.MISSED, moment(19), moment(19, 7, 30))
    assert step.key == "missed:2026-10-18"


def test_one_digit_that_would_hide_the_difference_becomes_two():
    point = Checkpoint(day(18), 6500)
    facts = xie(checkpoints=(point, *THREE[1:]), pace=known(3610, 10))
    step = decide(facts, USUAL, moment(11, 8)).steps[0]
    assert step.reason.startswith("10 日 36.10%，计划线 36.11%。落后")
