"""Lists going out as CSV that Excel opens rightly, and that can't carry a formula into it."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TextIO

from app.clock import local

Cell = str | int | float | Decimal | date | datetime | bool | None

_BOM = "\ufeff"  # without it Excel takes UTF-8 for the local code page
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NEGATIVE = re.compile(r"-\d+(\.\d+)?")


def write_csv(target: TextIO, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a BOM, the head and the rows, lines ending in CR LF; gives the number of rows.

    `target` is a text file opened with newline='' and encoding='utf-8'.
    """
    target.write(_BOM)
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([harmless(header) for header in headers])
    count = 0
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        count += 1
    return count


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The same as bytes in UTF-8, for a short list."""
    target = io.StringIO()
    write_csv(target, headers, rows)
    return target.getvalue().encode()


def harmless(cell: Cell) -> str:
    """The cell as text; what a spreadsheet would run gets an apostrophe in front.

    Negative numbers stay what they are.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return local(cell).strftime("%Y-%m-%d %H:%M:%S")
    text = format(cell, "f") if isinstance(cell, Decimal) else str(cell)
    if text.lstrip(" \u3000\u00a0").startswith(_ACTIVE) and not _NEGATIVE.fullmatch(text):
        return "'" + text
    return text
