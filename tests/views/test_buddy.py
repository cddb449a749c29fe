"""A B post is asked, answers, and does what it then may; an A post reads why."""

import pytest

from app.escalation import sweep
from app.escalation.case import CaseAnswer
from app.station import pair
from tests.escalation.month import asked_until_two, missing_the_18th, moment, own, paired, pay
from tests.world import MORNING, World


@pytest.fixture
def asked(world: World) -> World:
    asked_until_two(world)
    return world


def at(client, when):
    client.application.extensions["clock"] = lambda: when
    return client


def test_b_is_asked_with_the_reason_what_is_ready_and_from_when(sign_in, asked: World):
    page = sign_in(asked.bo).get("/buddy").text
    for words in (
        "请你顶岗", "接下安&lt;b&gt;的 1 个台区", "要 60%，到 50.00%，差 ¥10.00",
        "你的活，方㛃替你", "今天 14:00 起", "¥50.00", "到 25 日节点", "我来顶岗",
        "轮换电能表&lt;b&gt;",
    ):  # fmt: skip
        assert words in page, words


def test_b_accepts_and_takes_over_at_two(sign_in, asked: World):
    client, url = sign_in(asked.bo), f"/escalations/{own(asked.an).id}/answers"
    assert client.post(url, data={"accepted": "1"}).status_code == 303
    assert "你答应了" in client.get("/buddy").text
    sweep.judge(asked.station.id, moment(21, 14))
    page = at(client, moment(21, 14, 1)).get("/buddy").text
    assert "你在顶岗" in page and "我来顶岗" not in page


def test_b_declines_with_a_reason_and_the_head_reads_it(sign_in, asked: World):
    client, url = sign_in(asked.bo), f"/escalations/{own(asked.an).id}/answers"
    refused = client.post(url, data={"reason": " "})
    assert refused.status_code == 422 and "写一句难处" in refused.text
    assert client.post(url, data={"reason": "家里<b>有事"}).status_code == 303
    assert own(asked.an).state == "referred"
    assert "家里&lt;b&gt;有事" in sign_in(asked.lin).get("/escalations").text
    assert client.post(url, data={"accepted": "1"}).status_code == 409


def test_nobody_else_can_answer_nor_learns_of_the_case(sign_in, asked: World):
    url = f"/escalations/{own(asked.an).id}/answers"
    for person in (asked.an, asked.fang, asked.lin, asked.cheng, asked.guan, asked.ju, asked.wei):
        assert sign_in(person).post(url, data={"accepted": "1"}).status_code == 404, person.login
        assert sign_in(person).post(url, data={"reason": "x" * 300}).status_code == 404
    assert CaseAnswer.select().count() == 0


def test_who_is_nobodys_b_finds_an_empty_page(sign_in, asked: World):
    page = sign_in(asked.fang).get("/buddy")
    assert page.status_code == 200 and "你现在没有结对" in page.text
    assert sign_in(asked.ju).get("/buddy").status_code == 200


def test_b_finds_as_customers_while_paired_and_collects_only_after_taking_over(
    sign_in, world: World
):
    customer = asked_until_two(world)
    client, url = sign_in(world.bo), f"/customers/{customer.account_no}"
    assert client.get(url).status_code == 200
    assert client.get(f"{url}/collections/new").status_code == 403
    sweep.judge(world.station.id, moment(21, 14))
    at(client, moment(21, 14, 1))
    assert client.get(f"{url}/collections/new").status_code == 200
    assert customer.account_no in client.get("/today").text
    mine = at(sign_in(world.an), moment(21, 14, 1))
    assert mine.get(url).status_code == 200
    assert mine.get(f"{url}/collections/new").status_code == 403
    assert customer.account_no not in mine.get("/today").text


def test_a_b_post_has_the_tab_in_place_of_cash_until_it_takes_over(sign_in, asked: World):
    client = sign_in(asked.bo)
    page = client.get("/buddy").text
    assert 'href="/cash"' not in page and page.count('aria-current="page"') == 1
    sweep.judge(asked.station.id, moment(21, 14))
    page = at(client, moment(21, 14, 1)).get("/today").text
    assert 'href="/cash"' in page and "看安&lt;b&gt;走到哪了" in page
    assert 'href="/buddy"' not in sign_in(asked.an).get("/me").text


def test_before_the_month_has_bills_b_sees_whom_it_helps(sign_in, world: World):
    paired(world)
    sweep.judge(world.station.id, MORNING)
    page = sign_in(world.bo).get("/buddy").text
    assert "安&lt;b&gt;" in page and "还没发行" in page


def test_a_reads_the_own_case_and_can_ask_for_help(sign_in, world: World):
    missing_the_18th(world)
    client = at(sign_in(world.an), moment(6, 9))
    assert "你名下没有目标" in client.get("/cases/mine").text
    sweep.judge(world.station.id, moment(6, 8))
    assert "/cases/mine" in client.get("/me").text
    assert "你的 B 岗是柏=1+1" in client.get("/cases/mine").text
    url = f"/escalations/{own(world.an).id}/helps"
    assert client.post(url, data={"reason": ""}).status_code == 422
    assert sign_in(world.bo).post(url, data={"reason": "x"}).status_code == 404
    assert client.post(url, data={"reason": "连着下雨"}).status_code == 303
    assert "「连着下雨」" in client.get("/cases/mine").text
    assert own(world.an).state == "assist"


def test_the_queries_of_a_bs_page_do_not_grow_with_its_as(sign_in, asked: World, queries):
    client = sign_in(asked.bo)
    client.get("/buddy")
    with queries() as few:
        client.get("/buddy")
    for n in range(6):
        person = asked.staff(f"p{n}", f"人{n}", "collector", post="台区经理")
        asked.bill(asked.customer(asked.district(f"TQX{n}", f"区{n}", person)), 50_00)
        pair.join(person, asked.bo, since=moment(20).date(), by=asked.lin, at=MORNING)
    sweep.judge(asked.station.id, MORNING)
    client.get("/buddy")
    with queries() as many:
        client.get("/buddy")
    assert len(many) == len(few)


def test_after_the_month_is_closed_a_and_b_read_how_it_ended(sign_in, world: World):
    customer = missing_the_18th(world)
    pay(world, customer, 50_00, moment(15, 10))
    sweep.judge(world.station.id, moment(16, 8))
    page = at(sign_in(world.bo), moment(16, 9)).get("/buddy").text
    assert "达到目标" in page and "还没发行" not in page
    assert "记奖 100%" in at(sign_in(world.an), moment(16, 9)).get("/cases/mine").text
    head = at(sign_in(world.lin), moment(16, 9))
    assert "记奖" in head.get(f"/escalations/{own(world.an).id}").text
