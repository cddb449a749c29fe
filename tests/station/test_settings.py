"""Settings: dated, typed, and within what makes sense."""

from datetime import timedelta

import pytest

from app.refusals import BadInput
from app.station import settings
from app.station.settings import Settings
from tests.world import MORNING, TODAY, World


def change(world: World, name, value, since=TODAY):
    settings.change(world.station, name, value, since=since, by=world.lin, at=MORNING)


def test_a_value_holds_from_its_day_and_the_days_before_keep_theirs(world: World):
    change(world, "cash_ceiling_fen", 300000, TODAY + timedelta(days=2))
    of = [settings.of(world.station.id, TODAY + timedelta(days=n)) for n in (0, 2)]
    assert [s.cash_ceiling_fen for s in of] == [200000, 300000]


def test_each_station_has_its_own_and_two_are_read_in_one_go(world: World):
    change(world, "release_day", 6)
    ids = [world.station.id, world.elsewhere.id]
    of = settings.of_stations(ids, TODAY)
    assert [of[i].release_day for i in ids] == [6, 4]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nonsense", 1),
        ("release_day", 0),
        ("release_day", 29),
        ("release_day", "4"),
        ("release_day", True),
        ("cash_ceiling_fen", -1),
        ("silence_is_consent", 1),
        ("hotline", ""),
        ("hotline", "9" * 41),
        ("checkpoints", []),
        ("checkpoints", [[18, 6000], [18, 9000]]),
        ("checkpoints", [[18, 9000], [25, 6000]]),
        ("checkpoints", [[18, 0]]),
        ("checkpoints", [[18, 10001]]),
        ("checkpoints", [[31, 10000]]),
    ],
)
def test_an_impossible_value_is_refused(world: World, name, value):
    with pytest.raises(BadInput):
        change(world, name, value)


def test_every_default_is_one_that_may_be_set(world: World):
    for name, value in vars(Settings()).items():
        settings.check(name, value)


def test_the_history_names_who_set_what(world: World):
    change(world, "release_day", 6)
    change(world, "release_day", 5, TODAY + timedelta(days=1))
    assert [(r.value, r.by.login) for r in settings.rows(world.station.id)["release_day"]] == [
        (5, "lin"),
        (6, "lin"),
    ]


def test_a_day_ends_after_it_starts(world: World):
    change(world, "day_ends_at", 2000)
    change(world, "day_starts_at", 1900)
    with pytest.raises(BadInput):
        change(world, "day_ends_at", 1830)
