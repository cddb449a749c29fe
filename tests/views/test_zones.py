"""Zones and feeders on the screen."""

from datetime import timedelta

import pytest

from app.clock import day_start
from app.station import sight, territory, zones
from tests.world import MORNING, TODAY, World

TOMORROW = (TODAY + timedelta(days=1)).isoformat()


@pytest.fixture
def zone(world: World):
    made = zones.make(world.station, "迤那<片>", by=world.lin, at=MORNING)
    zones.put([world.an_district], made, since=TODAY, by=world.lin, at=MORNING)
    return made


def test_the_list_counts_districts_and_those_with_somebody_of_their_own(sign_in, world, zone):
    page = sign_in(world.lin).get("/zones").text
    assert "迤那&lt;片&gt;" in page and "10kV&lt;i&gt;线" in page


def test_a_zone_is_made_renamed_and_filled(sign_in, world: World):
    client = sign_in(world.lin)
    made = client.post("/zones", data={"name": " 新 片区 "})
    assert made.status_code == 303
    url = made.headers["Location"]
    assert client.post(url, data={"name": "老片区"}).status_code == 303
    answer = client.post(
        f"{url}/districts", data={"districts": ["TQ01", "TQ02"], "since": TOMORROW}
    )
    assert answer.status_code == 303
    assert "老片区" in client.get(url).text
    later = territory.places(world.station.id, TODAY + timedelta(days=1))
    assert sum(1 for place in later if place[2]) == 2


@pytest.mark.parametrize("name", ["", "迤那<片>", "长" * 41])
def test_a_used_or_empty_name_comes_back(sign_in, world, zone, name):
    answer = sign_in(world.lin).post("/zones", data={"name": name})
    assert answer.status_code == 422 and 'class="err"' in answer.text


@pytest.mark.parametrize(
    "data",
    [{"since": TOMORROW}, {"districts": "TQ02", "since": "2026-10-01"}, {"districts": "TQ02"}],
)
def test_a_placement_needs_districts_and_a_day_to_come(sign_in, world, zone, data):
    answer = sign_in(world.lin).post(f"/zones/{zone.id}/districts", data=data)
    assert answer.status_code == 422 and 'class="err"' in answer.text


def test_another_stations_district_never_comes_into_the_zone(sign_in, world, zone):
    data = {"districts": "TQ99", "since": TOMORROW}
    assert sign_in(world.lin).post(f"/zones/{zone.id}/districts", data=data).status_code == 404


@pytest.mark.parametrize("together", [False, True])
def test_a_zone_is_given_whole_and_districts_follow_when_ticked(sign_in, world, zone, together):
    data = {"staff": "BO", "since": TOMORROW} | ({"together": "1"} if together else {})
    answer = sign_in(world.lin).post(f"/zones/{zone.id}/assignments", data=data)
    assert answer.status_code == 303
    held = sight.holders(world.station.id, day_start(TODAY + timedelta(days=1)))
    expected = world.bo.id if together else world.an.id
    assert held[world.an_district.id].responsible == expected


def test_a_feeder_is_given_whole(sign_in, world: World):
    client = sign_in(world.lin)
    data = {"staff": "BO", "since": TODAY.isoformat()}
    url = f"/feeders/{world.feeder.id}"
    assert client.post(f"{url}/assignments", data=data).headers["Location"] == url
    assert "柏=1+1" in client.get(url).text


@pytest.mark.parametrize("staff", ["", "WEI", "CHENG"])
def test_a_whole_unit_goes_to_nobody_who_may_not_hold_it(sign_in, world, zone, staff):
    data = {"staff": staff, "since": TOMORROW}
    assert sign_in(world.lin).post(f"/zones/{zone.id}/assignments", data=data).status_code == 422


def test_two_heads_at_one_zone_the_second_looks_again(sign_in, world, zone):
    client = sign_in(world.lin)
    data = {"staff": "BO", "since": TOMORROW, "expected": "0"}
    assert client.post(f"/zones/{zone.id}/assignments", data=data).status_code == 303
    late = client.post(f"/zones/{zone.id}/assignments", data=data | {"staff": "FANG"})
    assert late.status_code == 409 and "有人先改了，定的是柏=1+1" in late.text


def test_another_stations_zones_and_absurd_numbers_are_not_found(sign_in, world, zone):
    foreign = zones.make(world.elsewhere, "远片", by=world.lin, at=MORNING)
    client = sign_in(world.lin)
    for number in (foreign.id, 9999, 10**30):
        assert client.get(f"/zones/{number}").status_code == 404
        assert client.post(f"/zones/{number}", data={"name": "x"}).status_code == 404
    assert client.get(f"/feeders/{10**30}").status_code == 404


@pytest.mark.parametrize("who", ["an", "cheng", "guan", "wei"])
def test_only_the_head_changes_zones(sign_in, world, zone, who):
    client = sign_in(getattr(world, who))
    assert client.post("/zones", data={"name": "x"}).status_code == 403
    assert client.post(f"/zones/{zone.id}", data={"name": "x"}).status_code == 403


@pytest.mark.parametrize("url", ["/zones", "/zones/1"])
def test_the_pages_take_no_more_queries_with_more_districts(sign_in, world, zone, queries, url):
    client = sign_in(world.lin)
    client.get(url)
    with queries() as few:
        client.get(url)
    for n in range(10, 30):
        district = world.district(f"TQ{n}", f"{n}号公变", world.an)
        zones.put([district], zone, since=TODAY, by=world.lin, at=MORNING)
        zones.make(world.station, f"片{n}", by=world.lin, at=MORNING)
    with queries() as many:
        client.get(url)
    assert len(many) == len(few)
