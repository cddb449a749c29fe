"""The sweep: what is due is judged once, whoever looks, whenever, and however often."""

import threading
from datetime import timedelta

import pytest

from app.billing.feed import Feed
from app.clock import day_start
from app.db import connection
from app.escalation import case, dossier, play, rules, sweep
from app.escalation.case import Case, CaseStep, Reward
from app.notices.notice import Notice
from app.standing import target
from app.station import assignment, pair
from tests.escalation.month import (
    day,
    end_of,
    kinds,
    lists,
    missing_the_18th,
    moment,
    nights,
    own,
    paired,
    pay,
    right,
    told,
)
from tests.world import PERIOD, World


def snapshot() -> list[tuple]:
    return [
        sorted(map(repr, model.select().order_by(model.id).dicts()))
        for model in (Case, CaseStep, Reward, Notice, target.Target)
    ]


def test_a_missed_checkpoint_asks_b_and_the_next_working_day_b_takes_over(world: World):
    missing_the_18th(world)
    sweep.run(moment(20, 8))
    assert told(world.an)[-3:] == [
        ("missed", "pending", moment(19, 7)),
        ("asked", "pending", moment(19, 7, 30)),
        ("takeover", "takeover", moment(20, 8)),
    ]


EVERY_DAY = tuple(range(5, 32))
BY_HAND = ((), (17,), (18, 20), (5, 19, 26), (30,), tuple(range(5, 32, 3)), tuple(range(20, 32)))


@pytest.mark.parametrize("kept", [EVERY_DAY, *BY_HAND], ids=lambda kept: f"{len(kept)} nights")
def test_whatever_nights_are_missed_the_end_is_the_same(world: World, kept):
    customer = missing_the_18th(world)
    pay(world, customer, 42_00, moment(24, 10))
    pay(world, customer, 8_00, moment(31, 10))
    for night in kept:
        sweep.judge(world.station.id, moment(night, 7, 30))
    sweep.judge(world.station.id, moment(1, 7, 30, month=11))
    assert told(world.an) == [
        ("assist", "assist", moment(17, 7)),
        ("warned", "assist", moment(17, 7)),
        ("missed", "pending", moment(19, 7)),
        ("asked", "pending", moment(19, 7, 30)),
        ("takeover", "takeover", moment(20, 8)),
        ("warned", "takeover", moment(24, 7)),
        ("met", "takeover", moment(26, 7)),
        ("returned", "returned", moment(26, 7)),
        ("warned", "returned", moment(30, 7)),
        ("met", "returned", moment(1, 7, month=11)),
        ("closed", "closed_met", moment(1, 7, month=11)),
    ]
    assert {r.staff_id: r.share_bp for r in Reward.select()} == {
        world.an.id: 10_000, world.bo.id: 10_000,
    }  # fmt: skip
    assert right(world.bo, world.an_district.id, moment(1, 8, month=11)) == 1
    assert own(world.an).look_again_at is None


def test_a_second_run_changes_nothing(world: World):
    missing_the_18th(world)
    sweep.run(moment(21, 9))
    before = snapshot()
    assert sweep.run(moment(21, 9)) == 0
    assert snapshot() == before


