"""Typed rows as they are staged: a short JSON value and back. Pure."""

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from app.exchange.rows.bills import ArrearsRow, ReceivableRow
from app.exchange.rows.customers import CustomerRow
from app.exchange.rows.payments import PaymentRow
from app.exchange.rows.repeats import TypedRow

_TYPES: dict[str, type[TypedRow]] = {
    "customers": CustomerRow,
    "receivables": ReceivableRow,
    "arrears": ArrearsRow,
    "payments": PaymentRow,
}
_NAMES = {kind: tuple(f.name for f in fields(type_)) for kind, type_ in _TYPES.items()}
_DAYS = {"released_on", "due_on"}


def pack(kind: str, row: Any) -> list[Any]:
    """The row's fields in order, dates and instants as text."""
    return [_plain(getattr(row, name)) for name in _NAMES[kind]]


def unpack(kind: str, values: list[Any]) -> Any:
    """The typed row again."""
    named = dict(zip(_NAMES[kind], values, strict=True))
    for name in _DAYS & named.keys():
        if named[name]:
            named[name] = date.fromisoformat(named[name])
    if named.get("paid_at"):
        named["paid_at"] = datetime.fromisoformat(named["paid_at"])
    return _TYPES[kind](**named)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
