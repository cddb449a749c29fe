"""The late fee is an estimate with its working, exact to the fen."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.billing.late_fee import Estimate, Hold, LateFeePolicy, estimate

USUAL = LateFeePolicy()
DUE = date(2026, 9, 25)
TODAY = date(2026, 10, 21)


@pytest.mark.parametrize(
    "claim, fen, due_on, on, category, policy, fee, days",
    [
        ("not yet due", 10_000, DUE, date(2026, 9, 20), "residential", USUAL, 0, 0),
        ("the last day to pay is free", 10_000, DUE, DUE, "residential", USUAL, 0, 0),
        ("the first overdue day costs one day", 10_000, DUE, date(2026, 9, 26), "residential",
         USUAL, 10, 1),
        ("residents 1 per mille", 11_537, DUE, TODAY, "residential", USUAL, 300, 26),
        ("others 2 per mille", 11_537, DUE, TODAY, "other", USUAL, 600, 26),
        ("payment day left out", 11_537, DUE, TODAY, "other",
         LateFeePolicy(payment_day_counts=False), 577, 25),
        ("payment day left out, paid on the first overdue day", 11_537, DUE, date(2026, 9, 26),
         "other", LateFeePolicy(payment_day_counts=False), 0, 0),
        ("nothing open", 0, DUE, TODAY, "other", USUAL, 0, 0),
        ("a credit earns no fee", -500, DUE, TODAY, "other", USUAL, 0, 0),
        ("crossing: only later days at 3 per mille", 100_000, date(2025, 12, 25),
         date(2026, 1, 10), "other", USUAL, 6 * 200 + 10 * 300, 16),
        ("crossing: all days at 3 per mille", 100_000, date(2025, 12, 25), date(2026, 1, 10),
         "other", LateFeePolicy(crossed_rate_for_all_days=True), 16 * 300, 16),
        ("residents pay 1 per mille across years", 100_000, date(2025, 12, 25),
         date(2026, 1, 10), "residential", USUAL, 16 * 100, 16),
        ("due on 31 December: every overdue day has crossed", 100_000, date(2025, 12, 31),
         date(2026, 1, 2), "other", USUAL, 600, 2),
        ("three years are three parts", 100_000, date(2024, 12, 30), date(2026, 1, 1), "other",
         USUAL, 200 + 365 * 300 + 300, 367),
        ("no minimum by default", 100, DUE, date(2026, 9, 26), "residential", USUAL, 0, 1),
        ("minimum when a station sets it", 100, DUE, date(2026, 9, 26), "residential",
         LateFeePolicy(minimum_fen=100), 100, 1),
        ("no minimum before anything is overdue", 100, DUE, DUE, "residential",
         LateFeePolicy(minimum_fen=100), 0, 0),
        ("a hold covers all days, so not even the minimum", 10_000, DUE, date(2026, 9, 28),
         "residential", LateFeePolicy(minimum_fen=100,
         holds=(Hold(date(2026, 9, 1), date(2026, 10, 1)),)), 0, 0),
        ("a hold's last day is charged again", 10_000, DUE, date(2026, 10, 1), "residential",
         LateFeePolicy(holds=(Hold(date(2026, 9, 20), date(2026, 10, 1)),)), 10, 1),
        ("holds that overlap count once", 10_000, DUE, TODAY, "residential",
         LateFeePolicy(holds=(Hold(date(2026, 10, 1), date(2026, 10, 8)),
         Hold(date(2026, 10, 3), date(2026, 10, 11)), Hold(date(2026, 10, 4),
         date(2026, 10, 5)))), 160, 16),
    ],
)  # fmt: skip
def test_the_fee_follows_the_rule(claim, fen, due_on, on, category, policy, fee, days):
    made = estimate(fen, due_on, on, category, policy)
    assert (made.fen, made.days) == (fee, days), claim


def test_a_fee_over_several_bills_is_the_sum_of_theirs_to_the_nearest_fen():
    bills = [(9_818, 118), (13_509, 88), (18_526, 57), (11_841, 26)]
    fees = [
        estimate(fen, TODAY - timedelta(days=late), TODAY, "residential", USUAL).fen
        for fen, late in bills
    ]
    assert sum(fees) == 3_712


def test_nothing_overdue_has_no_working():
    assert estimate(10_000, DUE, DUE, "other", USUAL) == Estimate(0, 0, ())


def test_the_working_says_days_rate_amount_and_what_policy_frees():
    policy = LateFeePolicy(minimum_fen=1000, holds=(Hold(date(2026, 10, 1), date(2026, 10, 8)),))
    made = estimate(11_537, DUE, TODAY, "residential", policy)
    assert tuple(map(str, made.working)) == (
        "2026-09-26 至 2026-10-21，19 天（7 天按政策不计） × 1‰ × ¥115.37 = ¥2.19",
        "不足 ¥10.00，按 ¥10.00 算",
    )


@settings(deadline=None)
@given(st.integers(1, 10**9), st.integers(0, 1500), st.booleans())
def test_the_fee_stays_between_the_two_rates_and_never_falls_with_time(fen, days, all_days):
    policy = LateFeePolicy(crossed_rate_for_all_days=all_days)
    made = estimate(fen, DUE, DUE + timedelta(days=days), "other", policy)
    later = estimate(fen, DUE, DUE + timedelta(days=days + 1), "other", policy)
    assert made.days == days
    assert made.fen <= later.fen
    assert fen * days * 2 // 1000 - len(made.working) <= made.fen
    assert made.fen <= fen * days * 3 // 1000 + len(made.working)
