"""Stations side by side: each with its own settings and lists, in a fixed number of queries."""

from app.billing.feed import Feed
from app.standing import stations
from app.station import settings
from tests.world import MORNING, PERIOD, TODAY, World


def compare(world: World):
    return stations.compare([world.station.id, world.elsewhere.id], PERIOD, MORNING)


def test_a_station_shows_what_is_settled_and_what_is_missing_to_the_next_checkpoint(world: World):
    customer = world.customer()
    world.bill(customer, 10000)
    world.bill(customer, 2500, 202609)
    mine = next(row for row in compare(world) if row.station == world.station)
    assert (mine.rate_bp, mine.measure.due_fen, mine.owed_fen) == (0, 10000, 12500)
    assert (mine.passed.due.day, mine.coming.due.day, mine.gap_fen) == (18, 25, 9000)
    assert mine.behind and mine.still_missed and not mine.complete


def test_without_a_receivable_a_station_comes_last_and_is_not_behind(world: World):
    world.bill(world.customer(), 10000)
    last = compare(world)[-1]
    assert last.station == world.elsewhere
    assert last.rate_bp is None and not last.behind


def test_each_station_has_its_own_checkpoints_and_lists(world: World):
    settings.change(
        world.elsewhere, "checkpoints", [[20, 5000]], since=TODAY, by=world.lin, at=MORNING
    )
    Feed.create(
        station=world.station, kind="receivables", as_of=MORNING, full=True, period=PERIOD,
        loaded_at=MORNING,
    )  # fmt: skip
    rows = {row.station.code: row for row in compare(world)}
    assert (rows["YI"].complete, rows["YI"].as_of) == (True, MORNING)
    assert (rows["YUAN"].complete, rows["YUAN"].as_of) == (False, None)
    assert rows["YUAN"].coming is None and rows["YUAN"].gap_fen == 0


def test_more_stations_take_no_more_queries(world: World, queries):
    with queries() as few:
        compare(world)
    more = [world._station(f"S{n}", f"第{n}所").id for n in range(5)]
    with queries() as many:
        stations.compare([world.station.id, *more], PERIOD, MORNING)
    assert len(many) == len(few)
