"""Small files and lists, made up for one test."""

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from app.exchange.header import Header, read_header
from app.exchange.readers.opening import open_table
from app.exchange.readers.table import Row, Sheet, Table
from app.exchange.rows.problem import Known, RowProblem
from app.exchange.rows.staging import Stage
from app.exchange.rows.tally import Tally

Cells = list[list[str]]

AN, BAI, WEI = "0526000001", "0526000002", "0999000003"
CUSTOMER = ["户号", "户名", "联系电话", "台区编号", "台区名称"]
OWED = ["户号", "电费年月", "欠费金额"]
KNOWN = Known(accounts={AN, BAI}, districts={"TQ1", "TQ2"}, district_codes={"一号公变": "TQ1"})
PAID = ["户号", "收费时间", "实收电费", "收费方式", "流水号", "电费年月", "收费员"]

# A list as marketing systems write one: a title, a head, an account as text and one as number.
LIST: list[list[object]] = [
    ["欠费明细"],
    ["户号", "户名"],
    ["0526000001", "㛃𬭎䶮"],
    [526000002, "<b>"],
]


def table(cells: Cells, full_lines: bool = False) -> Table:
    """A table that was never a file; rows of blanks are left out as readers do."""
    rows = [(n, row) for n, row in enumerate(cells, 1) if any(cell.strip() for cell in row)]
    sheet = Sheet("表", lambda: iter(rows))
    return Table("名单.xlsx", "xlsx", "", (sheet,), full_lines)


def header(kind: str, cells: Cells, period: int | None = None) -> Header:
    """The head of a made-up list."""
    return read_header(table(cells), kind, period)


def staged(
    kind: str,
    cells: Cells,
    known: Known | None = None,
    period: int | None = None,
    full_lines: bool = False,
) -> tuple[list[Any], list[Any], Tally]:
    """The typed rows, the problems and the tally of a made-up list."""
    stage = Stage(read_header(table(cells, full_lines), kind, period), known)
    found = list(stage)
    good = [row for row in found if not isinstance(row, RowProblem)]
    return good, [row for row in found if isinstance(row, RowProblem)], stage.tally


def rows_of(path: Path) -> list[Row]:
    """All rows of a file's first visible sheet."""
    return list(open_table(path, path.name).sheets[0].rows())


def text_file(path: Path, cells: Cells, encoding: str = "utf-8", separator: str = ",") -> Path:
    """A file of separated values."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="\r\n").writerows(cells)
    path.write_bytes(buffer.getvalue().encode(encoding))
    return path


def workbook(path: Path, cells: Sequence[Sequence[object]], in_stream: bool = False) -> Path:
    """An .xlsx with one sheet; in_stream: strings stand in the cells, not in a shared table."""
    with xlsxwriter.Workbook(path, {"constant_memory": in_stream}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(cells):
            page.write_row(number, 0, row)
    return path


def with_part(path: Path, part: str, content: bytes) -> Path:
    """The zip with one part replaced or added."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def sheet_of(rows: str) -> bytes:
    """A worksheet part that holds these rows."""
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{rows}</sheetData></worksheet>"
    ).encode()
