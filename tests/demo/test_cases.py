"""Claims about the demo's A+B cases: one B helps, one has been asked to take over."""

import pytest

from app.clock import period_of
from app.demo.clock import Demo
from app.escalation import case
from app.escalation.steps import Kind
from app.notices.notice import Notice
from app.station.grant import Grant
from app.station.people import Staff, Station
from tests.demo.conftest import MOVE

pytestmark = pytest.mark.usefixtures("demo")


def by_number() -> dict[str, case.Case]:
    found = case.of_station(Station.get().id, period_of(MOVE.today))
    return {one.staff.number: one for one in found}


def test_one_a_post_is_behind_with_b_helping_and_for_one_a_takeover_is_asked():
    states = {number: one.state for number, one in by_number().items()}
    assert len(states) == 17
    assert {n: s for n, s in states.items() if s != "normal"} == {
        "S18": "pending", "S24": "assist",
    }  # fmt: skip


def test_the_takeover_was_missed_put_off_and_asked_and_is_not_in_force_yet(demo: Demo):
    xie = by_number()["S18"]
    steps = case.steps_of([xie.id])[xie.id]
    said = [step.kind for step in steps]
    assert Kind.TAKEOVER not in said and said[-1] == Kind.ASKED
    assert steps[-1].b and steps[-1].b.name == "郭波斌"
    missed = next(step for step in steps if step.kind == Kind.MISSED)
    assert missed.reason == "要 65%，到 64.26%，差 ¥368.72"
    assert xie.look_again_at > demo.starts_at
    assert not Grant.select().where(Grant.kind == "cover").exists()


def test_b_logs_where_it_helps_and_sees_where_it_is_paired():
    kinds = Grant.select(Grant.kind).where(Grant.kind.in_(("pair", "assist")))
    mine = kinds.where(Grant.until.is_null()).join(Staff)
    assert {row.kind for row in mine.where(Staff.number == "S31")} == {"pair", "assist"}
    assert {row.kind for row in mine.where(Staff.number == "S30")} == {"pair"}


def test_only_what_was_told_today_is_unread():
    unread = Notice.select().where(Notice.read_at.is_null())
    assert unread.exists()
    assert all("谢平兴" in row.text or "锁学" in row.text for row in unread)
