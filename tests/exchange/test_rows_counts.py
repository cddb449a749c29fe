"""Lines that are cut short, totals, and that every row of a list is counted once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.made import AN, BAI, CUSTOMER, KNOWN, OWED, PAID, WEI, staged


def test_a_line_of_text_cut_short_is_rejected_only_where_something_needed_is_gone():
    head = [*OWED, "户名", "备注"]
    rows = [[AN, "202610"], [AN, "202610", "5"], [BAI, "202610", "5", "柏", "", "", ""]]
    good, (problem,), _ = staged("arrears", [head, *rows], full_lines=True)
    assert (problem.cell, problem.reason) == ("（缺 3 列）", "这一行只有 2 列")
    assert [row.row_number for row in good] == [3, 4]


def test_a_line_of_text_with_a_comma_too_many_is_rejected():
    head, row = [*OWED, "户名"], [AN, "202610", "1", "234.50", "安"]
    _, (problem,), _ = staged("arrears", [head, row], full_lines=True)
    assert problem.cell == "（多 1 列）" and "逗号" in problem.advice


def test_the_lists_own_total_is_told():
    rows = [
        [AN, "202610", "5"],
        ["小计", "", "5"],
        [BAI, "202610", "待核"],
        ["合计", "", "1,007.5"],
    ]
    _, _, tally = staged("arrears", [OWED, *rows])
    assert tally.file_fen == 100750 and tally.fen == 500


cell = st.one_of(
    st.sampled_from([AN, BAI, WEI, "0526", "", "-", "202610", "2026-13", "5", "-5", "安", "合计",
                     "#N/A", "户号", "户名", "电费年月", "欠费金额", "27.1", "103.9", "2026/2/30"]),
    st.text(max_size=8),
)  # fmt: skip


@pytest.mark.parametrize(
    "kind, head",
    [
        ("customers", [*CUSTOMER, "经度", "纬度", "独居老人"]),
        ("receivables", [*OWED, "应收电费", "实收电费", "电量", "发行日期"]),
        ("arrears", [*OWED, "应收电费", "已收", "电量", "缴费截止日"]),
        ("payments", PAID),
    ],
)
@given(rows=st.lists(st.lists(cell, max_size=9), max_size=12), full_lines=st.booleans())
def test_whatever_a_list_holds_every_data_row_is_counted_once(kind, head, rows, full_lines):
    good, problems, tally = staged(kind, [head, *rows], KNOWN, full_lines=full_lines)
    assert tally.data_rows == len(good) + len(problems)
    assert tally.good == len(good) and tally.fen == sum(row.fen for row in good)
    assert all(p.reason and p.advice for p in problems)
    skipped = tally.skipped
    others = len(skipped.sums) + skipped.heads + skipped.foots + skipped.titles
    filled = sum(1 for row in rows if any(text.strip() for text in row))
    assert tally.data_rows + others == filled
