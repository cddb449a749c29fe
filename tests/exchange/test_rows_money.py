"""What rows of receivables, arrears and payments become."""

from datetime import UTC, date, datetime

import pytest

from app.exchange.rows.bills import ArrearsRow, ReceivableRow
from app.exchange.rows.payments import PaymentRow
from tests.exchange.made import AN, KNOWN, OWED, PAID, WEI, staged


def test_accounts_nobody_has_are_rejected_in_lists_of_money_but_new_in_lists_of_customers():
    _, (problem,), _ = staged("arrears", [OWED, [WEI, "202610", "5"]], KNOWN)
    assert (problem.verdict, problem.reason, problem.cell) == ("reject", "没有这个户号", WEI)
    good, _, _ = staged("customers", [["户号", "户名"], [WEI, "魏"]], KNOWN)
    assert good[0].account_no == WEI


def test_a_rejected_row_still_tells_which_bill_it_speaks_of():
    _, problems, _ = staged(
        "arrears", [OWED, [f"'{AN}", "2026-10", "待核"], [AN, "202613", "5"], ["x", "202610", "5"]]
    )
    assert [(p.account_no, p.period) for p in problems] == [
        (AN, 202610),
        (AN, None),
        ("", 202610),
    ]
    assert problems[0].cells == (f"'{AN}", "2026-10", "待核")


def test_arrears_are_typed():
    head = [*OWED, "应收电费", "已收", "电量", "发行日期", "缴费截止日", "户名", "催费员"]
    row = [
        AN,
        "202610",
        "1,000.00",
        "1,234.50",
        "234.50",
        "245",
        "2026/10/3",
        "20261025",
        "安",
        "林",
    ]
    good, problems, tally = staged("arrears", [head, row], KNOWN)
    assert not problems and tally.fen == 100000
    assert good == [
        ArrearsRow(
            2, AN, 202610, 100000, 123450, 23450, 245, date(2026, 10, 3), date(2026, 10, 25),
            "安", "林",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    "due, received, still, reason",
    [
        ("10", "4", "5", "欠费金额不等于应收减实收"),
        ("10", "", "11", "欠费金额比应收还多"),
    ],
)
def test_sums_that_do_not_agree_are_a_question(due, received, still, reason):
    head = ["户号", "电费年月", "应收电费", "实收电费", "欠费金额"]
    for kind in ("arrears", "receivables"):
        _, (problem,), tally = staged(kind, [head, [AN, "202610", due, received, still]])
        assert (problem.verdict, problem.field) == ("ask", "open") and tally.asked["open"] == 1
        assert problem.reason == reason


@pytest.mark.parametrize(
    "cells, received, still",
    [(["10", "4", "6"], 400, 600), (["10", "4", ""], 400, 600), (["10", "", "6"], 400, 600),
     (["10", "", ""], None, None), (["0", "0", "0"], 0, 0)],
)  # fmt: skip
def test_receivables_fill_in_what_follows(cells, received, still):
    head = ["户号", "电费年月", "应收电费", "实收电费", "欠费"]
    good, problems, _ = staged("receivables", [head, [AN, "202610", *cells]])
    assert not problems and isinstance(good[0], ReceivableRow)
    assert (good[0].received_fen, good[0].open_fen) == (received, still)
    assert good[0].fen == good[0].due_fen


def test_the_same_bill_with_another_amount_is_a_question():
    rows = [[AN, "202610", "5"], [AN, "202610", "6"], [AN, "202609", "5"]]
    good, (problem,), tally = staged("arrears", [OWED, *rows])
    assert [row.row_number for row in good] == [2, 4] and tally.fen == 1000
    assert problem.reason == "和第 2 行是同一户同一个月，欠费金额不一样"


def test_payments_are_typed():
    row = [AN, "2026-10-03 08:05", "200", "微信", "S1", "", "S12"]
    good, problems, _ = staged("payments", [PAID, row], KNOWN)
    at = datetime(2026, 10, 3, 0, 5, tzinfo=UTC)
    assert not problems
    assert good == [PaymentRow(2, AN, at, 20000, "网上", "S12", None, "S1", "")]


@pytest.mark.parametrize(
    "row, verdict",
    [
        ([AN, "2026-10-03 08:05", "200", "坐收", "", "", ""], "duplicate"),
        ([AN, "2026-10-03", "200", "坐收", "S1", "", ""], "duplicate"),
        ([AN, "2026-10-03", "200", "坐收", "", "", ""], "ask"),
    ],
)
def test_two_payments_alike_are_one_unless_they_may_be_two(row, verdict):
    good, (problem,), _ = staged("payments", [PAID, row, list(row)])
    assert len(good) == 1 and problem.verdict == verdict and "第 2 行" in problem.reason


def test_two_payments_with_numbers_of_their_own_are_two():
    row = [AN, "2026-10-03 08:05", "200", "坐收", "S1", "", ""]
    good, problems, _ = staged("payments", [PAID, row, [*row[:4], "S2", "", ""]])
    assert len(good) == 2 and not problems


@pytest.mark.parametrize("amount", ["0", "-5", "x", "10000001"])
def test_a_payment_needs_an_amount(amount):
    _, (problem,), _ = staged("payments", [PAID, [AN, "2026-10-03 08:05", amount, "", "", "", ""]])
    assert (problem.verdict, problem.field) == ("reject", "amount")
