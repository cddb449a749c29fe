"""What was counted while a list was read: five counts that add up, and notes for the preview."""

import re
from collections import Counter
from dataclasses import dataclass, field

from app.exchange.body import Skipped

_WIDE_DIGIT = re.compile(r"[０-９]")
_APOSTROPHE = re.compile(r"['’‘`]")

LABELS = {
    "account_spaces": "户号带空格",
    "account_apostrophe": "户号带撇号",
    "account_wide": "户号是全角数字",
    "account_zero": "户号补回开头的 0",
    "name_spaces": "户名带空格",
    "phone_marks": "电话带横线或空格",
    "phone_none": "电话写着没有",
    "phone_dropped": "电话认不出，先不动",
    "category_word": "用电类别换成统一的说法",
    "category_dropped": "用电类别认不出，先不动",
    "meter_no_dropped": "表号认不出，先不动",
    "place_swapped": "经度纬度写反，已换回",
    "place_zero": "坐标是 0，当没有",
    "place_text": "坐标带文字，已取数",
    "place_dropped": "坐标用不上，先不动",
    "flag_dropped": "是或否看不出，先不动",
    "amount_yen": "金额带 ¥",
    "amount_spaces": "金额带空格",
    "amount_thousands": "金额带千分号",
    "period_written": "年月写法不同，已认出",
    "kwh_dropped": "电量认不出，先空着",
    "channel_word": "缴费方式换成统一的说法",
    "channel_dropped": "缴费方式认不出，先空着",
    "period_dropped": "年月认不出，先空着",
    "time_missing": "只有日期没有时刻，按当天 0 点",
    "date_slash": "日期写成 2026/10/3",
    "date_digits": "日期写成 20261003",
    "date_chinese": "日期写成 2026年10月3日",
    "date_hyphen": "日期写成 2026-10-03",
    "date_other": "日期是别的写法",
}


@dataclass
class Tally:
    """Counts of one list. good + duplicates + ask + rejected == data_rows, always.

    good: rows that can be written; whether they are new, changed or the same is for the database
    to say. fen: the sum of the good rows' money. changes: code -> rows put right (LABELS).
    districts: (code, name) -> customers, as the list has them. asked: field -> rows asked about.
    file_fen: what the list's own last 合计 or 总计 says, None when it has none that can be read.
    """

    good: int = 0
    duplicates: int = 0
    ask: int = 0
    rejected: int = 0
    fen: int = 0
    file_fen: int | None = None
    changes: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    districts: Counter[tuple[str, str]] = field(default_factory=Counter)
    skipped: Skipped = field(default_factory=Skipped)

    @property
    def data_rows(self) -> int:
        """Rows under the head that are data."""
        return self.good + self.duplicates + self.ask + self.rejected

    def notes(self) -> list[tuple[str, int]]:
        """What was put right, in words, with how many rows: [('户号带空格', 60), …]."""
        return [(LABELS[code], count) for code, count in self.changes.items()]


def account_change(cell: str, account_no: str) -> str:
    """Which kind of untidiness an account's cell had."""
    if _APOSTROPHE.search(cell):
        return "account_apostrophe"
    if _WIDE_DIGIT.search(cell):
        return "account_wide"
    return "account_zero" if cell.strip() == account_no[1:] else "account_spaces"


def amount_changes(cell: str) -> list[str]:
    """Which kinds of untidiness an amount's cell had."""
    found = ["amount_yen"] if "¥" in cell or "￥" in cell else []
    found += ["amount_thousands"] if "," in cell or "，" in cell else []
    return found + (["amount_spaces"] if any(map(str.isspace, cell)) else [])


def date_style(cell: str) -> str:
    """How a day was written."""
    for sign, code in (("年", "date_chinese"), ("/", "date_slash"), ("-", "date_hyphen")):
        if sign in cell:
            return code
    return "date_digits" if len(cell.strip()) == 8 else "date_other"
