"""Lists going out as .xlsx: written row by row, and text stays text."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from os import PathLike
from typing import IO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.clock import local

Cell = str | int | float | Decimal | date | datetime | bool | None

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST = 32_767  # characters that a cell holds
_WIDEST, _NARROWEST = 40, 8


def write_xlsx(
    target: str | PathLike[str] | IO[bytes],
    sheet: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[Cell]],
) -> int:
    """Write one sheet with a head and the rows; gives the number of rows.

    A str is written as text whatever it begins with, so an account keeps its zeros and '=1+1'
    stays what somebody typed. Numbers, dates and instants (as Shanghai shows them) are real
    ones. Money goes in as Decimal yuan or int, never as fen.
    """
    book = xlsxwriter.Workbook(target, _OPTIONS)
    try:
        page = book.add_worksheet(sheet_name(sheet))
        formats = {
            "head": book.add_format({"bold": True, "num_format": "@", "bottom": 1}),
            "text": book.add_format({"num_format": "@"}),
            "money": book.add_format({"num_format": "#,##0.00"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        page.freeze_panes(1, 0)
        for column, header in enumerate(headers):
            width = min(max(2 * len(header) + 4, _NARROWEST), _WIDEST)
            page.set_column(column, column, width, formats["text"])
            page.write_string(0, column, header, formats["head"])
        count = 0
        for count, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                _write(page, count, column, cell, formats)
        return count
    finally:
        book.close()


def sheet_name(words: str) -> str:
    """Words made fit for a sheet's name: no []:*?/\\, not empty, 31 characters at most."""
    return "".join(ch for ch in words if ch not in "[]:*?/\\'")[:31] or "Sheet1"


def _write(page: Worksheet, row: int, column: int, cell: Cell, formats: dict[str, Format]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        page.write_string(row, column, cell[:_LONGEST], formats["text"])
    elif isinstance(cell, bool):
        page.write_string(row, column, "是" if cell else "否", formats["text"])
    elif isinstance(cell, Decimal):
        page.write_number(row, column, float(cell), formats["money"])
    elif isinstance(cell, datetime):
        page.write_datetime(row, column, local(cell).replace(tzinfo=None), formats["moment"])
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, formats["day"])
    else:
        page.write_number(row, column, cell)
