"""The worth of a visit, as a table."""

import pytest

from app.dayplan.worth import Facts, worth

PLAIN = Facts(50_00, contacted_this_month=True)


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        (PLAIN, 150),
        (Facts(99, contacted_this_month=True), 100),
        (Facts(100_00, contacted_this_month=True), 200),
        (Facts(600_00, contacted_this_month=True), 250),
        (Facts(2_100_00, contacted_this_month=True), 400),
        (Facts(90_000_00, contacted_this_month=True), 400),
        (Facts(50_00, overdue_days=26, contacted_this_month=True), 176),
        (Facts(50_00, overdue_days=-4, contacted_this_month=True), 150),
        (Facts(50_00, overdue_days=500, contacted_this_month=True), 270),
        (Facts(50_00, periods=5, contacted_this_month=True), 270),
        (Facts(50_00, promise_days=0, contacted_this_month=True), 450),
        (Facts(50_00, promise_days=-3, contacted_this_month=True), 350),
        (Facts(50_00, promise_days=1, contacted_this_month=True), 250),
        (Facts(50_00, promise_days=4, contacted_this_month=True), 30),
        (Facts(50_00), 210),
        (Facts(50_00, seen_days=1, contacted_this_month=True), 30),
        (Facts(50_00, seen_days=3, contacted_this_month=True), 90),
        (Facts(50_00, seen_days=4, contacted_this_month=True), 150),
        (Facts(50_00, seen_days=1, promise_days=0, contacted_this_month=True), 450),
        (Facts(50_00, key_account=True, contacted_this_month=True), 230),
        (Facts(50_00, elderly_alone=True, contacted_this_month=True), 190),
    ],
)
def test_points_follow_the_table(facts: Facts, points: int) -> None:
    assert worth(facts).points == points


def test_a_visit_is_never_worth_nothing() -> None:
    facts = Facts(1, promise_days=9, seen_days=0, contacted_this_month=True)
    assert worth(facts).points == 1


def test_reasons_name_what_moved_the_points_weightiest_first() -> None:
    facts = Facts(663_44, periods=5, overdue_days=118)
    assert worth(facts).reasons == (
        ("owes", 663_44),
        ("periods", 5),
        ("overdue", 118),
        ("not_contacted", 0),
    )


def test_who_promised_today_goes_before_who_just_owes_more() -> None:
    promised = Facts(30_00, promise_days=0, contacted_this_month=True)
    assert worth(promised).points > worth(Facts(900_00, overdue_days=26)).points
