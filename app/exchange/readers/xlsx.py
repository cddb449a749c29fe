"""Excel workbooks (.xlsx, .xlsm), read as a stream.

The library we have for old workbooks also reads these, but holds a whole sheet in memory, gives
a cell's error ('#N/A') as nothing, and reserves room for every cell up to the furthest: a 2 KB
file with one cell in the last corner would ask for 400 GB. A stream holds one row.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.exchange.limits import Limits
from app.exchange.readers import xml
from app.exchange.readers.package import Package
from app.exchange.readers.table import Row, Sheet, Table
from app.exchange.readers.xlsx_book import Book, main_part, read_book
from app.exchange.readers.xlsx_sheet import SharedStrings, SheetReader
from app.exchange.refusals import SAVE_AGAIN, NotATable


def open_xlsx(path: Path, filename: str, limits: Limits) -> Table:
    """The workbook's visible sheets. Raises FileRefused: another kind of zip, broken, a bomb."""
    package = Package(path, filename, limits)
    main = main_part(package)
    if not main.lower().endswith(".xml") or not main.lower().startswith("xl/"):
        raise NotATable(filename, *_other_zip(package, main))
    workbook = _Workbook(package, read_book(package, main))
    sheets = tuple(Sheet(name, partial(workbook.rows, part)) for name, part in workbook.book.sheets)
    return Table(filename, "xlsx", "", sheets, full_lines=False)


def _other_zip(package: Package, main: str) -> tuple[str, str]:
    if main.startswith("word/"):
        return "Word 文档", "把里面的表格贴到 Excel 里，存成 .xlsx 再传"
    if main.startswith("ppt/"):
        return "演示文稿", "换成导出的表格再传"
    if main.endswith(".bin"):
        return "二进制工作簿（.xlsb）", SAVE_AGAIN
    if package.has("mimetype") and package.has("content.xml"):
        return "OpenDocument 文档", SAVE_AGAIN
    return "压缩包", "先解压，再传里面的表格"


class _Workbook:
    """A package with its book; the shared strings are read once, when first needed."""

    def __init__(self, package: Package, book: Book):
        self.package = package
        self.book = book
        self._strings: list[str] | None = None

    def rows(self, part: str) -> Iterator[Row]:
        """The rows of one sheet that have anything in them."""
        handler = SheetReader(self.package, self.book, self.strings())
        return xml.parse(self.package.chunks(part), handler, self.package.filename)

    def strings(self) -> list[str]:
        """The shared strings, in the order of their numbers."""
        if self._strings is None:
            part, strings = self.book.strings_part, SharedStrings(self.package)
            if part and self.package.has(part):
                for _ in xml.parse(self.package.chunks(part), strings, self.package.filename):
                    pass
            self._strings = strings.found
        return self._strings
