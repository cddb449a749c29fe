"""The territory page: who holds what, and giving many districts to somebody at once."""

import json
import re
from datetime import timedelta

import pytest

from app.clock import day_start
from app.config import Config
from app.dayplan import plan
from app.dayplan.sheet import Sheet
from app.station import assignment, grant, sight
from app.views import territory as view
from tests.world import MORNING, SETTINGS, TODAY, World

TOMORROW = (TODAY + timedelta(days=1)).isoformat()


def post(client, **changes):
    data = {"districts": ["TQ01"], "staff": "FANG", "since": TOMORROW} | changes
    return client.post("/assignments", data=data)


def responsible(world: World, district) -> int | None:
    tomorrow = day_start(TODAY + timedelta(days=1))
    return sight.holders(world.station.id, tomorrow)[district.id].responsible


def test_the_page_names_every_district_its_holder_and_its_arrears(sign_in, world: World):
    world.bill(world.customer(), 12345)
    page = sign_in(world.lin).get("/territory").text
    assert "双营村1号公变&lt;b&gt;" in page and "安&lt;b&gt;" in page
    assert "123.45" in page and "远处1号" not in page


def test_a_district_of_nobody_is_an_alarm(sign_in, world: World):
    world.district("TQ03", "无人公变", None)
    page = sign_in(world.lin).get("/territory").text
    assert 'role="alert"' in page and "1 个台区没人管" in page


def test_a_closed_accounts_districts_are_nobodys(sign_in, world: World):
    type(world.an).update(closed_at=MORNING).where(type(world.an).id == world.an.id).execute()
    assert "1 个台区没人管" in sign_in(world.lin).get("/territory").text


def test_the_panel_says_before_and_after_without_changing_anything(sign_in, world: World):
    for _ in range(3):
        world.customer()
    world.customer(world.fang_district)
    page = sign_in(world.lin).get("/territory?districts=TQ01&to=FANG").text
    assert re.search(r"3 → <b>0</b>", page) and re.search(r"1 → <b>4</b>", page)
    assert "没有未解现金" in page and "18 日 60% 节点的结果仍记在安" in page
    assert responsible(world, world.an_district) == world.an.id


def test_htmx_gets_the_side_alone(sign_in, world: World):
    client = sign_in(world.lin)
    alone = client.get("/territory?districts=TQ01&to=FANG", headers={"HX-Request": "true"}).text
    assert alone.lstrip().startswith("<aside") and "<html" not in alone
    assert 'data-hx-swap-oob="true"' in alone


def test_several_districts_change_hands_at_once(sign_in, world: World):
    answer = post(sign_in(world.lin), districts=["TQ01", "TQ02"], staff="BO", why="近")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/territory")
    for district in (world.an_district, world.fang_district):
        assert responsible(world, district) == world.bo.id
    assert [g.why for g in assignment.coming(world.station.id, MORNING)] == ["近", "近"]


def test_what_was_done_is_said_once(sign_in, world: World):
    client = sign_in(world.lin)
    post(client)
    said = "1 个台区，10月22日 周四起归方㛃"
    assert said in client.get("/territory").text
    assert said not in client.get("/territory").text


@pytest.mark.parametrize(
    "changes",
    [
        {"staff": "NOBODY"},
        {"staff": "WEI"},
        {"staff": "CHENG"},
        {"staff": ""},
        {"since": TODAY - timedelta(days=1)},
        {"since": "2026-02-30"},
        {"since": "2099-01-01"},
        {"since": ""},
        {"districts": []},
        {"why": "长" * 201},
    ],
)
def test_a_bad_form_comes_back_with_its_reason_and_changes_nothing(sign_in, world, changes):
    answer = post(sign_in(world.lin), **changes)
    assert answer.status_code == 422
    assert 'class="err"' in answer.text
    assert responsible(world, world.an_district) == world.an.id


def test_a_refused_form_keeps_what_was_typed(sign_in, world: World):
    answer = post(sign_in(world.lin), since="2026-10-20", why="顺<路>")
    assert 'value="2026-10-20"' in answer.text and 'value="顺&lt;路&gt;"' in answer.text
    assert "这天已经过了，选今天或以后" in answer.text


def test_a_district_of_another_station_is_not_found_and_nothing_moves(sign_in, world: World):
    assert post(sign_in(world.lin), districts=["TQ01", "TQ99"]).status_code == 404
    assert responsible(world, world.an_district) == world.an.id


def test_two_heads_at_one_district_the_second_looks_again(sign_in, world: World):
    seen = assignment.newest([world.an_district.id])[world.an_district.id].id
    client = sign_in(world.lin)
    assert post(client, expected=f"TQ01:{seen}").status_code == 303
    late = post(client, staff="BO", expected=f"TQ01:{seen}", why="远")
    assert late.status_code == 409
    assert "有人先改了，定的是方㛃。看清楚再定" in late.text and 'value="远"' in late.text
    newest = assignment.newest([world.an_district.id])[world.an_district.id].id
    assert f'name="expected" value="TQ01:{newest}"' in late.text
    assert responsible(world, world.an_district) == world.fang.id


