"""结对 on the screen."""

from datetime import timedelta

import pytest

from app.station import pair
from tests.world import MORNING, TODAY, World


def post(client, **changes):
    data = {
        "a": "AN", "b": "BO", "since": TODAY.isoformat(), "cover": "CHENG", "duty_note": "换<表>",
        "may_take_over": "1",
    } | changes  # fmt: skip
    return client.post("/pairs", data=data)


def test_a_posts_without_a_b_are_named(sign_in, world: World):
    page = sign_in(world.lin).get("/pairs").text
    assert "2 个 A 岗还没有 B 岗" in page and "安&lt;b&gt;、方㛃" in page


def test_a_pair_is_made_and_shown_with_cover_and_duty(sign_in, world: World):
    client = sign_in(world.lin)
    assert post(client).headers["Location"] == "/pairs"
    page = client.get("/pairs").text
    assert "换&lt;表&gt;" in page and "1 个 A 岗还没有 B 岗" not in page.split("<main")[1]
    (made,) = pair.on(world.station.id, TODAY)
    assert (made.a.login, made.b.login, made.cover.login) == ("an", "bo", "cheng")


@pytest.mark.parametrize(
    "changes",
    [
        {"a": ""}, {"b": ""}, {"b": "AN"}, {"b": "FANG"}, {"b": "WEI"}, {"cover": "AN"},
        {"cover": "NOBODY"}, {"since": "2026-10-20"}, {"since": ""}, {"duty_note": "长" * 201},
    ],
)  # fmt: skip
def test_what_makes_no_pair_comes_back_with_its_reason(sign_in, world: World, changes):
    answer = post(sign_in(world.lin), **changes)
    assert answer.status_code == 422 and 'class="err"' in answer.text
    assert pair.on(world.station.id, TODAY) == []


def test_may_not_take_over_stays_unticked(sign_in, world: World):
    post(sign_in(world.lin), may_take_over="")
    assert pair.on(world.station.id, TODAY)[0].may_take_over is False


def test_a_pair_ends(sign_in, world: World):
    made = pair.join(world.an, world.bo, since=TODAY - timedelta(days=9), by=None, at=MORNING)
    client = sign_in(world.lin)
    assert client.post(f"/pairs/{made.id}/endings").status_code == 303
    assert pair.on(world.station.id, TODAY) == []
    assert "以前的对子" in client.get("/pairs").text


def test_another_stations_pair_does_not_end(sign_in, world: World):
    a = world.staff("fa", "远A", "collector", post="台区经理", station=world.elsewhere)
    b = world.staff("fb", "远B", "staff", post="计量员", station=world.elsewhere)
    foreign = pair.join(a, b, since=TODAY, by=None, at=MORNING)
    for number in (foreign.id, 10**30):
        assert sign_in(world.lin).post(f"/pairs/{number}/endings").status_code == 404


@pytest.mark.parametrize("who", ["an", "bo", "cheng", "guan", "wei"])
def test_only_the_head_pairs(sign_in, world: World, who):
    client = sign_in(getattr(world, who))
    assert (client.get("/pairs").status_code, post(client).status_code) == (403, 403)


def test_the_page_takes_no_more_queries_with_more_pairs(sign_in, world: World, queries):
    client = sign_in(world.lin)
    post(client)
    client.get("/pairs")
    with queries() as few:
        client.get("/pairs")
    for n in range(20):
        a = world.staff(f"a{n}", f"甲{n}", "collector", post="台区经理")
        pair.join(a, world.bo, since=TODAY, by=world.lin, at=MORNING, cover=world.cheng)
    with queries() as many:
        client.get("/pairs")
    assert len(many) == len(few)
