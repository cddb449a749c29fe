"""Rows that speak of the same thing as an earlier row of their list. Pure."""

from array import array
from dataclasses import fields
from operator import attrgetter

from app.exchange.rows.bills import ArrearsRow, ReceivableRow
from app.exchange.rows.customers import CustomerRow
from app.exchange.rows.payments import PaymentRow

TypedRow = CustomerRow | ReceivableRow | ArrearsRow | PaymentRow

# Lists of money repeat who the customer and the collector are; that is no news about the money.
_APART = {
    CustomerRow: {"row_number"},
    ReceivableRow: {"row_number", "name", "collector"},
    ArrearsRow: {"row_number", "name", "collector"},
    PaymentRow: {"row_number", "name"},
}
_COMPARED = {
    kind: tuple(field.name for field in fields(kind) if field.name not in apart)
    for kind, apart in _APART.items()
}
_VALUES = {kind: attrgetter(*names) for kind, names in _COMPARED.items()}


class Repeats:
    """Remembers each thing's first row: its number and 32 bits of each field, some 250 bytes a
    row in all, so that a province's list fits into memory."""

    def __init__(self) -> None:
        self._firsts: dict[object, bytes] = {}

    def earlier(self, row: TypedRow) -> tuple[int, list[str]] | None:
        """(number of the first row about the same thing, names of the fields that differ).

        None when this is the first. Two different cells pass for equal once in four thousand
        million.
        """
        marks = _marks(row)
        first = self._firsts.setdefault(_thing(row), marks)
        if first is marks:
            return None
        before, now = array("I", first), array("I", marks)
        names = _COMPARED[type(row)]
        differing = [name for name, a, b in zip(names, before[1:], now[1:], strict=True) if a != b]
        return before[0], differing


def _thing(row: TypedRow) -> object:
    """What a row is about: a customer, a customer's bill, a payment."""
    if isinstance(row, CustomerRow):
        return int("1" + row.account_no)
    if isinstance(row, PaymentRow):
        return row.serial or (row.account_no, row.paid_at, row.fen)
    return int("1" + row.account_no) * 1_000_000 + row.period


def _marks(row: TypedRow) -> bytes:
    values = _VALUES[type(row)](row)
    return array("I", [row.row_number, *(hash(value) & 0xFFFFFFFF for value in values)]).tobytes()
