"""The two large parts of an .xlsx, element by element: the shared strings and a sheet's cells."""

import re

from app.exchange.readers import shown
from app.exchange.readers.package import Package
from app.exchange.readers.table import Row, check_lengths, is_blank
from app.exchange.readers.xlsx_book import Book
from app.exchange.refusals import Bomb, DamagedFile, TooManyColumns, TooManyRows

_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|005[Ff])_")
_KEPT = {9: "\t", 10: "\n", 13: "\r", 0x5F: "_"}


class SharedStrings:
    """Shared strings: the runs of one entry joined, its phonetic guide (rPh) left out."""

    def __init__(self, package: Package):
        self.package = package
        self.found: list[str] = []
        self._size = 0
        self._parts: list[str] = []
        self._inside = False
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._inside = not self._phonetic
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        if name == "t":
            self._inside = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.found.append(unescape("".join(self._parts)))
            self._parts.clear()

    def text(self, data: str) -> None:
        if self._inside:
            self._parts.append(data)
            self._size += len(data)

    def take(self) -> list[None]:
        limits = self.package.limits
        if len(self.found) > limits.strings or self._size > limits.string_chars:
            raise Bomb(self.package.filename)
        return []


class SheetReader:
    """Turns a sheet's elements into rows of text."""

    def __init__(self, package: Package, book: Book, strings: list[str]):
        self.filename = package.filename
        self.limits = package.limits
        self.book = book
        self.strings = strings
        self.rows: list[Row] = []
        self.number = 0
        self.cells: list[str] = []
        self.column = -1
        self.attributes: dict[str, str] = {}
        self.value: list[str] = []
        self.inside = False
        self.phonetic = False
        self.columns: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.attributes = attributes
        elif name == "v" or name == "t":
            self.inside = not self.phonetic
        elif name == "row":
            self.number = int(attributes.get("r") or self.number + 1)
            self.column = -1
        elif name == "rPh":
            self.phonetic = True

    def end(self, name: str) -> None:
        if name == "v" or name == "t":
            self.inside = False
        elif name == "c":
            reference = self.attributes.get("r")
            self.column = self._column(reference) if reference else self.column + 1
            if self.value:
                self._keep("".join(self.value))
                self.value.clear()
        elif name == "row":
            self._finish_row()
        elif name == "rPh":
            self.phonetic = False

    def text(self, data: str) -> None:
        if self.inside:
            self.value.append(data)

    def take(self) -> list[Row]:
        if sum(map(len, self.value)) > self.limits.cell_chars:
            raise DamagedFile(self.filename, f"第 {self.number} 行有一格长得不正常")
        done, self.rows = self.rows, []
        return done

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        known = self.columns.get(letters)
        if known is None:
            known = self.columns[letters] = column_index(letters)
        return known

    def _keep(self, value: str) -> None:
        if self.column >= self.limits.columns:
            raise TooManyColumns(self.filename, self.limits.columns)
        missing = self.column - len(self.cells)
        if missing >= 0:
            self.cells.extend([""] * missing)
            self.cells.append(self._shown(value))
        else:
            self.cells[self.column] = self._shown(value)

    def _shown(self, value: str) -> str:
        kind = self.attributes.get("t", "n")
        if kind == "s":
            return self.strings[int(value)]
        if kind == "n":
            return self._number(value)
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return unescape(value) if kind in ("inlineStr", "str") else value

    def _number(self, value: str) -> str:
        style = int(self.attributes.get("s", 0))
        if style in self.book.date_styles:
            return shown.serial_text(value, self.book.since_1904)
        return shown.number_text(value).zfill(self.book.padding.get(style, 0))

    def _finish_row(self) -> None:
        if is_blank(self.cells):
            self.cells.clear()
            return
        if self.number < 1:
            raise DamagedFile(self.filename)
        if self.number > self.limits.rows:
            raise TooManyRows(self.filename, self.limits.rows)
        if sum(map(len, self.cells)) > self.limits.cell_chars:
            check_lengths(self.number, self.cells, self.filename, self.limits)
        self.rows.append((self.number, self.cells))
        self.cells = []


def column_index(letters: str) -> int:
    """'A' -> 0, 'AB' -> 27. Raises ValueError for what is no column."""
    index = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(f"no column: {letters!r}")
        index = index * 26 + ord(letter) - 64
    return index - 1


def unescape(text: str) -> str:
    """Text with Excel's own escapes for control characters undone: 'a_x000A_b'."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: _KEPT.get(int(found[1], 16), ""), text)
