"""Claims about loading a demo: into what, moved by how much, and the clock it carries."""

from datetime import date, datetime, timedelta

import pytest

from app.clock import at, parse_instant
from app.demo import loader
from app.demo.clock import Demo, banner, clock_of, demo, remember
from app.demo.dates import move_to
from app.demo.till import pieces
from app.station.people import Station

HALF_PAST_TWO = parse_instant("2026-12-03T14:30+08:00")


def test_a_demo_refuses_a_database_that_somebody_works_with(world):
    with pytest.raises(loader.NotEmpty):
        loader.load(HALF_PAST_TWO)
    assert demo() is None
    assert {s.code for s in Station.select()} == {"YI", "YUAN"}


def test_a_real_database_is_no_demo(database):
    assert demo() is None


def test_loading_time_reads_eight_on_the_21st_and_runs_on(database):
    remember(Demo(HALF_PAST_TWO, move_to(HALF_PAST_TWO).starts_at))
    found = demo()
    assert found is not None
    assert found.starts_at == at(date(2026, 12, 21), 8)
    passed = found.starts_at - found.loaded_at
    real = datetime.now(HALF_PAST_TWO.tzinfo)
    assert abs(found.clock() - (real + passed)) < timedelta(seconds=5)


def test_a_clock_that_was_set_beats_the_demo_s_own(config):
    fixed = at(date(2026, 10, 21), 9)
    settings = type(config)(**{**config.__dict__, "now": fixed})
    assert clock_of(settings, Demo(HALF_PAST_TWO, HALF_PAST_TWO))() == fixed


@pytest.mark.parametrize(
    ("now", "story", "becomes"),
    [
        ("2026-10-05T00:00+08:00", "2026-10-20", date(2026, 10, 20)),
        ("2026-11-30T23:59+08:00", "2026-10-21", date(2026, 11, 21)),
        ("2027-02-01T09:00+08:00", "2026-10-31", date(2027, 2, 28)),
        ("2026-11-01T00:00+08:00", "2026-08-31", date(2026, 9, 30)),
        ("2026-09-30T12:00+08:00", "2026-10-05", date(2026, 9, 5)),
    ],
)
def test_dates_move_by_whole_months_and_stay_in_their_month(now, story, becomes):
    move = move_to(parse_instant(now))
    assert move.day_text(story) == becomes
    assert move.instant(f"{story} 17:05") == at(becomes, 17, 5)
    assert move.period(story[:7]) == becomes.year * 100 + becomes.month


def test_a_later_month_offers_a_fresh_demo():
    found = Demo(HALF_PAST_TWO, move_to(HALF_PAST_TWO).starts_at)
    new_year = parse_instant("2026-12-31T23:59+08:00")
    assert not banner(found, found.starts_at, new_year).stale
    assert banner(found, found.starts_at, new_year + timedelta(minutes=1)).stale


def test_the_fewest_notes_and_coins():
    assert pieces(16896) == {
        "10000": 1, "5000": 1, "1000": 1, "500": 1, "100": 3, "50": 1, "10": 4, "5": 1, "1": 1,
    }  # fmt: skip
