"""B sees A's list while they are a pair, logs there while helping, collects only while covering."""

import pytest

from app.customers import sight as customer_sight
from app.escalation import decisions, sweep
from app.escalation.case import Case, Reward
from app.ledger import collect
from app.refusals import NotAllowed
from app.station import away, pair, sight
from app.station.grant import Grant
from tests.escalation.month import (
    day,
    kinds,
    missing_the_18th,
    moment,
    nights,
    own,
    paired,
    pay,
    right,
)
from tests.world import PERIOD, SETTINGS, World, key

SEE, LOG, COLLECT = 1, 2, 3


def rewards() -> dict[str, int]:
    return {row.staff.login: row.share_bp for row in Reward.select()}


def test_b_sees_a_district_while_paired_logs_while_helping_collects_while_covering(world: World):
    customer = missing_the_18th(world)
    mine = world.an_district.id
    nights(world, moment(10, 9))
    assert right(world.bo, mine, moment(10, 9)) == SEE
    nights(world, moment(19, 9), since=10)
    assert right(world.bo, mine, moment(19, 9)) == LOG
    nights(world, moment(20, 9), since=19)
    assert right(world.bo, mine, moment(20, 7)) < COLLECT
    assert right(world.bo, mine, moment(20, 9)) == COLLECT
    assert right(world.an, mine, moment(20, 9)) == LOG
    pay(world, customer, 42_00, moment(24, 10), by=world.bo)
    nights(world, moment(26, 9), since=20)
    assert own(world.an).state == "returned"
    assert right(world.bo, mine, moment(26, 9)) == LOG
    assert right(world.an, mine, moment(26, 9)) == COLLECT


def test_a_takes_no_money_while_b_acts(world: World):
    customer = missing_the_18th(world)
    sweep.run(moment(20, 8))
    scope = sight.scope(world.an, moment(20, 9))
    with pytest.raises(NotAllowed):
        customer_sight.find(scope, customer.account_no, COLLECT)
    assert world.an_district.id not in scope.working
    assert world.an_district.id in sight.scope(world.bo, moment(20, 9)).working


def test_met_after_a_is_back_counts_for_both(world: World):
    customer = missing_the_18th(world)
    pay(world, customer, 42_00, moment(24, 10))
    pay(world, customer, 8_00, moment(31, 10))
    sweep.run(moment(1, 8, month=11))
    assert own(world.an).state == "closed_met"
    assert rewards() == {"an": 10_000, "bo": 10_000}


def test_met_while_b_acts_counts_for_b(world: World):
    customer = missing_the_18th(world)
    nights(world, moment(20, 9))
    pay(world, customer, 50_00, moment(20, 10), by=world.bo)
    sweep.run(moment(21, 8))
    assert own(world.an).state == "closed_met_by_b"
    assert rewards() == {"bo": 10_000}
    assert right(world.bo, world.an_district.id, moment(21, 9)) == SEE


def test_missed_rewards_nobody_and_b_works_what_is_left_for_ten_days(world: World):
    missing_the_18th(world)
    sweep.run(moment(9, 8, month=11))
    assert right(world.bo, world.an_district.id, moment(9, 9, month=11)) == COLLECT
    sweep.run(moment(11, 8, month=11))
    assert Case.get((Case.staff == world.an) & (Case.period == PERIOD)).state == "closed_missed"
    assert rewards() == {}
    assert right(world.bo, world.an_district.id, moment(11, 9, month=11)) < COLLECT


def test_a_pair_that_ends_takes_its_sight_along(world: World):
    made = paired(world)
    sweep.run(moment(5, 8))
    assert right(world.bo, world.an_district.id, moment(5, 9)) == SEE
    pair.part(made, until=day(7), by=world.lin, at=moment(6, 9))
    sweep.run(moment(6, 10))
    assert right(world.bo, world.an_district.id, moment(6, 10)) == SEE
    sweep.run(moment(7, 8))
    assert right(world.bo, world.an_district.id, moment(7, 9)) == 0


def test_rights_are_given_once_however_often_the_sweep_runs(world: World):
    missing_the_18th(world)
    for hour in (8, 9, 10):
        sweep.run(moment(20, hour))
    given = Grant.select().where(Grant.staff == world.bo)
    assert sorted(row.kind for row in given) == ["cover", "pair"]


def test_a_b_post_on_leave_is_not_asked_to_step_up(world: World):
    missing_the_18th(world)
    away.go(
        world.bo, None, since=day(20), until=day(23), by=world.lin, at=moment(17, 9), why="回老家"
    )
    sweep.run(moment(20, 8))
    assert kinds(world.an)[-1] == "referred"
    assert right(world.bo, world.an_district.id, moment(20, 9)) < COLLECT


def test_a_cover_can_be_ended_by_the_head_in_the_middle_of_the_month(world: World):
    customer = missing_the_18th(world)
    nights(world, moment(20, 9))
    decisions.end(own(world.an), "安好了", by=world.lin, at=moment(20, 15))
    assert own(world.an).state == "returned"
    assert right(world.an, world.an_district.id, moment(20, 15)) == COLLECT
    collect.collect(
        customer, 1_00, method="cash", by=world.an, at=moment(20, 16), key=key(),
        settings=SETTINGS,
    )  # fmt: skip
