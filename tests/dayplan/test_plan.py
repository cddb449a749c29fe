"""Plans: made once, numbers for ever, grown at the end."""

import threading
from datetime import timedelta

from app import db
from app.dayplan import plan
from app.dayplan.plan import Plan, Stop
from app.station import grant
from app.station.grant import COLLECT
from tests.world import MORNING, SETTINGS, TODAY, World

TOMORROW = TODAY + timedelta(days=1)


def owing(world: World, count: int, district=None, **fields) -> list[int]:
    made = [world.customer(district, **fields) for _ in range(count)]
    for customer in made:
        world.bill(customer, 10_00)
    return [customer.id for customer in made]


def stops(made: Plan | None) -> list[tuple[int, int]]:
    rows = Stop.select(Stop.n, Stop.customer).where(Stop.plan == made).order_by(Stop.n)
    return list(rows.tuples())


def cover(world: World, since) -> None:
    grant.give(
        world.bo, "district", world.an_district.id, COLLECT, "cover",
        since=since, by=None, at=MORNING,
    )  # fmt: skip


def test_a_plan_is_made_once_and_numbers_from_one(world: World):
    owing(world, 5)
    first = stops(plan.plan_for(world.an, TODAY, MORNING, SETTINGS))
    owing(world, 3)
    again = stops(plan.plan_for(world.an, TODAY, MORNING + timedelta(hours=3), SETTINGS))
    assert [n for n, _ in first] == [1, 2, 3, 4, 5]
    assert again == first


def test_each_day_has_a_fresh_plan(world: World):
    owing(world, 2)
    plan.plan_for(world.an, TODAY, MORNING, SETTINGS)
    owing(world, 2)
    assert len(stops(plan.plan_for(world.an, TOMORROW, MORNING, SETTINGS))) == 4
    assert Plan.select().count() == 2


def test_who_works_nothing_has_no_plan(world: World):
    owing(world, 1)
    assert plan.plan_for(world.bo, TODAY, MORNING, SETTINGS) is None
    assert plan.plan_for(world.cheng, TODAY, MORNING, SETTINGS) is None
    assert Plan.select().count() == 0


def test_a_district_where_nobody_owes_has_a_plan_without_stops(world: World):
    assert stops(plan.plan_for(world.an, TODAY, MORNING, SETTINGS)) == []


def test_what_is_taken_over_goes_on_at_the_end(world: World):
    theirs = owing(world, 2)
    bo_district = world.district("TQ03", "柏自己的台区", world.bo)
    own = owing(world, 2, bo_district)
    before = stops(plan.plan_for(world.bo, TODAY, MORNING, SETTINGS))
    cover(world, MORNING)
    after = stops(plan.plan_for(world.bo, TODAY, MORNING + timedelta(minutes=1), SETTINGS))
    assert after[:2] == before
    assert {c for _, c in before} == set(own)
    assert [n for n, _ in after] == [1, 2, 3, 4]
    assert {c for _, c in after[2:]} == set(theirs)


def test_a_plan_for_tomorrow_knows_who_takes_over_in_the_morning(world: World):
    owing(world, 2)
    cover(world, MORNING + timedelta(hours=23))  # tomorrow at 08:00
    assert stops(plan.plan_for(world.an, TOMORROW, MORNING, SETTINGS)) == []
    assert len(stops(plan.plan_for(world.bo, TOMORROW, MORNING, SETTINGS))) == 2
    assert len(stops(plan.plan_for(world.an, TODAY, MORNING, SETTINGS))) == 2


def test_the_whole_station_is_planned_by_person(world: World):
    owing(world, 1)
    owing(world, 1, world.fang_district)
    owing(world, 1, world.wei_district)
    made = plan.plans_for(world.station, TOMORROW, MORNING, SETTINGS)
    assert [p.staff_id for p in made] == [world.an.id, world.fang.id]


def test_who_has_no_coordinates_stands_at_the_district_and_without_those_comes_last(world: World):
    bare = world.district("TQ04", "没有坐标", world.an)
    bare.lat = bare.lon = None
    bare.save()
    lost = owing(world, 1, bare, lat=None, lon=None)
    near = owing(world, 2, lat=None, lon=None)
    made = stops(plan.plan_for(world.an, TODAY, MORNING, SETTINGS))
    assert {c for _, c in made[:2]} == set(near)
    assert made[2] == (3, lost[0])


def test_a_station_without_any_coordinates_still_gets_a_list(world: World):
    for place in (world.station, world.an_district):
        place.lat = place.lon = None
        place.save()
    owing(world, 3, lat=None, lon=None)
    assert len(stops(plan.plan_for(world.an, TODAY, MORNING, SETTINGS))) == 3


def test_a_day_has_no_more_stops_than_the_setting_says(world: World):
    owing(world, 4)
    owing(world, 3, lat=None, lon=None)
    few = type(SETTINGS)(day_stops=5)
    assert len(stops(plan.plan_for(world.an, TODAY, MORNING, few))) == 5


def test_two_looks_at_once_make_one_plan(world: World):
    owing(world, 4)
    together, seen, wrong = threading.Barrier(2), [], []

    def look() -> None:
        try:
            with db.connection():
                together.wait(5)
                seen.append(stops(plan.plan_for(world.an, TODAY, MORNING, SETTINGS)))
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert Plan.select().count() == 1
    assert seen[0] == seen[1]
    assert len(seen[0]) == 4
