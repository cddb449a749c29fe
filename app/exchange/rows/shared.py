"""What rows of several kinds have in common: the account, amounts and days. Pure."""

from datetime import date

from app.exchange.cells import account, amount, person, when
from app.exchange.cells.badcell import BadCell
from app.exchange.header import Header
from app.exchange.rows.line import Line
from app.exchange.rows.problem import Known, RowStop
from app.exchange.rows.tally import account_change, amount_changes, date_style


def check_width(header: Header, line: Line, needed: tuple[str, ...]) -> None:
    """Raise RowStop for a line that was cut short or has cells beyond the head.

    Only text and HTML lines tell. Missing cells at the end are fine as long as nothing needed is
    among them: programs leave out trailing empty cells.
    """
    if not header.table.full_lines or len(line.cells) == line.width:
        return
    have, width = len(line.cells), line.width
    if any(header.columns[field] >= have for field in needed if field in header.columns):
        raise RowStop("", f"（缺 {width - have} 列）", f"这一行只有 {have} 列", "补齐后重传这一行")
    if any(cell.strip() for cell in line.cells[width:]):
        raise RowStop(
            "",
            f"（多 {have - width} 列）",
            f"这一行有 {have} 列，表头只有 {width} 列",
            "看看哪一格里多了逗号，改好再传",
        )


def read_account(line: Line, known: Known) -> str:
    """The account number. Raises RowStop: unusable, or no customer has it."""
    number = line.read("account_no", lambda cell: account.account_no(cell, known.account_lengths))
    cell = line.raw("account_no")
    if cell != number:
        line.changes.append(account_change(cell, number))
    return number


def check_account(line: Line, number: str, known: Known) -> None:
    """Raise RowStop when no customer has the account."""
    if known.accounts is not None and number not in known.accounts:
        advice = "先导入用户档案，或照营销系统改好户号"
        raise RowStop("account_no", line.raw("account_no"), "没有这个户号", advice)


def read_fen(line: Line, field: str) -> int:
    """An amount that may not be negative, in fen. Raises RowStop."""
    fen = line.read(field, amount.fen)
    if fen < 0:
        raise line.stop(field, "是负数", "是预存或退费的，不从这里导，删掉这一行")
    return fen


def read_main_fen(line: Line, field: str) -> int:
    """The amount that the row is about; how it was written is noted. Raises RowStop."""
    fen = read_fen(line, field)
    line.changes += amount_changes(line.raw(field))
    return fen


def read_fen_or_none(line: Line, field: str) -> int | None:
    """Like `read_fen`, None when the list has no such column or the cell is empty."""
    return read_fen(line, field) if line.raw(field).strip() else None


def read_day(line: Line, field: str) -> date | None:
    """A day, None when there is none. Raises RowStop for days that do not exist."""
    found = line.read(field, when.day)
    if found is not None:
        line.changes.append(date_style(line.raw(field)))
    return found


def read_period(line: Line, of_list: int | None) -> int:
    """The row's billing period, or that of the whole list. Raises RowStop."""
    if not line.has("period") and of_list is not None:
        return of_list
    found = line.read("period", when.period)
    if line.raw("period") != str(found):
        line.changes.append("period_written")
    return found


def read_name(line: Line) -> str:
    """The name in a list of money: only to show it, so anything goes."""
    cell = line.raw("name")
    try:
        found = person.name(cell)
    except BadCell:
        return ""
    if found != cell:
        line.changes.append("name_spaces")
    return found
