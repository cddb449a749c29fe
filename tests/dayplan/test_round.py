"""The round as it stands: live amounts, what happened last, only what is in one's hands."""

from datetime import timedelta

import pytest

from app.clock import at
from app.dayplan import area, plan, queries, round
from app.dayplan.round import Call
from app.db import database as handle
from app.engines import Sqlite
from app.fieldwork import visit
from app.ledger import collect
from app.ledger.entry import Entry
from app.station import grant
from tests.world import MORNING, SETTINGS, TODAY, World, key


def calls(world: World, staff, when=MORNING) -> list[Call]:
    mine = area.of_person(staff, when)
    return list(round.opened(staff, TODAY, when, mine, SETTINGS).calls)


def owing(world: World, count: int = 1, **fields) -> list:
    made = [world.customer(**fields) for _ in range(count)]
    for customer in made:
        world.bill(customer, 50_00)
    return made


def log(world: World, customer, outcome: str, minutes: int = 5, **fields) -> None:
    visit.log(
        customer, outcome, channel="door", by=world.an, at=MORNING + timedelta(minutes=minutes),
        key=key(), settings=SETTINGS, **fields,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("forgot", "promised"),
        ("away", "missed"),
        ("nobody_home", "missed"),
        ("unreachable", "missed"),
        ("message_left", "missed"),
        ("hardship", "promised"),
        ("refused", "promised"),
        ("disputed", "promised"),
        ("paid_elsewhere", "promised"),
    ],
)
def test_todays_visit_decides_the_mark(world: World, outcome: str, state: str):
    (customer,) = owing(world)
    assert [c.state for c in calls(world, world.an)] == ["wait"]
    log(world, customer, outcome)
    assert [c.state for c in calls(world, world.an)] == [state]


def test_yesterdays_visit_is_told_and_leaves_the_stop_waiting(world: World):
    (customer,) = owing(world)
    log(world, customer, "nobody_home", minutes=-24 * 60)
    (call,) = calls(world, world.an)
    assert call.state == "wait"
    assert call.last is not None
    assert (call.last.outcome, call.last.day) == ("nobody_home", TODAY - timedelta(days=1))


def test_the_newest_visit_of_the_day_counts(world: World):
    (customer,) = owing(world)
    log(world, customer, "nobody_home", minutes=1)
    log(world, customer, "promised", minutes=9, promised_on=TODAY + timedelta(days=3))
    (call,) = calls(world, world.an)
    assert call.state == "promised"
    assert call.last is not None
    assert call.last.promised_on == TODAY + timedelta(days=3)


def test_amounts_are_those_of_this_moment_and_the_planned_one_stays(world: World):
    (customer,) = owing(world)
    calls(world, world.an)
    collect.collect(
        customer, 20_00, method="cash", by=world.an, at=MORNING, key=key(), settings=SETTINGS
    )
    (call,) = calls(world, world.an)
    assert (call.state, call.planned_fen, call.open_fen) == ("done", 50_00, 30_00)
    assert call.last is not None
    assert (call.last.fen, call.last.method, call.taken_fen(TODAY)) == (20_00, "cash", 20_00)


def test_who_paid_elsewhere_meanwhile_is_done(world: World):
    (customer,) = owing(world)
    calls(world, world.an)
    collect.collect(
        customer, 50_00, method="qr", by=world.cheng, at=at(TODAY, 8), key=key(),
        settings=SETTINGS,
    )  # fmt: skip
    assert [c.state for c in calls(world, world.an)] == ["done"]


def test_money_that_was_reversed_leaves_the_stop_to_be_visited(world: World):
    (customer,) = owing(world)
    calls(world, world.an)
    taken = collect.collect(
        customer, 20_00, method="cash", by=world.an, at=MORNING, key=key(), settings=SETTINGS
    ).entry
    Entry.create(
        station=world.station, seq=taken.seq + 1, kind="collection", customer=customer,
        fen=-taken.fen, paid_at=MORNING, recorded_at=MORNING, day=TODAY, by=world.lin,
        reverses=taken,
    )  # fmt: skip
    (call,) = calls(world, world.an)
    assert call.state == "wait"
    assert call.last is not None
    assert call.last.reversed
    assert call.taken_fen(TODAY) == 0


def test_what_left_ones_hands_is_hidden_and_numbers_stay(world: World):
    owing(world, 2)
    later = world.district("TQ05", "要改派", world.an)
    moved = world.customer(later)
    world.bill(moved, 10_00)
    numbers = {c.customer_id: c.n for c in calls(world, world.an)}
    grant.hand_over("district", later.id, world.fang, since=MORNING, by=world.lin, at=MORNING)
    left = {c.customer_id: c.n for c in calls(world, world.an)}
    assert left == {c: n for c, n in numbers.items() if c != moved.id}
    assert moved.id in {c.customer_id for c in calls(world, world.fang)}


def test_a_customers_new_name_and_phone_are_seen_at_once(world: World):
    (customer,) = owing(world, name="旧名", phone="")
    assert [c.name for c in calls(world, world.an)] == ["旧名"]
    customer.name, customer.phone, customer.changed_at = "新名", "154", MORNING
    customer.changed_at += timedelta(minutes=1)
    customer.save()
    assert [(c.name, c.phone) for c in calls(world, world.an)] == [("新名", "154")]


def test_a_look_takes_two_queries_and_two_more_after_a_change(world: World, queries):
    owing(world, 2)
    mine = area.of_person(world.an, MORNING)
    plan.plan_for(world.an, TODAY, MORNING, SETTINGS)
    round.of(world.an.id, TODAY, mine)
    with queries() as few:
        round.of(world.an.id, TODAY, mine)
    owing(world, 20)
    tomorrow = TODAY + timedelta(days=1)
    plan.plan_for(world.an, tomorrow, MORNING, SETTINGS)
    with queries() as first:
        round.of(world.an.id, tomorrow, mine)
    with queries() as many:
        round.of(world.an.id, tomorrow, mine)
    assert len(few) == len(many) == 2
    assert len(first) == 4


@pytest.mark.parametrize("prepared", [queries.STATE, queries.STOPS, queries.OWED, queries.LAST])
def test_a_look_reads_through_indexes_only(world: World, prepared):
    if not isinstance(handle.obj, Sqlite):
        pytest.skip("SQLite's plan")
    owing(world, 3)
    calls(world, world.an)
    _handle, sql, parameters = prepared._made
    steps = handle.execute_sql(f"EXPLAIN QUERY PLAN {sql}", [1] * len(parameters)).fetchall()
    words = [str(step[-1]) for step in steps]
    assert not [w for w in words if w.startswith("SCAN")]
    assert all("INDEX" in w or "PRIMARY KEY" in w for w in words if w.startswith("SEARCH"))
    if prepared is queries.OWED:
        assert any("COVERING INDEX bill_open" in w for w in words)
