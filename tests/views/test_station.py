"""The station page tells how far we are, and who needs help."""

from app.billing.feed import Feed
from tests.ledger.test_collect import take
from tests.world import MORNING, PERIOD, World


def full_list(world: World) -> None:
    Feed.create(
        station=world.station, kind="receivables", as_of=MORNING, full=True, period=PERIOD,
        loaded_at=MORNING,
    )  # fmt: skip


def test_the_head_sees_the_rate_cut_off_and_not_rounded(sign_in, world: World):
    full_list(world)
    customer = world.customer()
    world.bill(customer, 10000)
    take(world, customer, 9999)
    page = sign_in(world.lin).get("/station").text
    assert "99.99" in page and "9999" not in page.replace("99.99", "")


def test_without_a_full_list_of_receivables_the_page_says_so(sign_in, world: World):
    world.bill(world.customer(), 10000)
    assert "应收不全" in sign_in(world.lin).get("/station").text


def test_a_district_that_nobody_holds_is_on_the_heads_list(sign_in, world: World):
    world.district("TQ77", "没人管", None)
    assert "1 个台区没人管" in sign_in(world.lin).get("/station").text


def test_a_bureau_sees_only_its_own_stations(sign_in, world: World):
    assert sign_in(world.ju).get("/station?station=YI").status_code == 200
    assert sign_in(world.ju).get("/station?station=NO").status_code == 404
    assert sign_in(world.an).get("/station").status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_station(sign_in, world: World, queries):
    full_list(world)
    client = sign_in(world.lin)
    world.bill(world.customer(), 10000)
    client.get("/station")
    with queries() as few:
        client.get("/station")
    for n in range(20):
        person = world.staff(f"p{n}", f"人{n}", "collector")
        district = world.district(f"TQX{n}", f"区{n}", person)
        world.bill(world.customer(district), 5000)
    with queries() as many:
        client.get("/station")
    assert len(many) == len(few) <= 28
