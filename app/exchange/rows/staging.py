"""Running through a list once: typed rows, problems, and a tally of both. Pure."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from app.exchange import columns
from app.exchange.body import Body
from app.exchange.cells import account, amount, when
from app.exchange.cells.badcell import BadCell
from app.exchange.header import Header
from app.exchange.rows.bills import read_arrears, read_receivable
from app.exchange.rows.customers import CustomerRow, read_customer
from app.exchange.rows.line import Line
from app.exchange.rows.payments import PaymentRow, read_payment
from app.exchange.rows.problem import EMPTY, Known, RowProblem, RowStop, Verdict
from app.exchange.rows.repeats import Repeats, TypedRow
from app.exchange.rows.shared import check_width
from app.exchange.rows.tally import Tally

Value = TypeVar("Value")

_MONEY = {"receivables": "due", "arrears": "open", "payments": "amount"}


class Stage:
    """A list being read: go through it once, then `tally` is complete.

    Yields a typed row for each row that can be written and a RowProblem for each other data row,
    in the file's order and one at a time, so a list of any length takes little memory; `cells`
    is the row that was yielded last, as it stands in the file. Raises FileRefused when the file
    breaks off.
    """

    def __init__(self, header: Header, known: Known | None = None):
        self.header = header
        self.known = known or Known()
        self.tally = Tally()
        self.cells: list[str] = []
        self._read = _reader(header)
        self._repeats = Repeats()

    def __iter__(self) -> Iterator[TypedRow | RowProblem]:
        body = Body(self.header)
        self.tally.skipped = body.skipped
        for number, cells in body:
            self.cells = cells
            yield self._judged(Line(self.header, number, cells))
        self.tally.file_fen = self._file_fen()

    def _judged(self, line: Line) -> TypedRow | RowProblem:
        try:
            check_width(self.header, line, columns.REQUIRED[self.header.kind])
            row = self._read(line, self.known)
        except RowStop as stop:
            self.tally.rejected += 1
            return self._problem(line, "reject", stop)
        if repeated := self._repeated(line, row):
            return repeated
        self.tally.changes.update(line.changes)
        if isinstance(row, CustomerRow) and row.district_code is not None:
            self.tally.districts[row.district_code, row.district_name or ""] += 1
        if line.questions:
            return self._asked(line, _joined(line.questions), row)
        self.tally.good += 1
        self.tally.fen += row.fen
        return row

    def _repeated(self, line: Line, row: TypedRow) -> RowProblem | None:
        earlier = self._repeats.earlier(row)
        if earlier is None:
            return None
        number, differing = earlier
        if differing:
            return self._asked(line, _conflict(line, number, differing), row)
        if isinstance(row, PaymentRow) and not row.serial and "time_missing" in line.changes:
            reason = f"和第 {number} 行一模一样，又没有时刻，分不清是不是两笔"
            stop = line.stop("paid_at", "", "真是两笔，就写上各自的时刻再传")
            return self._asked(line, RowStop("paid_at", stop.cell, reason, stop.advice), row)
        self.tally.duplicates += 1
        stop = RowStop("", "", f"和第 {number} 行一样", "不用管，只算一次")
        return self._problem(line, "duplicate", stop)

    def _asked(self, line: Line, stop: RowStop, row: TypedRow) -> RowProblem:
        self.tally.ask += 1
        self.tally.asked[stop.field] += 1
        return self._problem(line, "ask", stop, row)

    def _problem(
        self, line: Line, verdict: Verdict, stop: RowStop, row: TypedRow | None = None
    ) -> RowProblem:
        read_account = partial(account.account_no, lengths=self.known.account_lengths)
        return RowProblem(
            row_number=line.number,
            verdict=verdict,
            field=stop.field,
            cell=stop.cell.strip() or (EMPTY if stop.field else ""),
            reason=stop.reason,
            advice=stop.advice,
            account_no=_or_none(read_account, line.raw("account_no")) or "",
            period=_or_none(when.period, line.raw("period")) or self.header.period,
            account_cell=line.raw("account_no").strip(),
            name_cell=line.raw("name").strip(),
            cells=tuple(line.cells),
            row=row,
        )

    def _file_fen(self) -> int | None:
        """What the list's last sum says; a 小计 in the middle is not the whole."""
        column = self.header.columns.get(_MONEY.get(self.header.kind, ""), -1)
        for _, word, cells in reversed(self.tally.skipped.sums):
            if word != "小计" and 0 <= column < len(cells):
                return _or_none(amount.fen, cells[column])
        return None


def _reader(header: Header) -> Callable[[Line, Known], TypedRow]:
    if header.kind == "customers":
        return read_customer
    if header.kind == "payments":
        return read_payment
    of_bills = read_arrears if header.kind == "arrears" else read_receivable
    return partial(of_bills, of_list=header.period)


def _conflict(line: Line, number: int, differing: list[str]) -> RowStop:
    """The question about a row that says otherwise than an earlier one."""
    names = [{"fen": "amount"}.get(name, name.removesuffix("_fen")) for name in differing]
    field = next((name for name in names if line.has(name)), names[0])
    same = {"customers": "同一户", "payments": "同一笔"}.get(line.kind, "同一户同一个月")
    words = "、".join(dict.fromkeys(line.title(name) for name in names))
    return RowStop(
        field,
        line.raw(field),
        f"和第 {number} 行是{same}，{words}不一样",
        f"先按第 {number} 行导，要用这一行就删掉那一行再传",
    )


def _joined(questions: list[RowStop]) -> RowStop:
    """All questions of a row as one; the first names the cell."""
    first = questions[0]
    reason = "；".join(question.reason for question in questions)
    return RowStop(first.field, first.cell, reason, first.advice)


def _or_none(normalise: Callable[[str], Value], cell: str) -> Value | None:
    try:
        return normalise(cell)
    except BadCell:
        return None
