"""Lists of what is owed: receivables (应收明细) and arrears (欠费明细). Pure."""

from dataclasses import dataclass
from datetime import date

from app.exchange.cells import amount, person
from app.exchange.rows.line import Line
from app.exchange.rows.problem import Known
from app.exchange.rows.shared import (
    check_account,
    read_account,
    read_day,
    read_fen_or_none,
    read_main_fen,
    read_name,
    read_period,
)


@dataclass(frozen=True, slots=True)
class ReceivableRow:
    """What one account was billed for one period, in fen.

    received_fen and open_fen are None when the list tells neither; else they add up to due_fen.
    """

    row_number: int
    account_no: str
    period: int
    due_fen: int
    received_fen: int | None
    open_fen: int | None
    kwh: int | None
    released_on: date | None
    due_on: date | None
    name: str
    collector: str

    @property
    def fen(self) -> int:
        """The row's money: what was billed."""
        return self.due_fen


@dataclass(frozen=True, slots=True)
class ArrearsRow:
    """What one account still owes for one period, in fen. due_fen None: the list does not tell."""

    row_number: int
    account_no: str
    period: int
    open_fen: int
    due_fen: int | None
    received_fen: int | None
    kwh: int | None
    released_on: date | None
    due_on: date | None
    name: str
    collector: str

    @property
    def fen(self) -> int:
        """The row's money: what is open."""
        return self.open_fen


def read_receivable(line: Line, known: Known, of_list: int | None = None) -> ReceivableRow:
    """The typed row; questions are left in `line`. of_list: the period of a list without that
    column. Raises RowStop."""
    account_no = read_account(line, known)
    check_account(line, account_no, known)
    period = read_period(line, of_list)
    due = read_main_fen(line, "due")
    received, still = read_fen_or_none(line, "received"), read_fen_or_none(line, "open")
    if received is None and still is not None:
        received = due - still
    elif still is None and received is not None:
        still = due - received
    _check_sum(line, due, received, still)
    return ReceivableRow(line.number, account_no, period, due, received, still, *_details(line))


def read_arrears(line: Line, known: Known, of_list: int | None = None) -> ArrearsRow:
    """The typed row; questions are left in `line`. of_list: the period of a list without that
    column. Raises RowStop."""
    account_no = read_account(line, known)
    check_account(line, account_no, known)
    period = read_period(line, of_list)
    still = read_main_fen(line, "open")
    due, received = read_fen_or_none(line, "due"), read_fen_or_none(line, "received")
    _check_sum(line, due, received, still)
    return ArrearsRow(line.number, account_no, period, still, due, received, *_details(line))


def _details(line: Line) -> tuple[int | None, date | None, date | None, str, str]:
    return (
        line.soft("kwh", amount.kwh),
        read_day(line, "released_on"),
        read_day(line, "due_on"),
        read_name(line),
        person.text(line.raw("collector")),
    )


def _check_sum(line: Line, due: int | None, received: int | None, still: int | None) -> None:
    """Where all three are told they must agree, else somebody has to look."""
    if due is not None and still is not None and still > due:
        line.ask("open", "比应收还多", "对一下营销系统里的应收和欠费")
    elif due is not None and received is not None and still is not None:
        if due - received != still:
            line.ask("open", "不等于应收减实收", "对一下营销系统里的应收、实收和欠费")
