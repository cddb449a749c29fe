"""What stands under the head: data rows, and the rows between them that are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.exchange.header import Header, is_head
from app.exchange.readers.table import Row

_SUM = re.compile(
    r"(?:本页|本所|全所)?(?:合\s*计|小\s*计|总\s*计|累\s*计|共\s*计)(?![\u4e00-\u9fff])|(?i:total)\b"
)
_AMOUNT = re.compile(r"[.,，．]")
_FOOT = re.compile(r"第\s*\d+\s*页|(?:制表|审核|复核|打印|导出)(?:人|员|时间|日期)?\s*[:：]")
_LOOK_AT = 3  # a sum row says so in one of its first cells


@dataclass
class Skipped:
    """Rows that are no data, counted. `sums` keeps them: (row number, word, cells)."""

    titles: int = 0
    blanks: int = 0
    heads: int = 0
    foots: int = 0
    sums: list[tuple[int, str, list[str]]] = field(default_factory=list)


class Body:
    """The data rows of a list, run through once. `skipped` is complete when they are."""

    def __init__(self, header: Header):
        self.header = header
        self.skipped = Skipped(titles=len(header.titles))
        self._account = header.columns["account_no"]

    def __iter__(self) -> Iterator[Row]:
        """(row number, cells); raises FileRefused like the file's own reader."""
        last = self.header.bottom
        for number, cells in self.header.sheet.rows():
            if number <= self.header.bottom:
                continue
            self.skipped.blanks += number - last - 1
            last = number
            if not self._is_skipped(number, cells):
                yield number, cells

    def _is_skipped(self, number: int, cells: list[str]) -> bool:
        if self._has_account(cells):
            return False
        first = next(cell.strip() for cell in cells if cell.strip())
        if is_head(self.header.kind, cells):
            self.skipped.heads += 1
        elif word := _sum_word(cells):
            self.skipped.sums.append((number, word, cells))
        elif first in self.header.titles:
            self.skipped.titles += 1
        elif _FOOT.match(first):
            self.skipped.foots += 1
        else:
            return False
        return True

    def _has_account(self, cells: list[str]) -> bool:
        """A row with something like an account number is data, even if 合计 is its customer."""
        cell = cells[self._account] if self._account < len(cells) else ""
        return sum(map(str.isdigit, cell)) >= 8 and not _AMOUNT.search(cell)


def _sum_word(cells: list[str]) -> str:
    """'合计' or '小计' when one of the first cells is that, else ''."""
    for cell in [cell for cell in cells if cell.strip()][:_LOOK_AT]:
        if found := _SUM.match(cell.strip()):
            return "".join(found[0].split())
    return ""
