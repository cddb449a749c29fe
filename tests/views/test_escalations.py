"""The head sees why a case is where it is, and decides with a reason that everybody can read."""

import pytest

from app.escalation import sweep
from app.escalation.case import CaseStep
from app.escalation.steps import State
from app.station import pair
from app.web import case_words
from tests.escalation.month import asked_until_two, missing_the_18th, moment, own
from tests.world import MORNING, TODAY, World


@pytest.fixture
def asked(world: World) -> World:
    asked_until_two(world)
    return world


def test_the_head_sees_the_gravest_case_with_the_steps_in_their_own_words(sign_in, asked: World):
    page = sign_in(asked.lin).get("/escalations").text
    for words in (
        "待顶岗", "要 60%，到 50.00%，差 ¥10.00", "缓办 2 个工作日", "「货款 20 日到」。只能缓一次",
        "三项条件都满足。等柏=1+1答复，14:00 起算", "已缓过一次，不能再缓", "10-18 24:00",
    ):  # fmt: skip
        assert words in page, words
    assert "<b>粗" not in page and "安<b>" not in page


def test_each_case_has_its_own_page_and_a_strangers_has_none(sign_in, asked: World):
    head = sign_in(asked.lin)
    asked.bill(asked.customer(asked.fang_district, name="老户"), 80_00)
    of_fang = head.get(f"/escalations/{own(asked.fang).id}").text
    assert "老户，一户占 100%" in of_fang and 'class="chart"' in of_fang
    assert head.get("/escalations/999999").status_code == 404
    other = asked.staff("other", "远所", "head", station=asked.elsewhere)
    assert sign_in(other).get(f"/escalations/{own(asked.an).id}").status_code == 404
    assert sign_in(asked.an).get("/escalations").status_code == 403


def test_the_page_is_there_before_the_first_case(sign_in, world: World):
    assert "这个月还没有案件" in sign_in(world.lin).get("/escalations").text


def test_the_head_puts_off_for_so_many_days_or_until_a_day(sign_in, world: World):
    missing_the_18th(world)
    sweep.judge(world.station.id, moment(19, 9))
    client = sign_in(world.lin)
    client.application.extensions["clock"] = lambda: moment(19, 9, 10)
    url = f"/escalations/{own(world.an).id}/deferrals"
    refused = client.post(url, data={"days": "2", "reason": " "})
    assert refused.status_code == 422 and "写一句为什么" in refused.text
    assert client.post(url, data={"reason": "等货款"}).status_code == 422
    late = client.post(url, data={"until": "2026-10-22", "reason": "等货款"})
    assert late.status_code == 422 and "最多缓 2 个工作日" in late.text
    assert client.post(url, data={"days": "2", "reason": "等货款"}).status_code == 303
    assert CaseStep.get(CaseStep.kind == "deferred").on.day == 20
    assert client.post(url, data={"days": "1", "reason": "再等"}).status_code == 422


def test_the_head_names_another_b_or_calls_it_off(sign_in, asked: World):
    asked.staff("meng", "孟", "staff", post="检修工")
    client, url = sign_in(asked.lin), f"/escalations/{own(asked.an).id}"
    refused = client.post(f"{url}/replacements", data={"b": "AN", "reason": "换"})
    assert refused.status_code == 422 and "不能是同一个人" in refused.text
    good = {"b": "MENG", "cover": "FANG", "reason": "柏那边忙"}
    assert client.post(f"{url}/replacements", data=good).status_code == 303
    assert [p.b.login for p in pair.on(asked.station.id, TODAY)] == ["meng"]
    assert "请孟顶岗" in client.get(url).text
    assert client.post(f"{url}/endings", data={"reason": ""}).status_code == 422
    assert client.post(f"{url}/endings", data={"reason": "差得不多"}).status_code == 303
    assert own(asked.an).state == "returned"
    assert client.post(f"{url}/endings", data={"reason": "再来"}).status_code == 409


def test_nobody_but_the_head_decides(sign_in, asked: World):
    url = f"/escalations/{own(asked.an).id}"
    for person in (asked.an, asked.bo, asked.cheng, asked.guan, asked.ju):
        client = sign_in(person)
        for deed in ("deferrals", "endings", "replacements"):
            sent = client.post(f"{url}/{deed}", data={"reason": "x", "b": "FANG", "days": "1"})
            assert sent.status_code == 403, (person.login, deed)
    assert own(asked.an).state == "pending"


def test_the_station_page_names_who_is_asked_and_leads_to_the_case(sign_in, asked: World):
    page = sign_in(asked.lin).get("/station").text
    assert "安&lt;b&gt;没到节点" in page and f"/escalations/{own(asked.an).id}" in page
    assert "待顶岗" in page
    assert (
        f"/escalations/{own(asked.an).id}" not in sign_in(asked.ju).get("/station?station=YI").text
    )


def test_what_a_checkpoint_waits_for_is_said_once_for_all(sign_in, world: World):
    world.bill(world.customer(), 100_00)
    sweep.judge(world.station.id, MORNING)
    page = sign_in(world.lin).get("/station").text
    assert page.count("18 日节点等数据：应收不全") == 1 and "2 个人的节点还没判" in page


def test_a_closed_way_stays_with_its_reason():
    assert case_words.shut(State.PENDING, "defer", 0) == "已缓过一次，不能再缓"
    assert case_words.shut(State.TAKEOVER, "replace") == "已经顶上了，先结束顶岗"
    assert case_words.shut(State.PENDING, "defer", 1) == ""


def test_the_queries_of_the_list_do_not_grow_with_the_cases(sign_in, asked: World, queries):
    client = sign_in(asked.lin)
    client.get("/escalations")
    with queries() as few:
        client.get("/escalations")
    for n in range(12):
        person = asked.staff(f"p{n}", f"人{n}", "collector", post="台区经理")
        asked.bill(asked.customer(asked.district(f"TQX{n}", f"区{n}", person)), 50_00)
    sweep.judge(asked.station.id, MORNING)
    with queries() as many:
        client.get("/escalations")
    assert len(many) == len(few)
