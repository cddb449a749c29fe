"""Rates and the plan line are exact: integers, cut off, never in the collector's disfavour."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.standing.rate import (
    behind,
    gap_fen,
    is_met,
    plan_line_bp,
    rate_bp,
    rate_text,
    short_rate_text,
)

OCTOBER = date(2026, 10, 1)
LOOK_13 = ((date(2026, 10, 18), 6500), (date(2026, 10, 25), 9000), (date(2026, 10, 31), 10000))

FEN = st.integers(0, 10**11)
DUE = st.integers(1, 10**11)
BP = st.integers(0, 10_000)


def day(number: int) -> date:
    return date(2026, 10, number)


@pytest.mark.parametrize(
    "settled, due, cut, published",
    [
        (98_000_000, 125_050_000, "78.36", 78.4),
        (98_000_000 - 34_000_000, 125_050_000 - 50_000_000, "85.27", 85.3),
        (34_000_000, 50_000_000, "68.00", 68.0),
    ],
)
def test_the_published_vector_comes_out_cut_off_to_two_digits(settled, due, cut, published):
    bp = rate_bp(settled, due)
    assert bp is not None and rate_text(bp) == cut
    assert round(settled / due * 100, 1) == published


@pytest.mark.parametrize(
    "settled, due, bp",
    [
        (0, 0, None),
        (500, 0, None),
        (0, -300, None),
        (0, 1, 0),
        (99_999, 100_000, 9999),
        (100_000, 100_000, 10_000),
        (1, 3, 3333),
        (-1, 3, -3333),
    ],
)
def test_a_rate_is_cut_off_and_nothing_due_has_none(settled, due, bp):
    assert rate_bp(settled, due) == bp


@pytest.mark.parametrize(
    "settled, due, required, met, gap",
    [
        (0, 0, 10_000, True, 0),
        (0, -5, 10_000, True, 0),
        (6_000, 10_000, 6_000, True, 0),
        (5_999, 10_000, 6_000, False, 1),
        (99_995, 100_000, 10_000, False, 5),
        (0, 3, 5_000, False, 2),
        (1, 3, 5_000, False, 1),
        (2, 3, 5_000, True, 0),
        (-100, 1_000, 6_000, False, 700),
    ],
)
def test_exactly_reached_is_met_and_one_fen_less_is_not(settled, due, required, met, gap):
    assert is_met(settled, due, required) is met
    assert gap_fen(settled, due, required) == gap


@settings(deadline=None)
@given(FEN, DUE, BP)
def test_the_gap_is_the_least_money_that_meets_the_rate(settled, due, required):
    gap = gap_fen(settled, due, required)
    assert is_met(settled + gap, due, required)
    assert gap == 0 or not is_met(settled + gap - 1, due, required)


@settings(deadline=None)
@given(FEN, DUE, BP)
def test_the_rate_shown_never_promises_more_than_the_verdict(settled, due, required):
    assert is_met(settled, due, required) == (rate_bp(settled, due) >= required)


@pytest.mark.parametrize(
    "bp, text, short",
    [(9999, "99.99", "99.99"), (10_000, "100.00", "100"), (6500, "65.00", "65"), (6550, "65.50",
     "65.5"), (5, "0.05", "0.05"), (0, "0.00", "0"), (-3333, "−33.33", "−33.33")],
)  # fmt: skip
def test_rates_are_written_with_two_digits_or_as_somebody_set_them(bp, text, short):
    assert rate_text(bp) == text
    assert short_rate_text(bp) == short


@pytest.mark.parametrize(
    "on, bp",
    [
        (date(2026, 9, 30), 0),
        (day(1), 361),
        (day(10), 3611),
        (day(13), 4694),
        (day(18), 6500),
        (day(19), 6857),
        (day(25), 9000),
        (day(31), 10_000),
        (date(2026, 11, 5), 10_000),
    ],
)
def test_the_plan_line_is_straight_between_checkpoints(on, bp):
    assert plan_line_bp(on, OCTOBER, LOOK_13) == bp
    assert plan_line_bp(on, OCTOBER, tuple(reversed(LOOK_13))) == bp


def test_a_checkpoint_before_release_asks_for_nothing():
    assert plan_line_bp(day(20), day(19), LOOK_13) == 9000 * 2 // 7


def test_a_release_on_the_checkpoint_day_asks_for_all_of_it_that_night():
    assert plan_line_bp(day(18), day(18), LOOK_13) == 6500


def test_without_checkpoints_nobody_is_behind():
    assert plan_line_bp(day(20), OCTOBER, ()) == 0
    assert not behind(0, 100, 0)


@pytest.mark.parametrize(
    "settled, margin, is_behind", [(3610, 0, True), (3611, 0, False), (3561, 50, False)]
)
def test_behind_means_below_the_plan_line_by_more_than_the_margin(settled, margin, is_behind):
    assert behind(settled, 10_000, 3611, margin) is is_behind
