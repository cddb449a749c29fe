"""A cell that can't be used, and the clean-up that all cells have in common. Pure."""

import re


class BadCell(Exception):
    """`reason` goes on after the column's name ('欠费金额' + '是负数'); `advice`: what to do."""

    def __init__(self, reason: str, advice: str):
        super().__init__(f"{reason}，{advice}")
        self.reason = reason
        self.advice = advice


# Invisible: control characters, zero-width and direction marks, soft hyphen, byte order mark.
_INVISIBLE = r"\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_ODD = re.compile(rf"[{_INVISIBLE}\s]")
_DROP = re.compile(rf"[{_INVISIBLE}]")
_SPACE = re.compile(r"\s+")

# Full-width forms of ASCII, as Chinese input methods type them, and signs that look like a minus.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NARROW |= {ord("，"): ord(","), ord("。"): ord("."), ord("￥"): ord("¥")}
_NARROW |= {ord(dash): ord("-") for dash in "−–—‐‑‒﹣"}

ERRORS = frozenset(
    ["#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!"]
)
_NOTHING = frozenset(
    ["", "-", "--", "/", "\\", "无", "没有", "暂无", "未知", "null", "none", "n/a"]
)


def tidy(text: str) -> str:
    """The text without invisible characters, each run of blanks one space, none round it."""
    if not _ODD.search(text):
        return text
    return _SPACE.sub(" ", _DROP.sub("", text)).strip()


def narrow(text: str) -> str:
    """Tidied, and full-width letters, digits and signs made plain: '－１２' -> '-12'."""
    text = tidy(text)
    return text if text.isascii() else text.translate(_NARROW)


def says_nothing(text: str) -> bool:
    """Whether a tidied cell is empty or a word for it: '', '-', '/', '无'."""
    return text.lower() in _NOTHING


def refuse_error(text: str) -> None:
    """Raise BadCell when the cell shows a spreadsheet's error instead of a value."""
    if text.upper() in ERRORS:
        raise BadCell("是公式错误", "原表公式坏了，改成真正的内容")
