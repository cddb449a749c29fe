"""各所: a bureau sees its own stations, and only those."""

import pytest

from app.billing.feed import Feed
from app.station.people import Bureau, Station
from tests.world import MORNING, PERIOD, World


def test_the_bureau_sees_its_stations_side_by_side(sign_in, world: World):
    foreign = Bureau.create(code="B2", name="别的局")
    Station.create(bureau=foreign, code="BIE", name="别局的所")
    world.bill(world.customer(), 1_000_000)
    Feed.create(
        station=world.station, kind="receivables", as_of=MORNING, full=True, period=PERIOD,
        loaded_at=MORNING,
    )  # fmt: skip
    page = sign_in(world.ju).get("/bureau").text
    assert "10,000.00" in page and "0.00%" in page and "别局的所" not in page
    assert "18日没到" in page and "到 25日 90% 还差 9,000.00" in page
    assert "应收不全" in page  # 远处供电所 has no list
    assert 'href="/station?station=YI"' in page


def test_the_links_lead_to_the_stations_page(sign_in, world: World):
    client = sign_in(world.ju)
    assert client.get("/station?station=YI").status_code == 200


@pytest.mark.parametrize("who", ["lin", "an", "guan", "cheng"])
def test_nobody_else_compares_stations(sign_in, world: World, who):
    assert sign_in(getattr(world, who)).get("/bureau").status_code == 403


def test_a_bureau_without_stations_is_told_so(sign_in, world: World):
    Station.update(bureau=None).execute()
    assert "局里还没有所" in sign_in(world.ju).get("/bureau").text


def test_more_stations_take_no_more_queries(sign_in, world: World, queries):
    client = sign_in(world.ju)
    client.get("/bureau")
    with queries() as few:
        client.get("/bureau")
    for n in range(15):
        Station.create(bureau=world.bureau, code=f"S{n}", name=f"第{n}所")
    with queries() as many:
        client.get("/bureau")
    assert len(many) == len(few)
