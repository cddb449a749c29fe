"""What people decide: put off once, another B, end, help, and B's own answer."""

import pytest

from app.escalation import decisions, sweep
from app.escalation.case import CaseAnswer
from app.notices.notice import Notice
from app.refusals import BadInput, NotInSight, Stale
from app.station import pair
from tests.escalation.month import (
    day,
    kinds,
    missing_the_18th,
    moment,
    nights,
    own,
    pay,
    right,
    told,
)
from tests.world import World

COLLECT = 3
TUESDAY, NINE = day(20), moment(19, 9, 10)


@pytest.fixture
def pending(world: World) -> World:
    """安 missed the 18th, 柏 has been asked on the 19th at 07:30 for the 20th at 08:00."""
    missing_the_18th(world)
    sweep.run(moment(19, 9))
    return world


def put_off(world: World, until=TUESDAY, why="吴家的货款 20 日到", at=NINE) -> None:
    decisions.put_off(own(world.an), until, why, by=world.lin, at=at)


def test_a_deferral_stays_pending_until_its_day_and_then_b_is_asked_anew(pending: World):
    put_off(pending)
    nights(pending, moment(20, 12), since=19)
    assert own(pending.an).state == "pending"
    sweep.run(moment(21, 8))
    assert told(pending.an)[-4:] == [
        ("deferred", "pending", moment(19, 9, 10)),
        ("deferral_over", "pending", moment(21)),
        ("asked", "pending", moment(21, 7, 30)),
        ("takeover", "takeover", moment(21, 8)),
    ]


def test_it_can_be_put_off_only_once_and_only_for_two_working_days(pending: World):
    with pytest.raises(BadInput) as refused:
        put_off(pending, until=day(21))
    assert refused.value.field == "until"
    with pytest.raises(BadInput) as refused:
        put_off(pending, why=" ")
    assert refused.value.field == "reason"
    put_off(pending)
    with pytest.raises(BadInput) as refused:
        put_off(pending, until=day(21), at=moment(20, 9))
    assert "缓过一次" in str(refused.value)


def test_when_b_says_no_the_head_decides_at_once(pending: World):
    decisions.answer(own(pending.an), False, "家里有事", by=pending.bo, at=moment(19, 10))
    assert told(pending.an)[-1] == ("referred", "referred", moment(19, 10))
    assert "柏=1+1有难处：「家里有事」" in Notice.select().order_by(Notice.id.desc()).get().text
    nights(pending, moment(20, 9), since=19)
    assert own(pending.an).state == "referred"


def test_a_no_needs_a_reason_and_a_yes_does_not(pending: World):
    with pytest.raises(BadInput) as refused:
        decisions.answer(own(pending.an), False, " ", by=pending.bo, at=moment(19, 10))
    assert refused.value.field == "reason"
    decisions.answer(own(pending.an), True, "", by=pending.bo, at=moment(19, 11))
    sweep.run(moment(20, 8))
    assert own(pending.an).state == "takeover"


def test_only_the_pairs_b_can_answer(pending: World):
    for person in (pending.fang, pending.an, pending.wei):
        with pytest.raises(NotInSight):
            decisions.answer(own(pending.an), True, "", by=person, at=moment(19, 10))
    assert CaseAnswer.select().count() == 0


def test_nobody_answers_before_being_asked_or_after_it_has_begun(world: World):
    missing_the_18th(world)
    sweep.run(moment(10, 8))
    with pytest.raises(Stale):
        decisions.answer(own(world.an), True, "", by=world.bo, at=moment(10, 9))
    with pytest.raises(Stale):
        decisions.answer(own(world.an), False, "晚了", by=world.bo, at=moment(20, 9))


def test_the_head_names_another_b_who_is_asked_and_steps_up(pending: World):
    decisions.answer(own(pending.an), False, "家里有事", by=pending.bo, at=moment(19, 10))
    meng = pending.staff("meng", "孟", "staff", post="检修工")
    decisions.replace_buddy(
        own(pending.an), meng, "柏家里有事", by=pending.lin, at=moment(19, 11), cover=pending.fang
    )
    assert kinds(pending.an)[-2:] == ["replaced", "asked"]
    sweep.run(moment(20, 8))
    assert right(meng, pending.an_district.id, moment(20, 9)) == COLLECT
    assert right(pending.bo, pending.an_district.id, moment(20, 9)) == 0
    assert [p.b.login for p in pair.on(pending.station.id, day(20))] == ["meng"]


def test_without_somebody_for_bs_own_work_the_head_must_sign(world: World):
    missing_the_18th(world, cover=None)
    sweep.run(moment(20, 8))
    assert kinds(world.an)[-1] == "referred"
    decisions.replace_buddy(
        own(world.an), world.bo, "没人替", by=world.lin, at=moment(20, 9), override="计量的活缓两天"
    )
    sweep.run(moment(21, 8))
    assert own(world.an).state == "takeover"


def test_the_head_can_call_it_off_and_the_next_miss_begins_anew(pending: World):
    decisions.end(own(pending.an), "差得不多", by=pending.lin, at=moment(19, 10))
    nights(pending, moment(20, 9), since=19)
    assert own(pending.an).state == "returned"
    sweep.run(moment(26, 8))
    assert kinds(pending.an)[-1] == "asked"


def test_a_deed_on_a_case_that_has_moved_on_is_stale(pending: World):
    with pytest.raises(Stale):
        put_off(pending, at=moment(20, 9))
    assert own(pending.an).state == "takeover"


def test_help_can_be_asked_for_before_the_plan_line_does(world: World):
    customer = missing_the_18th(world)
    pay(world, customer, 20_00, moment(5, 9))
    sweep.run(moment(6, 8))
    decisions.ask_help(own(world.an), "连着下雨", by=world.an, at=moment(6, 9))
    assert told(world.an) == [("help_asked", "assist", moment(6, 9))]
    assert right(world.bo, world.an_district.id, moment(6, 10)) == 2
    with pytest.raises(Stale):
        decisions.ask_help(own(world.an), "还是下雨", by=world.an, at=moment(6, 10))


def test_who_counts_the_cash_never_takes_over(pending: World):
    decisions.replace_buddy(
        own(pending.an), pending.cheng, "别人都忙", by=pending.lin, at=moment(19, 11),
        cover=pending.fang,
    )  # fmt: skip
    sweep.run(moment(20, 8))
    assert kinds(pending.an)[-1] == "referred"
    assert right(pending.cheng, pending.an_district.id, moment(20, 9)) < COLLECT
