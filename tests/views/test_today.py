"""Today's page: how far, what in hand, whom next, and the round."""

from datetime import date, timedelta

import pytest

from app.clock import local
from app.fieldwork import visit
from app.ledger import collect
from app.standing import target
from app.standing.target import Mark
from app.station import grant
from app.station.grant import COLLECT, SEE
from tests.world import HOSTILE, MORNING, PERIOD, SETTINGS, World, key


def owing(world: World, count: int, fen: int = 50_00, **fields) -> list:
    made = [world.customer(**fields) for _ in range(count)]
    for customer in made:
        world.bill(customer, fen)
    return made


def collect_from(world: World, customer, fen: int, method: str = "cash") -> None:
    collect.collect(
        customer, fen, method=method, by=world.an, at=MORNING, key=key(), settings=SETTINGS
    )


def test_it_shows_the_rate_the_gap_the_cash_and_the_next_stop(sign_in, world: World):
    first, second = owing(world, 2, 500_00)
    collect_from(world, first, 500_00)
    page = sign_in(world.an).get("/today").text
    assert "50.00<small>%</small>" in page
    assert "到 25 日 90% 还差" in page and "400<small>.00</small>" in page
    assert "手里现金" in page and "500<small>.00</small>" in page
    assert "今天 1 户 · 走了 0" in page  # the plan came after the money
    assert f"/customers/{second.account_no}/visits/new" in page


def test_a_checkpoint_reached_early_asks_for_no_more(sign_in, world: World):
    marks = (Mark(date(2026, 10, 25), 6550), Mark(date(2026, 10, 28), 10000))
    target.set_marks(world.an, PERIOD, marks, by=world.lin, at=MORNING)
    first, second = owing(world, 2, 500_00)
    client = sign_in(world.an)
    page = client.get("/today").text
    assert "到 25 日 65.5% 还差" in page and "28日 100%" in page and "月末" not in page
    collect_from(world, first, 500_00)
    collect_from(world, second, 200_00, "qr")
    assert "25日 65.5% 已经够了" in client.get("/today").text


def test_hostile_names_are_text_and_nobody_elses_customers_are_there(sign_in, world: World):
    owing(world, 8)
    world.bill(world.customer(world.fang_district, name="金丝雀"), 10_00)
    page = sign_in(world.an).get("/today").text
    assert "<b>粗" not in page and "&lt;b&gt;粗" in page
    assert HOSTILE[3] in page and "㛃𬭎䶮" in page
    assert "金丝雀" not in page


def test_a_visit_changes_the_mark_and_the_next_stop(sign_in, world: World):
    one, two = owing(world, 2, name="同名")
    client = sign_in(world.an)
    before = client.get("/today").text
    next_no = one.account_no if f"/{one.account_no}/visits" in before else two.account_no
    customer = one if next_no == one.account_no else two
    visit.log(
        customer, "nobody_home", channel="door", by=world.an, at=MORNING, key=key(),
        settings=SETTINGS, note="贴了通知",
    )  # fmt: skip
    after = client.get("/today").text
    assert "走了 1" in after and "无人 · 贴了通知" in after and "没见到" in after
    assert f"/{next_no}/visits" not in after


def test_a_collection_shows_what_was_taken_and_what_is_still_owed(sign_in, world: World):
    (customer,) = owing(world, 1, 50_00)
    client = sign_in(world.an)
    client.get("/today")
    collect_from(world, customer, 20_00, "qr")
    page = client.get("/today").text
    assert "扫码 · 还欠 30.00" in page and "20<small>.00</small>" in page
    assert "今天的 1 户都走完了" in page


def test_what_happened_last_time_and_how_old_it_is_are_told(sign_in, world: World):
    customer = world.customer(elderly_alone=True)
    for period in (202606, 202610):
        world.bill(customer, 10_00, period)
    visit.log(
        customer, "promised", channel="phone", by=world.an, at=MORNING - timedelta(days=9),
        key=key(), settings=SETTINGS, promised_on=local(MORNING).date(),
    )  # fmt: skip
    page = sign_in(world.an).get("/today").text
    assert "逾期 118 天" in page and "欠 2 个月" in page and "独居老人" in page
    assert "上次 10月12日 承诺交" in page


def test_cash_near_and_at_the_ceiling_is_said(sign_in, world: World):
    (customer,) = owing(world, 1, 2_000_00)
    client = sign_in(world.an)
    collect_from(world, customer, 1_798_40)
    assert "快到上限：再收 ¥201.60 就要先解款" in client.get("/today").text
    collect_from(world, customer, 201_60)
    assert "现金到上限了" in client.get("/today").text


def test_who_has_nothing_to_walk_is_told_so(sign_in, world: World):
    page = sign_in(world.an).get("/today").text
    assert "今天没有要走的户" in page


def test_a_b_post_who_has_taken_over_sees_as_district_and_rate(sign_in, world: World):
    owing(world, 2)
    grant.give(
        world.bo, "district", world.an_district.id, COLLECT, "cover",
        since=MORNING - timedelta(hours=1), by=None, at=MORNING,
    )  # fmt: skip
    page = sign_in(world.bo).get("/today").text
    assert "今天 2 户" in page and "顶岗" in page and "0.00<small>%</small>" in page
    assert "今天有人替你走" in sign_in(world.an).get("/today").text


@pytest.mark.parametrize("who", ["bo", "cheng", "guan", "lin"])
def test_only_who_works_in_the_field_today_gets_it(sign_in, world: World, who: str):
    assert sign_in(getattr(world, who)).get("/today").status_code == 403


def test_a_b_post_who_only_looks_on_has_no_round(sign_in, world: World):
    grant.give(
        world.bo, "district", world.an_district.id, SEE, "pair",
        since=MORNING - timedelta(hours=1), by=None, at=MORNING,
    )  # fmt: skip
    assert sign_in(world.bo).get("/today").status_code == 403


def test_forms_tokens_and_the_time_are_each_requests_own(app, sign_in, world: World):
    app.config["WTF_CSRF_ENABLED"] = True
    owing(world, 1)
    one, other = sign_in(world.an), sign_in(world.an)
    pages = [client.get("/today").text for client in (one, other, one)]
    first, second, again = (p.partition('"X-CSRFToken": "')[2].partition('"')[0] for p in pages)
    assert first != second
    assert all("09:00" in page for page in pages)
    sent = {"X-CSRFToken": first}
    assert other.post("/theme", headers=sent).status_code == 400
    assert one.post("/theme", headers=sent).status_code == 303
    assert one.post("/theme", headers={"X-CSRFToken": again}).status_code == 303


def test_english_is_kept_apart_from_chinese(sign_in, world: World):
    owing(world, 1)
    client = sign_in(world.an)
    assert '<html lang="zh-CN"' in client.get("/today").text
    client.set_cookie("lang", "en")
    assert '<html lang="en"' in client.get("/today").text


def test_the_page_takes_twelve_queries_at_most_however_long_the_round(
    sign_in, world: World, queries
):
    owing(world, 1)
    client, other = sign_in(world.an), sign_in(world.fang)
    client.get("/today")
    with queries() as few:
        client.get("/today")
    for customer in [world.customer(world.fang_district) for _ in range(25)]:
        world.bill(customer, 10_00)
    other.get("/today")
    with queries() as many:
        assert "今天 25 户" in other.get("/today").text
    assert len(many) == len(few) <= 12
