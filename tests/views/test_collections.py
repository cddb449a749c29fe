"""Taking money through the page."""

import pytest

from app.customers.customer import Customer
from app.ledger.entry import CASH, Entry, Slip, balance
from app.station.grant import Grant
from tests.world import MORNING, World, key


@pytest.fixture
def debtor(world: World):
    customer = world.customer()
    world.bill(customer, 9818, 202609)
    world.bill(customer, 13509)
    return customer


def post(client, customer, **changes):
    data = {"key": key(), "yuan": "233.27", "method": "cash"} | changes
    return client.post(f"/customers/{customer.account_no}/collections", data=data)


def test_only_key_and_amount_are_needed_and_the_slip_is_shown(sign_in, world, debtor):
    client = sign_in(world.an)
    answer = post(client, debtor)
    assert answer.status_code == 303
    shown = client.get(answer.headers["Location"])
    assert "YI-2026-000001" in shown.text and "贰佰叁拾叁元贰角柒分" in shown.text
    assert balance(CASH, world.an.id) == 23327


def test_the_slip_as_pdf_is_a_pdf(sign_in, world, debtor):
    client = sign_in(world.an)
    post(client, debtor)
    answer = client.get("/slips/YI-2026-000001.pdf")
    assert answer.data.startswith(b"%PDF")


def test_a_form_sent_twice_books_once_and_shows_the_same_slip(sign_in, world, debtor):
    client, mine = sign_in(world.an), key()
    first, second = post(client, debtor, key=mine), post(client, debtor, key=mine)
    assert first.headers["Location"] == second.headers["Location"]
    assert Slip.select().count() == 1


def test_a_key_used_for_another_amount_answers_409(sign_in, world, debtor):
    client, mine = sign_in(world.an), key()
    post(client, debtor, key=mine)
    assert post(client, debtor, key=mine, yuan="1").status_code == 409


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"yuan": "abc"}, "写成数"),
        ({"yuan": "0"}, "大于 0"),
        ({"yuan": "-5"}, "大于 0"),
        ({"yuan": "99999999999"}, "写成数"),
        ({"yuan": ""}, "大于 0"),
        ({"method": "gold"}, ""),
        ({"key": "1"}, ""),
        ({"periods": "202699"}, "没有这个月份"),
        ({"periods": "209901"}, "没有这个月的电费"),
    ],
)
def test_a_bad_form_answers_422_with_the_reason_and_books_nothing(
    sign_in, world, debtor, change, words
):
    answer = post(sign_in(world.an), debtor, **change)
    assert answer.status_code == 422 and words in answer.text
    assert Entry.select().where(Entry.kind == "collection").count() == 0


def test_what_was_typed_is_kept_in_a_bad_form(sign_in, world, debtor):
    answer = post(sign_in(world.an), debtor, yuan="12,3x", payer_name="邻居<b>")
    assert "12,3x" in answer.text and "邻居&lt;b&gt;" in answer.text


def test_a_collector_cannot_collect_out_of_sight_and_a_head_not_at_all(sign_in, world, debtor):
    assert post(sign_in(world.wei), debtor).status_code == 404
    assert post(sign_in(world.fang), debtor).status_code == 404
    assert post(sign_in(world.lin), debtor).status_code == 403
    assert Entry.select().where(Entry.kind == "collection").count() == 0


def test_a_slip_out_of_sight_does_not_exist(sign_in, world, debtor):
    post(sign_in(world.an), debtor)
    assert sign_in(world.fang).get("/slips/YI-2026-000001").status_code == 404
    assert sign_in(world.lin).get("/slips/YI-2026-000001").status_code == 200


def test_a_form_sent_again_hears_its_first_answer_though_the_customer_has_gone_to_another(
    sign_in, world, debtor
):
    client, mine = sign_in(world.an), key()
    first = post(client, debtor, key=mine)
    Customer.update(district=world.fang_district).where(Customer.id == debtor.id).execute()
    assert post(client, debtor, key=mine).headers["Location"] == first.headers["Location"]
    assert post(client, debtor, key=mine, yuan="1").status_code == 409
    for refused in (post(client, debtor), post(client, debtor, key=mine, yuan="x")):
        assert refused.status_code == 404 and debtor.account_no not in refused.text
    assert Slip.select().count() == 1


def test_a_form_sent_again_is_answered_after_the_last_grant_has_ended(sign_in, world, debtor):
    client, mine = sign_in(world.an), key()
    first = post(client, debtor, key=mine)
    Grant.update(until=MORNING).where(Grant.staff == world.an).execute()
    assert post(client, debtor, key=mine).headers["Location"] == first.headers["Location"]
    assert post(client, debtor).status_code == 404


def test_the_key_of_a_visit_opens_no_collection_once_the_customer_is_gone(sign_in, world, debtor):
    client, mine = sign_in(world.an), key()
    visited = {"key": mine, "outcome": "collected", "channel": "door"}
    client.post(f"/customers/{debtor.account_no}/visits", data=visited)
    Customer.update(district=world.fang_district).where(Customer.id == debtor.id).execute()
    assert post(client, debtor, key=mine).status_code == 404
    assert Slip.select().count() == 0
