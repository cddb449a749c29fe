"""XML spreadsheets of 2003 (SpreadsheetML), which also go by the name .xls."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.exchange.limits import Limits
from app.exchange.readers import shown, xml
from app.exchange.readers.table import Row, Sheet, Table, check_lengths, is_blank
from app.exchange.readers.text import encoding_of, encoding_words
from app.exchange.refusals import DamagedFile, TooManyColumns, TooManyRows

_CHUNK = 64 * 1024


def open_xml2003(path: Path, filename: str, limits: Limits) -> Table:
    """The visible worksheets. Whether one is hidden stands behind its rows, so the file is gone
    through once before. Raises FileRefused: an entity inside, broken, an unknown encoding."""
    encoding = encoding_of(path, filename)
    handler = _SheetNames()
    for _ in xml.parse(_utf8(path, encoding), handler, filename, "utf-8"):
        pass
    sheets = tuple(
        Sheet(name, partial(_rows, path, filename, limits, encoding, index))
        for index, name in enumerate(handler.names)
        if index not in handler.hidden
    )
    return Table(filename, "xml", encoding_words(encoding), sheets, full_lines=False)


def _rows(path: Path, filename: str, limits: Limits, encoding: str, sheet: int) -> Iterator[Row]:
    handler = _SheetReader(filename, limits, sheet)
    return xml.parse(_utf8(path, encoding), handler, filename, "utf-8")


def _utf8(path: Path, encoding: str) -> Iterator[bytes]:
    """The text as UTF-8, which the parser knows; what the file declares may be GB2312."""
    with path.open(encoding=encoding) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk.encode()


class _SheetNames:
    def __init__(self) -> None:
        self.names: list[str] = []
        self.hidden: set[int] = set()
        self._in_visible = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Worksheet":
            self.names.append(_attribute(attributes, "Name"))
        self._in_visible = name == "Visible"

    def end(self, name: str) -> None:
        self._in_visible = False

    def text(self, data: str) -> None:
        if self._in_visible and data.strip() in ("SheetHidden", "SheetVeryHidden"):
            self.hidden.add(len(self.names) - 1)

    def take(self) -> list[None]:
        return []


class _SheetReader:
    def __init__(self, filename: str, limits: Limits, sheet: int) -> None:
        self.filename = filename
        self.limits = limits
        self._wanted = sheet
        self._sheet = -1
        self._rows: list[Row] = []
        self._number = 0
        self._column = 0
        self._kind = ""
        self._cells: list[str] = []
        self._text: list[str] = []
        self._across = 0
        self._inside = False
        self._comment = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Cell":
            self._column = int(_attribute(attributes, "Index") or self._column + 1)
            self._across = int(_attribute(attributes, "MergeAcross") or 0)
        elif name == "Data" and not self._comment:
            self._inside = self._sheet == self._wanted
            self._kind = _attribute(attributes, "Type")
        elif name == "Row":
            self._number = int(_attribute(attributes, "Index") or self._number + 1)
            self._column = 0
        elif name == "Comment":
            self._comment = True
        elif name == "Worksheet":
            self._sheet += 1
            self._number = 0

    def end(self, name: str) -> None:
        if name == "Data":
            self._inside = False
        elif name == "Cell":
            if self._text:
                self._keep("".join(self._text))
                self._text.clear()
            self._column += self._across
        elif name == "Comment":
            self._comment = False
        elif name == "Row":
            self._finish_row()

    def text(self, data: str) -> None:
        if self._inside:
            self._text.append(data)

    def take(self) -> list[Row]:
        if sum(map(len, self._text)) > self.limits.cell_chars:
            raise DamagedFile(self.filename, f"第 {self._number} 行有一格长得不正常")
        done, self._rows = self._rows, []
        return done

    def _keep(self, text: str) -> None:
        if not 0 < self._column <= self.limits.columns:
            raise TooManyColumns(self.filename, self.limits.columns)
        if self._kind == "Number":
            text = shown.number_text(text.strip())
        elif self._kind == "DateTime":
            text = text.strip().removesuffix(".000").replace("T", " ").removesuffix(" 00:00:00")
        elif self._kind == "Boolean":
            text = "TRUE" if text.strip() == "1" else "FALSE"
        self._cells.extend([""] * (self._column - len(self._cells)))
        self._cells[self._column - 1] = text

    def _finish_row(self) -> None:
        if is_blank(self._cells):
            self._cells.clear()
            return
        if self._number < 1:
            raise DamagedFile(self.filename)
        if self._number > self.limits.rows:
            raise TooManyRows(self.filename, self.limits.rows)
        check_lengths(self._number, self._cells, self.filename, self.limits)
        self._rows.append((self._number, self._cells))
        self._cells = []


def _attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute by its local name: programs write ss:Index, Index or another prefix."""
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return ""
