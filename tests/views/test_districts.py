"""One district's page, and the assignment that other programs rely on."""

from datetime import timedelta

import pytest

from app.clock import day_start
from app.station import assignment, sight
from tests.world import MORNING, TODAY, World

TOMORROW = (TODAY + timedelta(days=1)).isoformat()


def post(client, code="TQ01", **changes):
    data = {"staff": "FANG", "since": TOMORROW} | changes
    return client.post(f"/districts/{code}/assignments", data=data)


def responsible(world: World, days: int = 1) -> int | None:
    day = day_start(TODAY + timedelta(days=days))
    return sight.holders(world.station.id, day)[world.an_district.id].responsible


def test_the_page_says_who_since_when_and_who_before(sign_in, world: World):
    assignment.assign(
        "district", world.an_district.id, world.fang, since=TODAY, by=world.lin, at=MORNING,
        why="顺<路>",
    )  # fmt: skip
    page = sign_in(world.lin).get("/districts/TQ01").text
    assert "方㛃" in page and "安&lt;b&gt;" in page and "2026-01-01" in page
    assert "顺&lt;路&gt;" in page and "林所定的" in page and "10kV&lt;i&gt;线" in page


def test_staff_and_since_are_enough(sign_in, world: World):
    answer = post(sign_in(world.lin))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/districts/TQ01")
    assert (responsible(world, 0), responsible(world)) == (world.an.id, world.fang.id)


def test_the_same_sent_twice_is_one_assignment(sign_in, world: World):
    client = sign_in(world.lin)
    assert [post(client).status_code, post(client).status_code] == [303, 303]
    assert len(assignment.coming(world.station.id, MORNING)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"staff": "NOBODY"}, {"staff": "WEI"}, {"staff": "CHENG"}, {"staff": "GUAN"}, {"staff": ""},
        {"staff": "x" * 300}, {"since": "2026-10-20"}, {"since": "2026-02-30"},
        {"since": "0001-01-01"},
        {"since": "9999-12-31"}, {"since": "morgen"}, {"since": ""}, {"expected": "x"},
    ],
)  # fmt: skip
def test_a_bad_form_is_422_with_the_reason(sign_in, world: World, changes):
    answer = post(sign_in(world.lin), **changes)
    assert answer.status_code == 422 and 'class="err"' in answer.text
    assert responsible(world) == world.an.id


def test_somebody_whose_account_is_closed_gets_no_district(sign_in, world: World):
    type(world.fang).update(closed_at=MORNING).where(type(world.fang).id == world.fang.id).execute()
    assert post(sign_in(world.lin)).status_code == 422


def test_a_second_editor_who_saw_the_old_one_gets_409(sign_in, world: World):
    seen = assignment.newest([world.an_district.id])[world.an_district.id].id
    client = sign_in(world.lin)
    assert post(client, expected=str(seen)).status_code == 303
    assert post(client, staff="BO", expected=str(seen)).status_code == 409


@pytest.mark.parametrize("code", ["TQ99", "nope", "TQ01%00"])
def test_another_stations_district_does_not_exist(sign_in, world: World, code):
    client = sign_in(world.lin)
    assert client.get(f"/districts/{code}").status_code == 404
    assert post(client, code).status_code == 404


@pytest.mark.parametrize("who", ["an", "cheng", "guan", "ju", "wei"])
def test_only_the_head_assigns(sign_in, world: World, who):
    assert post(sign_in(getattr(world, who))).status_code == 403


def test_a_district_that_follows_its_zone_says_so(sign_in, world: World):
    world.district("TQ03", "跟片区", None)
    assignment.assign_whole(
        "feeder", world.feeder.id, world.bo, since=TODAY, by=world.lin, at=MORNING
    )
    page = sign_in(world.lin).get("/districts/TQ03").text
    assert "按线路" in page and "柏=1+1" in page
