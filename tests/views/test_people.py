"""人员 on the screen: accounts and first passwords."""

import re

import pytest

from app.station import people
from app.station.people import Staff
from tests.world import World


def post(client, **changes):
    data = {
        "login": "neu", "name": "新<人>", "number": "S40", "role": "collector", "post": "台区经理",
        "phone": "154",
    } | changes  # fmt: skip
    return client.post("/people", data=data)


def root(world: World) -> Staff:
    return world.staff("root", "根", "administrator", station=None)


def test_the_list_has_everybody_of_the_station_and_nobody_else(sign_in, world: World):
    for who in (world.guan, world.lin):
        page = sign_in(who).get("/people").text
        assert "安&lt;b&gt;" in page and "魏" not in page


def test_the_head_looks_and_the_administrator_makes(sign_in, world: World):
    assert 'action="/people"' not in sign_in(world.lin).get("/people").text
    assert 'action="/people"' in sign_in(world.guan).get("/people").text
    assert post(sign_in(world.lin)).status_code == 403


def test_a_first_password_is_shown_once_and_opens_the_door(sign_in, app, world: World):
    client = sign_in(world.guan)
    answer = post(client)
    first = re.search(r'class="first">([^<]+)<', answer.text)[1]
    assert answer.status_code == 200 and "新&lt;人&gt;" in answer.text
    assert first not in client.get("/people/neu").text
    stranger = app.test_client()
    assert stranger.post("/login", data={"login": "neu", "password": first}).status_code == 303
    assert stranger.get("/me").headers["Location"] == "/password"


@pytest.mark.parametrize(
    "changes",
    [
        {"login": "an"}, {"login": ""}, {"login": "a b"}, {"name": ""}, {"role": "bureau"},
        {"role": "king"}, {"role": ""}, {"number": "AN"}, {"name": "长" * 200},
    ],
)  # fmt: skip
def test_a_bad_form_comes_back_with_its_reason(sign_in, world: World, changes):
    answer = post(sign_in(world.guan), **changes)
    assert answer.status_code == 422 and 'class="err"' in answer.text
    assert Staff.get_or_none(Staff.login == "neu") is None


def test_a_station_named_by_a_stations_administrator_is_ignored(sign_in, world: World):
    post(sign_in(world.guan), station="YUAN")
    assert people.find_login("neu").station_id == world.station.id


def test_an_administrator_of_all_chooses_station_and_bureau(sign_in, world: World):
    client = sign_in(root(world))
    assert "魏" in client.get("/people?station=YUAN").text
    assert client.get("/people?station=NOPE").status_code == 404
    assert post(client, station="YUAN").status_code == 200
    assert people.find_login("neu").station_id == world.elsewhere.id
    made = post(client, login="ju2", role="bureau", bureau="B1", number="")
    assert made.status_code == 200
    assert people.find_login("ju2").bureau_id == world.bureau.id
    assert post(client, login="x", role="collector", number="").status_code == 422


def test_pages_of_one_station_do_not_exist_for_who_has_none(sign_in, world: World):
    client = sign_in(root(world))
    for url in ("/territory", "/zones", "/districts/TQ01"):
        assert client.get(url).status_code == 404


def test_an_account_is_changed_but_for_the_own_role(sign_in, world: World):
    client = sign_in(world.guan)
    data = {"name": "安二", "phone": "1", "post": "计量员", "role": "staff"}
    assert client.post("/people/an", data=data).status_code == 303
    changed = people.find_login("an")
    assert (changed.name, changed.post, changed.role) == ("安二", "计量员", "staff")
    assert client.post("/people/guan", data=data).status_code == 422
    assert client.post("/people/an", data=data | {"role": "bureau"}).status_code == 422


def test_closing_shuts_the_account_and_never_the_own(sign_in, world: World):
    client, collector = sign_in(world.guan), sign_in(world.an)
    assert client.post("/people/an/closures").status_code == 303
    assert collector.get("/me").status_code == 303
    assert client.post("/people/guan/closures").status_code == 403
    assert "已关" in client.get("/people").text


@pytest.mark.parametrize(
    ("who", "login", "status"),
    [("lin", "an", 200), ("lin", "cheng", 403), ("lin", "wei", 404), ("guan", "lin", 200),
     ("guan", "wei", 404), ("an", "bo", 403)],
)  # fmt: skip
def test_a_password_is_reset_by_whom_it_may(sign_in, world: World, who, login, status):
    answer = sign_in(getattr(world, who)).post(f"/people/{login}/password-resets")
    assert answer.status_code == status


@pytest.mark.parametrize("who", ["an", "cheng", "ju", "wei"])
def test_nobody_else_sees_the_list(sign_in, world: World, who):
    assert sign_in(getattr(world, who)).get("/people").status_code == 403


def test_the_list_takes_no_more_queries_with_more_people(sign_in, world: World, queries):
    client = sign_in(world.guan)
    client.get("/people")
    with queries() as few:
        client.get("/people")
    for n in range(30):
        world.staff(f"p{n}", f"人{n}", "staff")
    with queries() as many:
        client.get("/people")
    assert len(many) == len(few)
