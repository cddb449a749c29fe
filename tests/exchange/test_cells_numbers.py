"""What cells with amounts, periods, days and instants mean."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import money
from app.exchange.cells import amount, when
from app.exchange.cells.badcell import BadCell


@pytest.mark.parametrize(
    "cell, fen",
    [
        ("115.37", 11537), ("¥115.37", 11537), ("￥1,234.50", 123450), ("1,234.50", 123450),
        ("1，234.50", 123450), ("1234.5元", 123450), ("12元整", 1200), (" 94.64\u3000\u3000", 9464),
        ("\t1.6\u00a0", 160), ("１２.５", 1250), ("0", 0), ("0.00", 0), (".5", 50), ("5.", 500),
        ("115.370", 11537), ("-61.51", -6151), ("−61.51", -6151), ("(61.51)", -6151),
        ("（61.51）", -6151), ("－１", -100), ("10000000", 1_000_000_000), ("'12.30", 1230),
        ("RMB 12", 1200), ("1,234,567.89", 123456789),
    ],
)  # fmt: skip
def test_an_amount_is_exact_fen(cell, fen):
    assert amount.fen(cell) == fen


@pytest.mark.parametrize(
    "cell, reason",
    [
        ("", "空着"), ("  ", "空着"), ("-", "横线"), ("——", "横线"), ("待核", "不是数"),
        ("#VALUE!", "不是数"), ("1,2O3.50", "字母 O"), ("1l5.37", "字母 l"), ("1,2,3", "逗号"),
        ("12,34.5", "逗号"), ("115.375", "比分还小"), ("10000000.01", "一千万"),
        ("999999999999", "一千万"), ("1.2万", "不是数"), ("1e5", "科学计数法"), ("1.2.3", "不是数"),
        ("--5", "不是数"), ("nan", "不是数"), ("=1+1", "不是数"), ("½", "不是数"), ("²", "不是数"),
    ],
)  # fmt: skip
def test_what_is_no_amount_says_why_and_what_to_do(cell, reason):
    with pytest.raises(BadCell) as caught:
        amount.fen(cell)
    assert reason in caught.value.reason and caught.value.advice


@given(st.integers(-1_000_000_000, 1_000_000_000))
def test_fen_written_out_come_back(fen):
    assert amount.fen(money.yuan(fen)) == amount.fen(money.plain_yuan(fen)) == fen


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_a_reason(text):
    try:
        assert isinstance(amount.fen(text), int)
    except BadCell as bad:
        assert bad.reason and bad.advice


@pytest.mark.parametrize(
    "cell, kwh", [("245", 245), ("1,245", 1245), ("245.0", 245), ("245.7", 245), ("", None)]
)
def test_energy_is_whole_kilowatt_hours(cell, kwh):
    assert amount.kwh(cell) == kwh


@pytest.mark.parametrize(
    "cell",
    [
        "202610", "202610.0", "2026-10", "2026/10", "2026.10", "2026年10月", "2026年10月份",
        "２０２６１０", "2026-10-01", "2026-10-01 00:00:00", "20261003", "46298", " 2026 年 10 月 ",
        "'202610",
    ],
)  # fmt: skip
def test_a_period_is_found_however_it_is_written(cell):
    assert when.period(cell) == 202610


def test_a_month_of_one_digit_counts():
    assert when.period("2026年7月") == when.period("2026-7") == 202607


@pytest.mark.parametrize(
    "cell, reason",
    [
        ("202613", "月份是 13"), ("2026-00", "月份是 00"), ("10月", "没写哪一年"),
        ("本月", "没写哪一年"), ("", "空着"), ("2026.1", "1 月还是 10 月"), ("上月", "看不出"),
        ("189901", "年份是 1899"), ("-", "空着"), ("26-10", "看不出"), ("#N/A", "公式错误"),
    ],
)  # fmt: skip
def test_what_is_no_period_says_why(cell, reason):
    with pytest.raises(BadCell) as caught:
        when.period(cell)
    assert reason in caught.value.reason


@given(st.integers(2000, 2099), st.integers(1, 12))
def test_any_period_comes_back(year, month):
    forms = [f"{year}{month:02d}", f"{year}-{month:02d}", f"{year}年{month}月", f"{year}/{month}"]
    assert {when.period(form) for form in forms} == {year * 100 + month}


@pytest.mark.parametrize(
    "cell",
    [
        "2026/10/3", "2026/10/03", "20261003", "2026年10月3日", "2026-10-03", "2026.10.3",
        "2026-10-03 00:00:00", "2026-10-03T08:05:00", "2026/10/3 8:05", "46298", "46298.337",
        "２０２６／１０／３", "20261003.0", "2026年10月3日 8时5分",
    ],
)  # fmt: skip
def test_a_day_is_found_however_it_is_written(cell):
    assert when.day(cell) == date(2026, 10, 3)


@pytest.mark.parametrize("cell", ["", " ", "-", "无", "/"])
def test_no_day_is_no_day(cell):
    assert when.day(cell) is None


@pytest.mark.parametrize(
    "cell",
    ["2026/2/30", "20260230", "2025-02-29", "2026/13/1", "10/3/2026", "26-10-03", "3日", "x",
     "2026-10", "00000000", "99999", "1026/10/3", "#N/A"],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_refused(cell):
    with pytest.raises(BadCell):
        when.day(cell)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_any_day_comes_back_from_any_form(day):
    forms = [
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day.isoformat()} 23:59:59",
        str((day - date(1899, 12, 30)).days),
    ]
    assert {when.day(form) for form in forms} == {day}


@pytest.mark.parametrize(
    "cell, at",
    [
        ("2026-10-03 08:05", (0, 5, 0)),
        ("2026/10/3 8:05:09", (0, 5, 9)),
        ("2026-10-03T08:05:09", (0, 5, 9)),
        ("2026年10月3日 8时5分9秒", (0, 5, 9)),
        ("2026年10月3日8:05", (0, 5, 0)),
        ("2026/10/3 下午4:05", (8, 5, 0)),
        ("2026/10/3 上午 8:05", (0, 5, 0)),
        ("20261003080509", (0, 5, 9)),
        ("20261003 08:05", (0, 5, 0)),
        ("46298.75", (10, 0, 0)),
        ("2026-10-03 08:05:09.123", (0, 5, 9)),
    ],
)
def test_a_payments_time_is_shanghais(cell, at):
    hour, minute, second = at
    assert when.instant(cell) == datetime(2026, 10, 3, hour, minute, second, tzinfo=UTC)


def test_a_payment_with_a_day_alone_counts_from_midnight():
    assert when.instant("2026/10/3") == datetime(2026, 10, 2, 16, tzinfo=UTC)
    assert when.instant("46298") == datetime(2026, 10, 2, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell", ["", "2026-10-03 25:00", "2026-02-30 08:00", "08:00", "昨天", "20261003086509"]
)
def test_a_time_that_does_not_exist_is_refused(cell):
    with pytest.raises(BadCell):
        when.instant(cell)


@given(st.datetimes(datetime(1992, 1, 1), datetime(2099, 12, 31)))
def test_any_wall_clock_time_comes_back(moment):
    moment = moment.replace(microsecond=0)
    expected = (moment - timedelta(hours=8)).replace(tzinfo=UTC)
    for form in (f"{moment:%Y-%m-%d %H:%M:%S}", f"{moment:%Y%m%d%H%M%S}"):
        assert when.instant(form) == expected
