"""What every reader gives back: a table of sheets, each a way to run through numbered rows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.exchange.limits import Limits
from app.exchange.refusals import DamagedFile, TooManyColumns, TooManyRows

# The row's number as a person sees it in the file (from 1), and its cells as they are shown.
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    """One visible sheet. `rows()` reads it afresh from the file each time, row by row."""

    name: str
    rows: Callable[[], Iterator[Row]]


@dataclass(frozen=True)
class Table:
    """An opened file. Blank rows are never given; row numbers count them.

    format: xlsx, xls, html, xml or text. encoding: '' where the format has none of its own.
    full_lines: whether a short row was cut short (text, HTML) or just ends in empty cells.
    """

    filename: str
    format: str
    encoding: str
    sheets: tuple[Sheet, ...]
    full_lines: bool

    @property
    def note(self) -> str:
        """What the file turned out to be, for the preview: 'GB18030', '网页格式的表格，UTF-8'."""
        word = {
            "xlsx": "Excel",
            "xls": "老版 Excel",
            "html": "网页格式的表格",
            "xml": "XML 格式的表格",
            "text": "",
        }[self.format]
        return "，".join(part for part in (word, self.encoding) if part)


def numbered(cells: Iterable[list[str]], filename: str, limits: Limits) -> Iterator[Row]:
    """Number the rows from 1, drop blank ones and hold them to the limits.

    Raises TooManyRows, TooManyColumns, DamagedFile (a cell longer than any program writes).
    """
    for number, row in enumerate(cells, 1):
        if number > limits.rows:
            raise TooManyRows(filename, limits.rows)
        if is_blank(row):
            continue
        if len(row) > limits.columns:
            row = _within(row, filename, limits)
        if sum(map(len, row)) > limits.cell_chars:
            check_lengths(number, row, filename, limits)
        yield number, row


def is_blank(row: list[str]) -> bool:
    """Whether no cell has anything but white space in it."""
    return not any(cell and not cell.isspace() for cell in row)


def check_lengths(number: int, row: list[str], filename: str, limits: Limits) -> None:
    """Raise DamagedFile when a cell is longer than a spreadsheet can hold."""
    if any(len(cell) > limits.cell_chars for cell in row):
        raise DamagedFile(filename, f"第 {number} 行有一格长得不正常")


def _within(row: list[str], filename: str, limits: Limits) -> list[str]:
    if not is_blank(row[limits.columns :]):
        raise TooManyColumns(filename, limits.columns)
    return row[: limits.columns]
