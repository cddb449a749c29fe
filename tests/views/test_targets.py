"""目标 on the screen."""

import pytest

from app.standing import goals, target
from tests.world import MORNING, PERIOD, World


def post(client, **changes):
    data = {
        "period": PERIOD, "due": ["2026-10-18", "2026-10-25", ""], "rate": ["60", "92.5", ""],
    } | changes  # fmt: skip
    return client.post("/targets", data=data)


def marks(world: World, person) -> list[tuple[int, int]]:
    found = target.of_station(world.station.id, PERIOD).get(person.id, ())
    return [(m.due.day, m.rate_bp) for m in found]


def test_everybody_gets_the_checkpoints(sign_in, world: World):
    client = sign_in(world.lin)
    assert post(client).headers["Location"] == f"/targets?period={PERIOD}"
    assert marks(world, world.an) == marks(world, world.fang) == [(18, 6000), (25, 9250)]
    assert "25日 92.5%" in client.get("/targets").text


def test_one_person_is_changed_with_a_reason_and_both_versions_are_shown(sign_in, world: World):
    client = sign_in(world.lin)
    post(client)
    one = {"staff": "AN", "due": ["2026-10-25"], "rate": ["95"]}
    assert post(client, **one).status_code == 422
    assert post(client, **one, why="往月<多>").status_code == 303
    page = client.get("/targets?staff=AN").text
    assert "往月&lt;多&gt;" in page and "25日 92.5%" in page and "25日 95%" in page
    assert marks(world, world.fang) == [(18, 6000), (25, 9250)]


@pytest.mark.parametrize(
    "changes",
    [
        {"due": [], "rate": []},
        {"due": ["2026-10-18"], "rate": [""]},
        {"due": ["2026-10-32"], "rate": ["60"]},
        {"due": ["2026-10-18"], "rate": ["101"]},
        {"due": ["2026-10-18"], "rate": ["-1"]},
        {"due": ["2026-10-18"], "rate": ["sechzig"]},
        {"due": ["2026-10-25", "2026-10-18"], "rate": ["60", "90"]},
        {"period": "202609"},
        {"period": "999999"},
        {"period": "x"},
        {"staff": "WEI", "why": "x"},
    ],
)
def test_what_makes_no_target_comes_back_with_its_reason(sign_in, world: World, changes):
    answer = post(sign_in(world.lin), **changes)
    assert answer.status_code == 422
    assert 'class="err"' in answer.text
    assert marks(world, world.an) == []


def test_what_was_typed_stays_in_a_refused_form(sign_in, world: World):
    page = post(sign_in(world.lin), rate=["60", "sieben", ""]).text
    assert 'value="sieben"' in page and 'value="2026-10-25"' in page


@pytest.mark.parametrize("period", ["202613", "0", "999999999999"])
def test_a_month_that_does_not_exist_is_not_found(sign_in, world: World, period):
    assert sign_in(world.lin).get(f"/targets?period={period}").status_code == 404


def test_a_month_that_is_over_only_shows(sign_in, world: World):
    page = sign_in(world.lin).get("/targets?period=202609").text
    assert 'action="/targets"' not in page


@pytest.mark.parametrize("who", ["an", "cheng", "guan", "wei"])
def test_only_the_head_sets_targets(sign_in, world: World, who):
    client = sign_in(getattr(world, who))
    assert (client.get("/targets").status_code, post(client).status_code) == (403, 403)


def test_the_page_takes_no_more_queries_with_more_people(sign_in, world: World, queries):
    client = sign_in(world.lin)
    post(client)
    client.get("/targets")
    with queries() as few:
        client.get("/targets")
    for n in range(20):
        person = world.staff(f"p{n}", f"人{n}", "collector", post="台区经理")
        world.district(f"TQ1{n}", f"{n}号公变", person)
    usual = target.default_marks(PERIOD, target.Settings())
    goals.set_all(world.station.id, PERIOD, usual, by=world.lin, at=MORNING)
    with queries() as many:
        client.get("/targets")
    assert len(many) == len(few)
