"""Handing in: declared, counted blind, accepted; two people."""

import pytest

from app.ledger.entry import CASH, OVER_SHORT, SAFE, balance
from app.ledger.remittance import Remittance
from tests.ledger.test_collect import take
from tests.world import World


@pytest.fixture
def declared(world: World, sign_in):
    take(world, world.customer(), 23330)
    answer = sign_in(world.an).post("/remittances", data={"n10000": "2", "n1000": "3", "n10": "33"})
    assert answer.status_code == 303
    return Remittance.get()


def test_the_cashier_sees_nothing_of_the_declaration_before_counting(world, sign_in, declared):
    page = sign_in(world.cheng).get(f"/remittances/{declared.number}").text
    assert "233.30" not in page and "23330" not in page


def test_money_moves_only_at_acceptance(world, sign_in, declared):
    desk = sign_in(world.cheng)
    desk.post(f"/remittances/{declared.number}/counts", data={"n10000": "2", "n10": "333"})
    assert (balance(CASH, world.an.id), balance(SAFE, world.station.id)) == (23330, 0)
    desk.post(f"/remittances/{declared.number}/acceptance")
    assert (balance(CASH, world.an.id), balance(SAFE, world.station.id)) == (0, 23330)


def test_short_money_needs_a_reason_and_is_booked_as_short(world, sign_in, declared):
    desk = sign_in(world.cheng)
    desk.post(f"/remittances/{declared.number}/counts", data={"n10000": "2"})
    assert desk.post(f"/remittances/{declared.number}/acceptance").status_code == 422
    desk.post(f"/remittances/{declared.number}/acceptance", data={"reason": "少一张"})
    assert balance(OVER_SHORT, world.station.id) == 3330
    assert balance(CASH, world.an.id) == 0


def test_a_difference_can_be_counted_twice_and_no_more(world, sign_in, declared):
    desk = sign_in(world.cheng)
    codes = [
        desk.post(f"/remittances/{declared.number}/counts", data={"n10000": n}).status_code
        for n in "123"
    ]
    assert codes == [303, 303, 422]


def test_a_second_acceptance_is_refused(world, sign_in, declared):
    desk = sign_in(world.cheng)
    desk.post(f"/remittances/{declared.number}/counts", data={"n10": "2333"})
    assert desk.post(f"/remittances/{declared.number}/acceptance").status_code == 303
    assert desk.post(f"/remittances/{declared.number}/acceptance").status_code == 409


def test_only_a_cashier_of_the_station_counts(world, sign_in, declared):
    url = f"/remittances/{declared.number}/counts"
    for person, status in ((world.an, 403), (world.lin, 403), (world.wei, 403), (world.ju, 403)):
        assert sign_in(person).post(url, data={"n10": "1"}).status_code == status


def test_declaring_another_sum_than_the_books_needs_a_reason(world, sign_in):
    take(world, world.customer(), 5000)
    answer = sign_in(world.an).post("/remittances", data={"n100": "1"})
    assert answer.status_code == 422 and "写一句为什么" in answer.text


def test_the_hand_in_page_names_every_slip(world, sign_in):
    take(world, world.customer(), 5000)
    assert "YI-2026-000001" in sign_in(world.an).get("/cash").text


def test_whoever_holds_cash_can_hand_it_in_after_the_last_grant_has_ended(world, sign_in):
    take(world, world.customer(), 5000, by=world.bo)  # 柏 covered, and covers no more
    desk = sign_in(world.bo)
    assert desk.get("/cash").status_code == 200
    assert desk.post("/remittances", data={"n5000": "1"}).status_code == 303