def test_the_form_carries_what_the_head_saw(sign_in, world: World):
    seen = assignment.newest([world.an_district.id])[world.an_district.id].id
    page = sign_in(world.lin).get("/territory?districts=TQ01&to=FANG").text
    assert f'name="expected" value="TQ01:{seen}"' in page


@pytest.mark.parametrize("who", ["an", "cheng", "guan", "ju", "wei"])
def test_only_the_head_reassigns(sign_in, world: World, who):
    assert post(sign_in(getattr(world, who))).status_code == 403
    assert responsible(world, world.an_district) == world.an.id


def test_the_administrator_looks_and_finds_no_button(sign_in, world: World):
    page = sign_in(world.guan).get("/territory?districts=TQ01&to=FANG")
    assert page.status_code == 200 and 'action="/assignments"' not in page.text


@pytest.mark.parametrize(
    ("query", "seen"),
    [("holder=AN", "TQ01"), ("holder=-", ""), ("village=别村", ""), ("q=tq02", "TQ02")],
)
def test_the_list_is_narrowed_by_holder_village_and_name(sign_in, world: World, query, seen):
    page = sign_in(world.lin).get(f"/territory?{query}").text
    assert set(re.findall(r'href="/districts/(\w+)"', page)) == {seen} - {""}


def test_a_picked_district_that_the_filter_hides_stays_picked(sign_in, world: World):
    page = sign_in(world.lin).get("/territory?districts=TQ01&q=tq02").text
    assert '<input type="hidden" name="districts" value="TQ01">' in page


def test_the_map_data_is_data_and_hostile_names_stay_inside(sign_in, world: World):
    world.district("TQ03", "</script><script>alert(1)</script>", world.an)
    page = sign_in(world.lin).get("/territory").text
    block = re.search(r'<script type="application/json" id="map-data">(.*?)</script>', page, re.S)
    data = json.loads(block[1])
    assert {d["code"] for d in data["districts"]} == {"TQ01", "TQ02", "TQ03"}
    assert data["tiles"] == ""


def test_places_move_to_the_maps_datum_only_when_the_tiles_ask_for_it(app, world: World):
    held = workload_of(world)
    with app.test_request_context():
        assert view._dot(held, False)["at"] == [27.02, 103.85]
        assert view._dot(held, True)["at"] != [27.02, 103.85]


def workload_of(world: World):
    return view.holdings.of_station(world.station.id, MORNING)[0]


def test_tiles_come_with_their_datum_and_credit_from_the_environment(tmp_path):
    env = {"TAIQU_DATA": str(tmp_path), "TAIQU_SECRET": "s" * 32, "TAIQU_TILES_GCJ": "1"}
    config = Config.from_env(env | {"TAIQU_TILES_CREDIT": "某地图"})
    assert (config.tiles_gcj, config.tiles_credit) == (True, "某地图")


def test_the_page_takes_no_more_queries_with_more_districts_and_people(sign_in, world, queries):
    client = sign_in(world.lin)
    client.get("/territory")
    with queries() as few:
        client.get("/territory?districts=TQ01&to=FANG")
    for n in range(10, 40):
        person = world.staff(f"p{n}", f"人{n}", "collector", post="台区经理")
        district = world.district(f"TQ{n}", f"{n}号公变", person)
        world.bill(world.customer(district), 100)
    with queries() as many:
        client.get("/territory?districts=TQ01&to=FANG")
    with queries() as most:
        client.get("/territory?" + "&".join(f"districts=TQ{n}" for n in range(10, 40)) + "&to=FANG")
    assert len(many) == len(few) and len(most) <= len(few)


def test_a_running_takeover_is_named_before_it_is_ended(sign_in, world: World):
    grant.give(
        world.bo, "district", world.an_district.id, grant.COLLECT, "cover",
        since=MORNING, by=None, at=MORNING,
    )  # fmt: skip
    page = sign_in(world.lin).get("/territory?districts=TQ01&to=FANG").text
    assert "柏=1+1在这里替他走，到10月22日 周四止" in page


def test_sheets_that_would_be_void_are_counted(sign_in, world: World):
    tomorrow = TODAY + timedelta(days=1)
    for n in range(3):
        world.bill(world.customer(), 1000 * (n + 1))
    made = plan.plan_for(world.an, tomorrow, MORNING, SETTINGS)
    client = sign_in(world.lin)
    unprinted = client.get("/territory?districts=TQ01&to=FANG").text
    Sheet.create(
        station=world.station, serial="20261022-001", plan=made, staff=world.an, day=tomorrow,
        printed_at=MORNING, households=3, bills=3, fen=6000, area=made.area, data={},
    )  # fmt: skip
    assert "派工单" not in unprinted.split("<main")[1]
    assert (
        "10月22日派工单里有 3 户，会作废重打"
        in client.get("/territory?districts=TQ01&to=FANG").text
    )
