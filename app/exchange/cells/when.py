"""Billing periods, days and instants of payment. Pure."""

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from app.clock import SHANGHAI
from app.exchange.cells.badcell import BadCell, narrow, refuse_error

_PERIOD = re.compile(r"(\d{4})[-/.年](\d{1,2})月?份?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(?:\.0+)?")
_MONTH_ONLY = re.compile(r"\d{1,2}月份?|本月|当月")
_DAY = re.compile(r"(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0+)?")
_SERIAL = re.compile(r"(\d{5})(\.\d+)?")
_TIME = re.compile(r"(上午|下午)?(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2}))?(?:\.\d+)?[秒分]?")
_FOURTEEN = re.compile(r"(\d{8})(\d{2})(\d{2})(\d{2})")
_SPLIT = re.compile(r"(.*?\d日?)(?:[T ]\s*|(?<=日))((?:[上下]午\s?)?\d{1,2}[:时].*)", re.S)

_YEARS = range(1990, 2100)
_EPOCH = date(1899, 12, 30)
_SHOW_DAY = "写成 2026-10-03 这样"


def period(cell: str) -> int:
    """The billing period as YYYYMM: from 202610, 2026-10, 2026年10月 or a date in that month.

    Raises BadCell: empty, a month without a year, month 13, anything else.
    """
    text = narrow(cell).replace(" ", "") if not cell.isdigit() else cell
    text = text.lstrip("'")
    if not text:
        raise BadCell("空着", "填年月，写成 202610 这样")
    found = _COMPACT.fullmatch(text) or _PERIOD.fullmatch(text)
    if re.fullmatch(r"\d{4}\.1", text):
        raise BadCell("看不出是 1 月还是 10 月", "写成 202610 这样")
    if found:
        return _checked_period(int(found[1]), int(found[2]))
    refuse_error(text)
    if _MONTH_ONLY.fullmatch(text):
        raise BadCell("没写哪一年", "写成 202610 这样")
    try:
        found_day = day(cell)
    except BadCell as error:
        raise BadCell("看不出是哪年哪月", "写成 202610 这样") from error
    if found_day is None:
        raise BadCell("空着", "填年月，写成 202610 这样")
    return found_day.year * 100 + found_day.month


def day(cell: str) -> date | None:
    """A calendar day; None for an empty cell. Knows 2026/10/3, 20261003, 2026年10月3日,
    2026-10-03, each also with a time behind it, and Excel's day numbers.

    Raises BadCell for days that do not exist and for what is no day.
    """
    text = narrow(cell).lstrip("'")
    if text in ("", "-", "--", "/", "无"):
        return None
    refuse_error(text)
    if split := _SPLIT.fullmatch(text):
        text = split[1]
    found = _day_of(text.replace(" ", ""))
    if found is None:
        raise BadCell("看不出年月日", _SHOW_DAY)
    return found


def instant(cell: str) -> datetime:
    """When something was paid: a wall-clock time in Shanghai as an aware UTC instant.

    A day without a time counts from 00:00. Raises BadCell: empty, no such day or time.
    """
    text = narrow(cell).lstrip("'")
    if not text:
        raise BadCell("空着", "填收费时间，写成 2026-10-03 08:05 这样")
    refuse_error(text)
    if found := _FOURTEEN.fullmatch(text):
        return _at(_day_of(found[1]), _time_of(f"{found[2]}:{found[3]}:{found[4]}"))
    serial = _SERIAL.fullmatch(text)
    if serial and serial[2]:
        seconds = int((Decimal("0" + serial[2]) * 86400).to_integral_value())
        return _at(_day_of(serial[1]), time()) + timedelta(seconds=seconds)
    split = _SPLIT.fullmatch(text)
    if split:
        return _at(_day_of(split[1].replace(" ", "")), _time_of(split[2].replace(" ", "")))
    return _at(_day_of(text.replace(" ", "")), time())


def _at(on: date | None, clock_time: time | None) -> datetime:
    if on is None or clock_time is None:
        raise BadCell("看不出是什么时候", "写成 2026-10-03 08:05 这样")
    return datetime.combine(on, clock_time, SHANGHAI).astimezone(UTC)


def _day_of(text: str) -> date | None:
    if found := _DAY.fullmatch(text):
        return _checked_day(int(found[1]), int(found[3]), int(found[4]))
    if found := _EIGHT.fullmatch(text):
        return _checked_day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SERIAL.fullmatch(text):
        serial = _EPOCH + timedelta(days=int(found[1]))
        return serial if serial.year in _YEARS else None
    return None


def _time_of(text: str) -> time | None:
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour = int(found[2]) + (12 if found[1] == "下午" and int(found[2]) < 12 else 0)
    try:
        return time(hour, int(found[3]), int(found[4] or 0))
    except ValueError:
        raise BadCell("没有这个时刻", "照原单据改好") from None


def _checked_day(year: int, month: int, number: int) -> date:
    if year not in _YEARS:
        raise BadCell(f"的年份是 {year}", "查清年份改好")
    try:
        return date(year, month, number)
    except ValueError:
        raise BadCell("没有这一天", "照日历改成对的日子") from None


def _checked_period(year: int, month: int) -> int:
    if not 2000 <= year <= 2099:
        raise BadCell(f"的年份是 {year}", "写成 202610 这样")
    if not 1 <= month <= 12:
        raise BadCell(f"的月份是 {month:02d}", "月份只有 01 到 12，改好再传")
    return year * 100 + month
