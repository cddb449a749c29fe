"""How a stored number is shown in a cell: dates as dates, no noise of binary fractions. Pure."""

import re
from datetime import datetime, timedelta
from decimal import Context, Decimal, InvalidOperation

# Number formats that every spreadsheet program knows by number and that show dates or times;
# 27-36 and 50-58 are those of Chinese and Japanese editions (ECMA-376, part 1, 18.8.30).
BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])

_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_DATE_LETTERS = re.compile(r"[ymdhsYMDHS]")
_SHORT_NUMBER = re.compile(r"-?\d{1,15}|-?\d{1,9}\.\d{1,6}")
_FIFTEEN = Context(prec=15)  # what Excel itself shows at most
_EPOCH = datetime(1899, 12, 30)
_LAST_SERIAL = 2_958_465  # 9999-12-31


def is_date_format(code: str) -> bool:
    """Whether a number format code shows a date or a time: 'yyyy-mm-dd', 'yyyy"年"m"月"'."""
    return bool(_DATE_LETTERS.search(_NOT_CODE.sub("", code)))


def zero_padding(code: str) -> int:
    """How many digits a code of zeros alone shows: '0000000000' -> 10, all else 0."""
    return len(code) if len(code) > 1 and not code.strip("0") else 0


def number_text(stored: str) -> str:
    """A stored number as Excel shows it in a wide cell, exactly and without an exponent.

    Beyond 15 digits the file has lost digits already, so the exponent stays to tell so.
    """
    if (len(stored) < 16 and stored.isdigit()) or _SHORT_NUMBER.fullmatch(stored):
        return stored
    try:
        value = _FIFTEEN.create_decimal(stored)
    except InvalidOperation:
        return stored
    if not value.is_finite() or not -12 < value.adjusted() < 15:
        return "0" if value == 0 else str(value.normalize())
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def serial_text(stored: str, since_1904: bool = False) -> str:
    """A stored date number as ISO text: '46298' -> '2026-10-03', with the time if it has one.

    What lies outside the calendar is given as the number it is.
    """
    try:
        value = Decimal(stored) + (1462 if since_1904 else 0)
    except InvalidOperation:
        return stored
    if not value.is_finite() or not 0 <= value <= _LAST_SERIAL:
        return number_text(stored)
    seconds = int((value * 86400).to_integral_value())
    moment = _EPOCH + timedelta(seconds=seconds)
    if value < 1:
        return moment.strftime("%H:%M:%S")
    return moment.isoformat(" ").removesuffix(" 00:00:00")
