"""请假替班 on the screen."""

from datetime import timedelta

import pytest

from app.station import away, leave, sight
from tests.world import MORNING, TODAY, World


def day(n: int) -> str:
    return (TODAY + timedelta(days=n)).isoformat()


def post(client, **changes):
    data = {
        "staff": "AN",
        "cover": "BO",
        "since": day(0),
        "until": day(3),
        "why": "病<假>",
    } | changes
    return client.post("/leaves", data=data)


def test_a_leave_is_registered_and_the_cover_acts(sign_in, world: World):
    client = sign_in(world.lin)
    assert post(client).headers["Location"] == "/leaves"
    page = client.get("/leaves").text
    assert "病&lt;假&gt;" in page and "柏=1+1替" in page
    assert sight.holders(world.station.id, MORNING)[world.an_district.id].acting == world.bo.id


@pytest.mark.parametrize(
    "changes",
    [
        {"staff": ""}, {"staff": "WEI"}, {"cover": "WEI"}, {"cover": "CHENG"}, {"cover": ""},
        {"cover": "AN"}, {"since": day(-1)}, {"until": ""}, {"until": day(0)}, {"since": "x"},
    ],
)  # fmt: skip
def test_what_cannot_be_registered_comes_back_with_its_reason(sign_in, world: World, changes):
    answer = post(sign_in(world.lin), **changes)
    assert answer.status_code == 422 and 'class="err"' in answer.text
    assert leave.away(world.station.id, TODAY) == set()


def test_back_today_ends_it(sign_in, world: World):
    made = away.go(
        world.an, world.bo, since=TODAY, until=TODAY + timedelta(days=5), by=world.lin, at=MORNING
    )
    client = sign_in(world.lin)
    assert client.post(f"/leaves/{made.id}/endings").status_code == 303
    assert leave.away(world.station.id, TODAY) == set()
    assert client.post(f"/leaves/{made.id}/endings").status_code == 409


def test_a_leave_that_does_not_exist_is_not_found(sign_in, world: World):
    for number in (99, 10**30):
        assert sign_in(world.lin).post(f"/leaves/{number}/endings").status_code == 404


@pytest.mark.parametrize("who", ["an", "cheng", "guan", "wei"])
def test_only_the_head_registers_leaves(sign_in, world: World, who):
    assert post(sign_in(getattr(world, who))).status_code == 403


def test_the_page_takes_no_more_queries_with_more_leaves(sign_in, world: World, queries):
    client = sign_in(world.lin)
    post(client)
    client.get("/leaves")
    with queries() as few:
        client.get("/leaves")
    for n in range(20):
        person = world.staff(f"p{n}", f"人{n}", "staff")
        until = TODAY + timedelta(days=5)
        away.go(person, None, since=TODAY, until=until, by=world.lin, at=MORNING)
    with queries() as many:
        client.get("/leaves")
    assert len(many) == len(few)
