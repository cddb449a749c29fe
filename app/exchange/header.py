"""Finding the head of a list: on which sheet and row it stands, and what each column means."""

from dataclasses import dataclass
from itertools import takewhile

from app.exchange import columns
from app.exchange.readers.table import Row, Sheet, Table
from app.exchange.refusals import EmptyFile, MissingColumns, NoHeader, UnclearPeriod

SEARCHED = 20  # rows from the top in which a head is looked for


@dataclass(frozen=True)
class Header:
    """Where a list's head stands and which column holds which field.

    titles: the first cells of the rows above it (page titles, which may come again below).
    cells: the head's cells as written. bottom: the last row of a head of two rows.
    period: the billing period (YYYYMM) of the whole list when it has no column for it.
    """

    kind: str
    table: Table
    sheet: Sheet
    row_number: int
    bottom: int
    cells: tuple[str, ...]
    columns: dict[str, int]
    titles: tuple[str, ...]
    period: int | None

    @property
    def unused(self) -> list[str]:
        """Heads of columns that the import does not read."""
        used = set(self.columns.values())
        return [cell for index, cell in enumerate(self.cells) if cell and index not in used]


def read_header(table: Table, kind: str, period: int | None = None) -> Header:
    """The head on the first visible sheet that has one.

    kind: one of columns.KINDS. period (YYYYMM): what month the list is of, if somebody said so;
    needed only by lists that have no such column. Raises EmptyFile, NoHeader, MissingColumns,
    UnclearPeriod.
    """
    best: tuple[Sheet, list[Row], int] | None = None
    empty = True
    for sheet in table.sheets:
        top = list(takewhile(lambda row: row[0] <= SEARCHED, sheet.rows()))
        empty = empty and not top
        index = _head_index(kind, top)
        if index is None:
            continue
        header = _header(kind, table, sheet, top, index, period)
        if not _missing(header):
            return _with_period(header)
        best = best or (sheet, top, index)
    if best:
        header = _header(kind, table, *best, period)
        raise MissingColumns(table.filename, header.row_number, _missing(header))
    if empty:
        raise EmptyFile(table.filename)
    raise NoHeader(table.filename, columns.KIND_WORDS[kind], SEARCHED)


def is_head(kind: str, cells: list[str]) -> bool:
    """Whether a row names the account column and at least one more: a head, or one repeated."""
    found = _assign(kind, cells)
    return "account_no" in found and len(found) > 1


def _head_index(kind: str, rows: list[Row]) -> int | None:
    """The first row with an account column, else the row that names most fields (two at least)."""
    for index, (_, cells) in enumerate(rows):
        if is_head(kind, cells):
            return index
    known = [len(_assign(kind, cells)) for _, cells in rows]
    return known.index(max(known)) if known and max(known) > 1 else None


def _header(
    kind: str, table: Table, sheet: Sheet, top: list[Row], index: int, period: int | None
) -> Header:
    number, cells = top[index]
    bottom = number
    if index + 1 < len(top) and _is_second_line(kind, cells, top[index + 1][1]):
        bottom, cells = top[index + 1][0], _merged(cells, top[index + 1][1])
    return Header(
        kind=kind,
        table=table,
        sheet=sheet,
        row_number=number,
        bottom=bottom,
        cells=tuple(cell.strip() for cell in cells),
        columns=_assign(kind, cells),
        titles=tuple(_first(row) for _, row in top[:index]),
        period=period,
    )


def _assign(kind: str, cells: list[str]) -> dict[str, int]:
    """Field -> column. For each field the name that stands first in its list wins, then the
    leftmost. In lists of bills a column titled 本月 or 10月 holds the amount if none else does."""
    best: dict[str, tuple[int, int]] = {}
    for index, cell in enumerate(cells):
        known = columns.field_of(kind, cell) if cell else None
        if known and (known[0] not in best or known[1] < best[known[0]][0]):
            best[known[0]] = (known[1], index)
    found = {field: index for field, (_, index) in best.items()}
    amount = {"receivables": "due", "arrears": "open"}.get(kind)
    if amount:
        _assign_month(found, amount, cells)
    return found


def _assign_month(found: dict[str, int], amount: str, cells: list[str]) -> None:
    """Hand-kept sheets: 欠费金额, 本月电费 and 电费总和 side by side, and no period."""
    total = found.pop("sum", None)
    month = next((i for i, cell in enumerate(cells) if columns.month_of(cell) is not None), None)
    if month is not None and "period" not in found:
        found.setdefault(amount, month)
        found["month"] = month
    elif total is not None:
        found.setdefault(amount, total)


def _is_second_line(kind: str, upper: list[str], lower: list[str]) -> bool:
    """Whether the row below still belongs to the head: it fills gaps or names more fields."""
    before, after = _assign(kind, upper), _assign(kind, _merged(upper, lower))
    account = before.get("account_no", 0)
    below = lower[account].strip() if account < len(lower) else ""
    return len(after) > len(before) and not any(ch.isdigit() for ch in below)


def _merged(upper: list[str], lower: list[str]) -> list[str]:
    width = max(len(upper), len(lower))
    above, below = (row + [""] * (width - len(row)) for row in (upper, lower))
    return [low if low.strip() else up for up, low in zip(above, below, strict=True)]


def _missing(header: Header) -> list[str]:
    kind, found = header.kind, header.columns
    lacking = [field for field in columns.REQUIRED[kind] if field not in found]
    if "period" in lacking and header.period is not None:
        lacking.remove("period")
    return [columns.word(kind, field) for field in lacking]


def _with_period(header: Header) -> Header:
    """Check what a list without a period column says about its month.

    Raises UnclearPeriod when the month in a head is another than the one that was given, or
    when old arrears stand beside this month's and nothing tells of which months they are.
    """
    name, found = header.table.filename, header.columns
    if "period" in found or "month" not in found:
        return header
    month = columns.month_of(header.cells[found["month"]])
    if month and header.period and header.period % 100 != month:
        raise UnclearPeriod(
            f"「{name}」的表头写的是 {month} 月，选的是 {header.period % 100} 月，对好再传"
        )
    if found["open" if header.kind == "arrears" else "due"] != found["month"]:
        raise UnclearPeriod(
            f"「{name}」有往月欠费，却没有「电费年月」一列，分不清是哪几个月的。"
            "换成按月的欠费明细再传"
        )
    return header


def _first(cells: list[str]) -> str:
    return next((cell.strip() for cell in cells if cell.strip()), "")
