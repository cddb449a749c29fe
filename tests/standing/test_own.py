"""How far one person is, from the books."""

from datetime import date, timedelta

from app.clock import at
from app.ledger import collect
from app.standing import progress, target
from app.standing.own import standing
from app.standing.target import Mark
from tests.world import PERIOD, SETTINGS, TODAY, World, key


def _pay(world: World, fen: int, on: date) -> None:
    customer = world.customer()
    world.bill(customer, fen)
    collect.collect(
        customer, fen, method="qr", by=world.an, at=at(on, 10), key=key(), settings=SETTINGS
    )


def test_what_was_paid_counts_up_never_down(world: World) -> None:
    _pay(world, 600_00, date(2026, 10, 12))
    districts = [world.an_district.id]
    before, after = at(date(2026, 10, 12)), at(date(2026, 10, 13))
    assert progress.settled_before(districts, PERIOD, [before, after]) == [0, 600_00]
    as_of = progress.as_of_by_district(
        world.station.id, PERIOD, paid_before=after, recorded_by=after
    )
    assert as_of[world.an_district.id].settled_fen == 600_00
    assert progress.settled_by_day(world.station.id, PERIOD) == [(date(2026, 10, 12), 600_00, 1)]


def test_a_missed_checkpoint_stays_missed_after_the_rate_has_passed_it(world: World) -> None:
    world.bill(world.customer(), 100_00)
    _pay(world, 600_00, date(2026, 10, 19))
    stands = standing(world.an.id, [world.an_district.id], PERIOD, TODAY, SETTINGS)
    assert (stands.rate_bp, stands.states) == (8571, ("missed", "coming", "coming"))
    assert stands.next_mark == Mark(date(2026, 10, 25), 9000)
    assert stands.gap_fen == 30_00


def test_paid_by_the_last_minute_of_the_day_is_met(world: World) -> None:
    world.bill(world.customer(), 400_00)
    customer = world.customer()
    world.bill(customer, 600_00)
    last = at(date(2026, 10, 19)) - timedelta(seconds=1)
    collect.collect(
        customer, 600_00, method="qr", by=world.an, at=last, key=key(), settings=SETTINGS
    )
    stands = standing(world.an.id, [world.an_district.id], PERIOD, TODAY, SETTINGS)
    assert stands.states[0] == "met"


def test_the_newest_version_of_a_target_counts(world: World) -> None:
    for rate in (9500, 5000):
        marks = (Mark(date(2026, 10, 24), rate),)
        target.set_marks(world.an, PERIOD, marks, by=world.lin, at=at(TODAY))
    assert target.of_person(world.an.id, PERIOD) == (Mark(date(2026, 10, 24), 5000),)
    assert target.of_person(world.bo.id, PERIOD) == ()


def test_who_has_no_districts_has_no_rate(world: World) -> None:
    stands = standing(world.bo.id, [], PERIOD, TODAY, SETTINGS)
    assert stands.rate_bp is None
    assert stands.gap_fen == 0
