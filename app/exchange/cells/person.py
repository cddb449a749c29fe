"""Names and telephone numbers. Pure."""

import re

from app.exchange.cells.badcell import BadCell, narrow, refuse_error, says_nothing, tidy

LONGEST_NAME = 200
_LONGEST_TEXT = 500

# A blank between two Chinese characters is layout ('安　志'), not part of the name.
_BETWEEN = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_GUARDED = re.compile(r"'(?=[=+\-@])")  # how a CSV keeps a cell from becoming a formula

_PHONES = re.compile(r"[/、,;|]|\s(?=\+?\d{7,})")
_MOBILE = re.compile(r"(?:\+?86|0086)?(1\d{10})")
_LANDLINE = re.compile(r"0\d{9,11}|[2-9]\d{6,7}|[48]00\d{7}|95\d{3}")
_LOST_ZERO = re.compile(r"[2-9]\d{9}")  # an area code's zero, lost when it was stored as a number


def name(cell: str) -> str:
    """A customer's name: blanks round it and between Chinese characters are gone.

    Raises BadCell: empty, a spreadsheet's error, longer than 200 characters. Somebody has to
    decide then what the name is.
    """
    text = _BETWEEN.sub("", tidy(cell))
    text = _GUARDED.sub("", text, count=1) if text.startswith("'") else text
    if not text:
        raise BadCell("空着", "在营销系统里查到户名填上")
    refuse_error(text)
    if len(text) > LONGEST_NAME:
        raise BadCell(f"有 {len(text)} 个字，太长", f"缩到 {LONGEST_NAME} 个字以内")
    return text


def phone(cell: str) -> str:
    """The first telephone number in the cell as digits, area code and all, or '' for none.

    Raises BadCell when there is something that is no telephone number.
    """
    if len(cell) == 11 and cell.isascii() and cell.isdigit() and cell[0] == "1":
        return cell
    text = narrow(cell).removeprefix("'")
    if says_nothing(text):
        return ""
    for part in _PHONES.split(text):
        if number := _number(part):
            return number
    raise BadCell("不是电话号码", "查清再补，先当没有电话")


def text(cell: str) -> str:
    """Free text (address, note): tidied, at most 500 characters. Never raises."""
    found = tidy(cell)
    return "" if found.upper() == "#N/A" else found[:_LONGEST_TEXT]


def _number(part: str) -> str:
    digits = re.sub(r"[\s\-.()*]", "", part)
    digits = digits.removesuffix("0") if re.search(r"\.0$", part.strip()) else digits
    if found := _MOBILE.fullmatch(digits):
        return found[1]
    if _LANDLINE.fullmatch(digits):
        return digits
    return f"0{digits}" if _LOST_ZERO.fullmatch(digits) else ""