def test_workers_at_once_write_each_step_once(world: World):
    missing_the_18th(world)
    wrong: list[BaseException] = []

    def work() -> None:
        try:
            with connection():
                sweep.judge(world.station.id, moment(21, 9))
        except BaseException as error:
            wrong.append(error)

    workers = [threading.Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert wrong == []
    assert kinds(world.an) == ["assist", "warned", "missed", "asked", "takeover"]
    assert Notice.select().where(Notice.text.contains("没到节点")).count() == 3


def test_a_worker_that_died_leaves_its_cases_to_the_next(world: World):
    missing_the_18th(world)
    sweep.opening.open_cases(world.station.id, moment(21, 9))
    assert sweep._claim(world.station.id, moment(21, 9))
    assert sweep.run(moment(21, 9)) == 0
    assert sweep.run(moment(21, 9) + sweep.LEASE) > 0


def test_a_case_that_goes_wrong_is_looked_at_again_and_holds_up_nobody(world: World, monkeypatch):
    missing_the_18th(world)

    def decide(facts, *rest):
        if facts.a.id == world.fang.id:
            raise RuntimeError("planted")
        return rules.decide(facts, *rest)

    monkeypatch.setattr(play, "decide", decide)
    sweep.run(moment(21, 9))
    assert "takeover" in kinds(world.an)
    assert kinds(world.fang) == []
    assert own(world.fang).look_again_at == moment(21, 10)
    monkeypatch.undo()
    sweep.run(moment(21, 10))
    assert own(world.fang).look_again_at == moment(22, 7, 30)


def test_everybody_who_has_districts_gets_a_case_and_the_usual_target(world: World):
    missing_the_18th(world)
    sweep.run(moment(5, 7, 30))
    assert {c.staff.login for c in case.of_station(world.station.id, PERIOD)} == {"an", "fang"}
    assert [mark.rate_bp for mark in target.of_person(world.an.id, PERIOD)] == [6000, 9000, 10000]


def test_no_case_before_the_bills_are_released(world: World):
    missing_the_18th(world)
    sweep.run(moment(3, 23))
    assert Case.select().count() == 0


def test_without_the_receivables_in_full_a_checkpoint_waits(world: World):
    paired(world)
    world.bill(world.customer(), 100_00)
    sweep.run(moment(21, 9))
    assert kinds(world.an) == []
    assert own(world.an).waiting == "18 日节点等数据：应收不全"


def test_a_station_is_not_judged_for_what_was_before_its_first_list(world: World):
    lists(world, since=20)
    paired(world)
    world.bill(world.customer(), 100_00)
    sweep.run(moment(21, 9))
    assert "missed" not in kinds(world.an)


def test_a_list_that_comes_is_looked_at_at_once(world: World):
    missing_the_18th(world)
    Feed.delete().where(Feed.loaded_at > moment(18, 12)).execute()
    sweep.run(moment(19, 7, 30))
    assert own(world.an).waiting.startswith("18 日节点等数据")
    Feed.create(
        station=world.station, kind="payments", full=False, as_of=day_start(day(19)),
        loaded_at=moment(19, 9, 40),
    )  # fmt: skip
    case.look_again(world.station.id, moment(19, 9, 40))
    sweep.run(moment(19, 9, 40))
    assert told(world.an)[-1] == ("asked", "pending", moment(19, 9, 40))


def test_money_known_only_after_the_verdict_changes_none(world: World):
    customer = missing_the_18th(world)
    sweep.run(moment(19, 7, 30))
    pay(world, customer, 50_00, moment(18, 10))  # as if a list told of it later
    sweep.run(moment(19, 9))
    assert "missed" in kinds(world.an) and own(world.an).state == "pending"


def test_two_of_one_b_missed_in_one_night_the_larger_debt_goes_first(world: World):
    missing_the_18th(world)
    for login, fen in (("more", 900_00), ("less", 10_00)):
        person = world.staff(login, login, "collector", post="台区经理")
        world.bill(world.customer(world.district(f"TQ-{login}", login, person)), fen)
        pair.join(person, world.bo, since=day(1), by=world.lin, at=moment(1, 8), cover=world.fang)
    sweep.run(moment(20, 8))
    people = {c.staff.login: c.state for c in case.of_station(world.station.id, PERIOD)}
    assert people["more"] == "takeover"
    assert people["an"] == people["less"] == "referred"


def test_a_reassigned_district_leaves_old_checkpoints_with_the_old_a(world: World):
    missing_the_18th(world)
    zhou = world.staff("zhou", "周", "collector", post="台区经理")
    nights(world, moment(19, 9))
    assignment.assign(
        "district", world.an_district.id, zhou, since=day(21), by=world.lin, at=moment(19, 10)
    )
    nights(world, moment(26, 7, 30), since=19)
    assert "missed" in kinds(world.an)
    assert [k for k in kinds(zhou) if k in ("met", "missed")] == ["missed"]
    assert own(zhou).opened_at == day_start(day(21))
    assert right(world.bo, world.an_district.id, moment(20, 9)) == 3
    assert right(world.bo, world.an_district.id, moment(21, 9)) < 3


def test_who_had_nothing_to_collect_is_not_rewarded(world: World):
    lists(world)
    paired(world)
    world.bill(world.customer(world.fang_district), 100_00)
    sweep.run(moment(1, 8, month=11))
    assert own(world.an).state == "closed_met"
    assert Reward.select().count() == 0


def test_the_queries_grow_neither_with_cases_nor_with_nights(world: World, queries):
    missing_the_18th(world)
    sweep.run(moment(5, 8))
    with queries() as few:
        dossier.of_station(world.station.id, moment(6, 8), moment(5, 8))
    for n in range(12):
        person = world.staff(f"p{n}", f"人{n}", "collector", post="台区经理")
        world.bill(world.customer(world.district(f"TQX{n}", f"区{n}", person)), 50_00)
    sweep.run(moment(6, 8))
    with queries() as many:
        found = dossier.of_station(world.station.id, moment(26, 8), moment(5, 8))
    assert len(found.cases) == 14
    assert len(many) == len(few) <= 22


def test_what_is_told_is_told_once_to_a_b_and_the_head(world: World):
    missing_the_18th(world)
    nights(world, end_of(21))
    missed = [n for n in Notice.select() if "没到节点" in n.text]
    assert sorted(n.staff.login for n in missed) == ["an", "bo", "lin"]
    assert {n.link for n in missed} == {"/cases/mine", "/buddy", f"/escalations/{own(world.an).id}"}
    assert own(world.an).look_again_at - end_of(21) <= timedelta(hours=8)
