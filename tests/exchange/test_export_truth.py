"""The dirty export comes out as those who dirtied it say, to the row and to the fen."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from app.exchange.header import read_header
from app.exchange.readers.opening import open_table
from app.exchange.rows.bills import ArrearsRow
from app.exchange.rows.customers import CustomerRow
from app.exchange.rows.problem import Known, RowProblem
from app.exchange.rows.staging import Stage

CATEGORY = {"临时用电": "临时", "学校等执行居民价": "其他"}


def run(path: Path, kind: str, known: Known) -> tuple[list, list[RowProblem], Stage]:
    stage = Stage(read_header(open_table(path, path.name), kind), known)
    found = list(stage)
    good = [row for row in found if not isinstance(row, RowProblem)]
    return good, [row for row in found if isinstance(row, RowProblem)], stage


@pytest.fixture(scope="module")
def customers(export, known):
    return run(export / "customers.xlsx", "customers", known)


@pytest.fixture(scope="module")
def arrears(export, known):
    return run(export / "欠费明细.csv", "arrears", known)


def test_the_five_counts_of_the_customers_add_up_to_the_file(customers, truth):
    good, problems, stage = customers
    facts, tally = truth["customers.xlsx"], stage.tally
    assert tally.data_rows == facts["data_rows_numbered"] == len(good) + len(problems)
    assert tally.rejected == facts["rows_without_a_usable_account"]
    assert tally.duplicates == facts["defects"]["exact_duplicate"]
    assert tally.ask == sum(facts["accounts_left_for_a_person_to_decide"].values())
    assert Counter(p.verdict for p in problems) == {"reject": 9, "duplicate": 40, "ask": 21}


def test_every_usable_account_is_written_or_asked_about_once(customers, truth):
    good, problems, _ = customers
    asked_first = [p for p in problems if p.verdict == "ask" and p.field != "phone"]
    accounts = [row.account_no for row in good] + [p.account_no for p in asked_first]
    assert (
        len(accounts) == len(set(accounts)) == truth["customers.xlsx"]["distinct_usable_accounts"]
    )


def test_a_person_is_asked_about_exactly_the_doubtful_accounts(customers, truth):
    _, problems, stage = customers
    wanted = truth["customers.xlsx"]["accounts_left_for_a_person_to_decide"]
    assert stage.tally.asked == {
        "phone": wanted["same_account_other_phone"],
        "district_code": wanted["district_unknown"],
        "name": wanted["name_is_an_error"],
    }
    assert all(isinstance(p.row, CustomerRow) for p in problems if p.verdict == "ask")
    assert {p.cell for p in problems if p.field == "name"} == {"#N/A"}


def test_what_is_no_customer_is_skipped_and_counted(customers, truth):
    skipped, facts = customers[2].tally.skipped, truth["customers.xlsx"]
    assert skipped.blanks == facts["blank_rows"]
    assert skipped.heads == facts["repeated_header_rows"]
    assert len(skipped.sums) == facts["total_rows"]
    assert skipped.titles == 2


@pytest.mark.parametrize(
    "change, defect",
    [
        ("account_zero", "account_is_a_number"),
        ("account_spaces", "account_with_spaces"),
        ("account_wide", "account_full_width"),
        ("phone_marks", "phone_with_hyphens"),
        ("phone_none", "phone_says_none"),
        ("name_spaces", "name_with_inner_space"),
        ("place_swapped", "coordinates_swapped"),
        ("place_zero", "coordinates_zero"),
        ("place_text", "coordinates_with_text"),
    ],
)
def test_each_tidy_up_of_the_customers_is_counted(customers, truth, change, defect):
    assert customers[2].tally.changes[change] == truth["customers.xlsx"]["defects"][defect]


def test_the_written_customers_are_the_clean_ones_again(customers, clean):
    """All fields but those that the dirt took away: a phone that says 无, a place at 0, 0."""
    good, _, _ = customers
    before = {row["account_no"]: row for row in clean["customers"]}
    other: Counter[str] = Counter()
    for row in good:
        was = before[row.account_no]
        assert row.name == was["name"]
        assert row.category == CATEGORY.get(was["category"], was["category"])
        assert row.district_code == was["district_code"]
        assert row.address == "威宁县" + was["address"]
        assert row.meter_no == was["meter_no"]
        for flag in ("floating", "elderly_alone", "disabled", "key_account", "demolition"):
            assert getattr(row, flag) == (was[flag] == "1")
        assert row.prepaid == (was["prepaid"] == "1")
        other["phone"] += row.phone != was["phone"]
        place = (f"{row.lat:.5f}", f"{row.lon:.5f}") if row.lat is not None else ("", "")
        other["place"] += place != (was["lat"], was["lon"])
    # The dirt also gave a phone or a place to some who had none, so a few more differ.
    assert other["phone"] <= 30 + 35 + 80 + 12 and other["place"] <= 15 + 25 + 10


def test_the_five_counts_of_the_arrears_add_up_to_the_file(arrears, truth):
    good, problems, stage = arrears
    facts, tally = truth["欠费明细.csv"], stage.tally
    assert tally.data_rows == facts["data_rows_numbered"] == len(good) + len(problems)
    assert tally.good == facts["good_distinct_rows"]
    assert tally.rejected == facts["rows_to_reject"]
    assert tally.duplicates == facts["duplicates_to_ignore"]
    assert tally.ask == 0


def test_the_good_arrears_are_right_to_the_fen(arrears, truth):
    good, _, stage = arrears
    facts = truth["欠费明细.csv"]
    assert Decimal(stage.tally.fen) / 100 == Decimal(facts["good_distinct_yuan"])
    assert stage.tally.fen == sum(row.open_fen for row in good)
    assert Decimal(stage.tally.file_fen) / 100 == Decimal(facts["arrears_before_damage_yuan"])


def test_every_good_arrear_is_the_clean_one(arrears, clean):
    before = {
        (row["account_no"], int(row["period"].replace("-", ""))): row for row in clean["arrears"]
    }
    for row in arrears[0]:
        assert isinstance(row, ArrearsRow)
        was = before[row.account_no, row.period]
        assert row.open_fen == int(was["amount_open"].replace(".", ""))
        assert str(row.due_on) == was["due_on"]


def test_each_rejected_arrear_says_what_is_wrong_and_what_to_do(arrears, truth):
    rejected = [p for p in arrears[1] if p.verdict == "reject"]
    defects = truth["欠费明细.csv"]["defects"]
    assert sum(p.reason == "这一行只有 5 列" for p in rejected) == defects["broken_too_few_columns"]
    assert sum(p.reason == "电费年月的月份是 13" for p in rejected) == defects["broken_period"]
    assert sum(p.reason == "没有这个户号" for p in rejected) == defects["broken_account_unknown"]
    assert sum(p.reason == "缴费截止日没有这一天" for p in rejected) == defects["broken_date"]
    assert sum(p.reason == "欠费金额是负数" for p in rejected) == defects["negative_amount"]
    cells = {p.cell for p in rejected if p.field == "open" and p.reason != "欠费金额是负数"}
    assert cells == {"#VALUE!", "-", "待核", "（空）", "1,2O3.50"}
    assert all(p.advice and p.account_no and p.name_cell for p in rejected)


@pytest.mark.parametrize(
    "change, defect",
    [
        ("account_spaces", "account_with_spaces"),
        ("account_apostrophe", "account_with_apostrophe"),
        ("amount_yen", "amount_with_yen_sign"),
        ("amount_spaces", "amount_with_spaces"),
        ("date_chinese", "date_chinese"),
        ("date_hyphen", "date_hyphen"),
        ("period_written", "period_with_hyphen"),
        ("name_spaces", "name_with_spaces"),
    ],
)
def test_each_tidy_up_of_the_arrears_is_counted(arrears, truth, change, defect):
    assert arrears[2].tally.changes[change] == truth["欠费明细.csv"]["defects"][defect]


def test_the_arrears_tell_their_encoding_and_where_the_head_stands(arrears):
    header = arrears[2].header
    assert header.table.note == "GB18030" and header.row_number == 2
    assert [(word, number) for number, word, _ in arrears[2].tally.skipped.sums] == [
        ("小计", 1221),
        ("合计", 2440),
    ]
