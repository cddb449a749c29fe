"""Account numbers (户号) and meter numbers (电能表号). Pure."""

import re

from app.exchange.cells.badcell import BadCell, narrow, refuse_error, says_nothing

LENGTHS = (10, 13)  # 10 digits, moving to 13 with 营销2.0 (domain.md §4)

_MARKS = "'’‘`\" -"
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.I)
_ZERO_FRACTION = re.compile(r"(\d+)\.0+")


def account_no(cell: str, lengths: tuple[int, ...] = LENGTHS) -> str:
    """The account number as digits, of one of the lengths that the station uses.

    A number that lost its leading zero (one digit short) gets it back; blanks, full-width digits
    and Excel's apostrophe go. Raises BadCell: empty, in scientific notation, letters, any other
    number of digits.
    """
    if cell.isascii() and cell.isdigit() and len(cell) in lengths:
        return cell
    text = narrow(cell)
    for mark in _MARKS:
        text = text.replace(mark, "")
    if not text:
        raise BadCell("空着", "补上户号再传这一行")
    refuse_error(text)
    if _SCIENTIFIC.fullmatch(text):
        raise BadCell("成了科学计数法，后几位已经丢了", "在原表把这一列设成文本，重新导出")
    if found := _ZERO_FRACTION.fullmatch(text):
        text = found[1]
    if not text.isdigit() or not text.isascii():
        raise BadCell("里有不是数字的字", "照营销系统里的户号改好")
    if len(text) + 1 in lengths and len(text) not in lengths:
        text = "0" + text
    if len(text) not in lengths:
        short = "只有" if len(text) < min(lengths) else "是"
        raise BadCell(f"{short} {len(text)} 位", f"应是 {_or(lengths)} 位，照营销系统里的补全")
    return text


def meter_no(cell: str) -> str:
    """The meter's number without blanks and marks; '' for none.

    Raises BadCell for scientific notation (digits are lost) and for more than 40 characters.
    """
    text = narrow(cell)
    for mark in "'’‘` ":
        text = text.replace(mark, "")
    if says_nothing(text):
        return ""
    refuse_error(text)
    if _SCIENTIFIC.fullmatch(text):
        raise BadCell("成了科学计数法，后几位已经丢了", "在原表把这一列设成文本，重新导出")
    if len(text) > 40:
        raise BadCell("长得不正常", "照电能表上的条码改好")
    return text


def _or(lengths: tuple[int, ...]) -> str:
    return " 或 ".join(map(str, lengths))
