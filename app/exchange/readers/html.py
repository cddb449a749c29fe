"""Web pages that call themselves .xls: many marketing systems "export to Excel" that way.

Python's own parser builds no tree, loads nothing from anywhere and takes a page in pieces.
"""

from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

from app.exchange.limits import Limits
from app.exchange.readers.table import Row, Sheet, Table, numbered
from app.exchange.readers.text import encoding_of, encoding_words
from app.exchange.refusals import DamagedFile

_CHUNK = 64 * 1024
# What stays unparsed grows only inside one tag or comment; looking at it again and again would
# take for ever.
_LONGEST_TAG = 1024 * 1024


def open_html(path: Path, filename: str, limits: Limits) -> Table:
    """The rows of all tables in the page, as one sheet. Raises UnreadableText."""
    encoding = encoding_of(path, filename)
    rows = partial(_rows, path, filename, limits, encoding)
    return Table(filename, "html", encoding_words(encoding), (Sheet("", rows),), full_lines=True)


def _rows(path: Path, filename: str, limits: Limits, encoding: str) -> Iterator[Row]:
    return numbered(_table_rows(path, filename, limits, encoding), filename, limits)


def _table_rows(path: Path, filename: str, limits: Limits, encoding: str) -> Iterator[list[str]]:
    reader = _TableReader(limits.columns)
    with path.open(encoding=encoding) as stream:
        while chunk := stream.read(_CHUNK):
            reader.feed(chunk)
            if len(reader.rawdata) > _LONGEST_TAG:
                raise DamagedFile(filename)
            yield from reader.take()
    reader.close()
    reader.end_row()
    yield from reader.take()


class _TableReader(HTMLParser):
    """Collects rows. Missing end tags are fine; a table inside a cell starts rows of its own."""

    def __init__(self, most_columns: int) -> None:
        super().__init__(convert_charrefs=True)
        self._most = most_columns + 1
        self._rows: list[list[str]] = []
        self._cells: list[str] | None = None
        self._text: list[str] | None = None
        self._span = 1
        self._down = 1
        self._held: dict[int, int] = {}  # column -> rows that a cell above still covers

    def take(self) -> list[list[str]]:
        """The rows completed since the last call."""
        done, self._rows = self._rows, []
        return done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("td", "th"):
            self._end_cell()
            if self._cells is None:
                self._cells = []
            self._text = []
            given = dict(attrs)
            self._span = _span(given.get("colspan"), self._most)
            self._down = _span(given.get("rowspan"), 65_536)
        elif tag == "tr":
            self.end_row()
            self._cells = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")
        elif tag == "table":
            self.end_row()
            self._held.clear()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self.end_row()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data.replace("\n", " "))

    def end_row(self) -> None:
        """Close the row that is open, if one is."""
        self._end_cell()
        if self._cells is not None:
            self._skip_held(self._cells)
            self._rows.append(self._cells)
            self._cells = None

    def _end_cell(self) -> None:
        if self._text is None or self._cells is None:
            self._text = None
            return
        self._skip_held(self._cells)
        for _ in range(self._span if len(self._cells) <= self._most else 0):
            if self._down > 1:
                self._held[len(self._cells)] = self._down - 1
            self._cells.append("")
        if self._span:
            self._cells[-self._span] = "".join(self._text).strip()
        self._text = None

    def _skip_held(self, cells: list[str]) -> None:
        """Leave empty the places that a cell with rowspan covers from above."""
        while left := self._held.get(len(cells)):
            if left == 1:
                del self._held[len(cells)]
            else:
                self._held[len(cells)] = left - 1
            cells.append("")


def _span(text: str | None, most: int) -> int:
    text = (text or "").strip()
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and text else 1
