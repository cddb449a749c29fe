"""Amounts of money and of energy. Pure; integers only, never a float."""

import re

from app.exchange.cells.badcell import BadCell, narrow, refuse_error
from app.money import MOST_FEN

_FEN = re.compile(r"(-?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?")
_LETTERS = re.compile(r"[\d.,\-]*[OoIl][\d.,OoIl]*")
_KWH = re.compile(r"(\d{1,9})(?:\.0*)?")


def fen(cell: str) -> int:
    """Fen for what the cell says in yuan: '¥1,234.50', '１２元', '(61.51)' is negative.

    Raises BadCell: empty, a dash, words, a letter O in the number, more than two decimals, a
    comma out of place, beyond ten million yuan. Whether negative is allowed is the row's matter.
    """
    text = narrow(cell).replace(" ", "").replace("¥", "")
    text = re.sub(r"^(?:rmb|cny|人民币)|(?:元整?|块)$", "", text, flags=re.I).lstrip("'")
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]
    found = _FEN.fullmatch(text)
    if not found or not (found[2] or found[3]):
        raise _no_amount(text)
    decimals = (found[3] or "").rstrip("0")
    if len(decimals) > 2:
        raise BadCell("比分还小", "在原表四舍五入到分")
    value = int((found[2] or "0").replace(",", "")) * 100 + int(decimals.ljust(2, "0"))
    if value > MOST_FEN:
        raise BadCell("超过一千万元", "查清是不是错位了，改好再传")
    return -value if found[1] else value


def kwh(cell: str) -> int | None:
    """Whole kilowatt-hours, None for an empty cell; fractions are dropped.

    Raises BadCell for words, a negative number and more than nine digits.
    """
    text = narrow(cell).replace(" ", "").replace(",", "")
    if text in ("", "-"):
        return None
    found = _KWH.fullmatch(text) or re.fullmatch(r"(\d{1,9})\.\d+", text)
    if not found:
        raise BadCell("不是电量", "改成度数")
    return int(found[1])


def _no_amount(text: str) -> BadCell:
    """What to say of a cell that holds no amount."""
    if not text:
        return BadCell("空着", "填数")
    if not text.strip("-"):
        return BadCell("是横线", "没欠费就删行，有就填数")
    if _LETTERS.fullmatch(text):
        letter = next(ch for ch in text if ch in "OoIl")
        return BadCell(f"里有字母 {letter}", f"把 {letter} 改成 {'0' if letter in 'Oo' else '1'}")
    try:
        refuse_error(text)
    except BadCell:
        return BadCell("不是数", "原表公式坏了，改成数")
    if re.search(r"\d,", text) and re.fullmatch(r"-?[\d,.]+", text):
        return BadCell("里的逗号位置不对", "改成不带逗号的数")
    if re.search(r"\de[+-]?\d", text, re.I):
        return BadCell("成了科学计数法", "改成普通的数")
    return BadCell("不是数", "核好后填数")
