"""Finding customers and reading one's page."""

import pytest

from tests.world import World


@pytest.mark.parametrize(
    "query", ["彭涛朝", "ptc", "PTC", "169531", "0526169531", "黑石洼组", "7788"]
)
def test_a_customer_is_found_by_name_initials_account_address_and_meter(sign_in, world, query):
    world.customer(
        name="彭涛朝", account_no="0526169531", address="双营村黑石洼组155号", meter_no="0517788"
    )
    world.customer(name="别人", meter_no="0511111")
    found = sign_in(world.an).get("/customers", query_string={"q": query}).text
    assert "彭涛朝" in found and "别人" not in found


def test_htmx_gets_the_rows_alone(sign_in, world: World):
    world.customer(name="彭涛朝")
    answer = sign_in(world.an).get("/customers?q=ptc", headers={"HX-Request": "true"})
    assert "<html" not in answer.text and "彭涛朝" in answer.text
    assert "HX-Request" in answer.headers["Vary"]


def test_the_page_shows_every_open_period_and_hostile_text_as_text(sign_in, world: World):
    customer = world.customer(name='<b>粗</b>"', address="<i>x</i>")
    world.bill(customer, 9818, 202606)
    world.bill(customer, 12650)
    page = sign_in(world.an).get(f"/customers/{customer.account_no}").text
    assert "224" in page and ".68" in page
    assert "<b>粗" not in page and "&lt;b&gt;粗" in page
    assert "逾期 118 天" in page


def test_a_stranger_gets_404_and_nothing_leaks(sign_in, world: World):
    customer = world.customer(name="金丝雀")
    for person in (world.wei, world.fang):
        answer = sign_in(person).get(f"/customers/{customer.account_no}")
        assert answer.status_code == 404 and "金丝雀" not in answer.text


def test_whoever_may_only_see_gets_no_deed_to_do(sign_in, world: World):
    customer = world.customer()
    page = sign_in(world.guan).get(f"/customers/{customer.account_no}").text
    assert "/collections/new" not in page and "/visits/new" not in page


def test_without_a_word_to_search_those_who_owe_come_first(sign_in, world: World):
    for name, fen in (("欠得少", 100), ("欠得多", 9000), ("不欠的", 0)):
        world.bill(world.customer(name=name), fen)
    page = sign_in(world.an).get("/customers").text
    assert page.index("欠得多") < page.index("欠得少") and "不欠的" not in page
