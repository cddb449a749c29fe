"""Logging visits through the page."""

from datetime import timedelta

import pytest

from app.clock import fixed
from app.customers.customer import Customer
from app.fieldwork.fix import Fix
from app.fieldwork.visit import OUTCOMES, Promise, Visit
from tests.world import MORNING, World, key


def post(client, customer, **changes):
    data = {"key": key(), "channel": "door", "outcome": "nobody_home"} | changes
    return client.post(f"/customers/{customer.account_no}/visits", data=data)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_can_be_logged_with_key_and_outcome_alone(sign_in, world: World, outcome):
    customer, client = world.customer(), sign_in(world.an)
    data = {"key": key(), "outcome": outcome}
    if outcome == "promised":
        data["promised_on"] = "2026-10-24"
    answer = client.post(f"/customers/{customer.account_no}/visits", data=data)
    assert answer.status_code == 303
    assert Visit.get().outcome == outcome


def test_a_promise_keeps_its_day_and_amount(sign_in, world: World):
    customer = world.customer()
    post(
        sign_in(world.an), customer, outcome="promised",
        promised_on="2026-10-24", promised_yuan="55.58",
    )  # fmt: skip
    promise = Promise.get()
    assert (str(promise.promised_on), promise.fen) == ("2026-10-24", 5558)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"outcome": "promised", "promised_on": "2026-10-20"}, "这天已经过了"),
        ({"outcome": "promised", "promised_on": "2026-02-30"}, "没有这一天"),
        ({"outcome": "promised"}, "选一天"),
        ({"outcome": "eaten"}, ""),
        ({"outcome": ""}, "选一个结果"),
        ({"note": "长" * 501}, "最多写"),
        ({"channel": "pigeon"}, ""),
    ],
)
def test_a_bad_visit_answers_422_with_the_reason(sign_in, world: World, change, words):
    answer = post(sign_in(world.an), world.customer(), **change)
    assert answer.status_code == 422 and words in answer.text
    assert Visit.select().count() == 0


@pytest.mark.parametrize(
    ("fix", "flags"),
    [
        ({"lat": "27.0201", "lon": "103.8501", "accuracy_m": "8"}, ""),
        ({"lat": "27.0401", "lon": "103.8501", "accuracy_m": "8"}, "far"),
        ({"gps_error": "denied"}, "none"),
    ],
)
def test_a_fix_is_kept_and_flagged_and_never_blocks(sign_in, world: World, fix, flags):
    if "lat" in fix:
        fix["fixed_at"] = "2026-10-21T01:00:00Z"
    assert post(sign_in(world.an), world.customer(), **fix).status_code == 303
    assert flags in Fix.get().flags


def test_nonsense_in_the_location_fields_never_stops_a_visit_from_being_told_why(sign_in, world):
    answer = post(sign_in(world.an), world.customer(), lat="north", lon="1")
    assert answer.status_code in (303, 422)


def test_the_head_may_log_a_visit_but_a_stranger_finds_nothing(sign_in, world: World):
    customer = world.customer()
    assert post(sign_in(world.lin), customer).status_code == 303
    assert post(sign_in(world.wei), customer).status_code == 404
    assert post(sign_in(world.bo), customer).status_code == 404


def test_a_visit_sent_again_is_answered_though_the_customer_has_gone_to_another(sign_in, world):
    customer, mine, client = world.customer(), key(), sign_in(world.an)
    assert post(client, customer, key=mine).status_code == 303
    Customer.update(district=world.fang_district).where(Customer.id == customer.id).execute()
    assert post(client, customer, key=mine).status_code == 303
    assert post(client, customer).status_code == 404
    assert Visit.select().count() == 1


def test_a_promise_for_today_sent_again_tomorrow_is_the_same_visit(app, sign_in, world: World):
    customer, client = world.customer(), sign_in(world.an)
    said = {"key": key(), "outcome": "promised", "promised_on": "2026-10-21"}
    assert post(client, customer, **said).status_code == 303
    app.extensions["clock"] = fixed(MORNING + timedelta(days=1))
    assert post(client, customer, **said).status_code == 303
    assert post(client, customer, **said | {"key": key()}).status_code == 422
