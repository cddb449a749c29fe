"""A file for posting: what we collected and the marketing system does not know yet (未销账).

One row for each part of a collection: each period it paid, and what became prepayment. Once the
parts stand in a list that comes back, they are 已销账 and no longer in the file.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from peewee import JOIN

from app.billing.bill import Bill
from app.customers.customer import Customer
from app.exchange.csv_out import Cell, csv_bytes
from app.exchange.xlsx_out import write_xlsx
from app.ledger.entry import OWED, PREPAID, Entry, Line, Settlement, Slip
from app.station import audit
from app.station.people import Staff, Station

HEADS = ("户号", "户名", "电费年月", "实收金额", "收费时间", "收费员", "凭条号", "方式")
METHODS = {"cash": "现金", "qr": "扫码", "transfer": "转账"}
PREPAYMENT = "预存"


@dataclass(frozen=True)
class Part:
    """What one collection put to one period; period None: prepayment."""

    account_no: str
    name: str
    period: int | None
    fen: int
    paid_at: datetime
    collector: str
    slip: str
    method: str


def unposted(station_id: int) -> list[Part]:
    """The parts that are not 已销账, in the order in which they were paid. What was reversed
    (冲红) is not for posting."""
    reversed_ids = Entry.select(Entry.reverses).where(Entry.reverses.is_null(False))
    settled = (Settlement.entry == Entry.id) & (
        (Settlement.bill_id == Line.bill) | (Line.bill.is_null() & (Settlement.bill_id == 0))
    )
    query = (
        Line.select(
            Customer.account_no, Customer.name, Bill.period, Line.fen, Entry.paid_at,
            Staff.name, Slip.number, Entry.channel,
        )
        .join(Entry)
        .join(Customer, on=(Entry.customer == Customer.id))
        .switch(Entry)
        .join(Staff, JOIN.LEFT_OUTER, on=(Entry.by == Staff.id))
        .switch(Entry)
        .join(Slip, JOIN.LEFT_OUTER, on=(Slip.entry == Entry.id))
        .switch(Entry)
        .join(Settlement, JOIN.LEFT_OUTER, on=settled)
        .switch(Line)
        .join(Bill, JOIN.LEFT_OUTER, on=(Line.bill == Bill.id))
        .where(
            (Entry.station == station_id)
            & (Entry.kind == "collection")
            & Line.account.in_((OWED, PREPAID))
            & (Line.fen < 0)
            & Settlement.id.is_null()
            & Entry.reverses.is_null()
            & Entry.id.not_in(reversed_ids)
        )
        .order_by(Entry.paid_at, Entry.id, Line.id)
    )  # fmt: skip
    return [
        Part(account_no, name, period, -fen, paid_at, collector or "", slip or "", method)
        for account_no, name, period, fen, paid_at, collector, slip, method in query.tuples()
    ]


def as_xlsx(station: Station, *, by: Staff, at: datetime) -> bytes:
    """The file as XLSX; that it went out is recorded."""
    target = io.BytesIO()
    write_xlsx(target, "未销账", HEADS, _rows(station, "xlsx", by, at))
    return target.getvalue()


def as_csv(station: Station, *, by: Staff, at: datetime) -> bytes:
    """The file as CSV; that it went out is recorded."""
    return csv_bytes(HEADS, _rows(station, "csv", by, at))


def _rows(station: Station, form: str, by: Staff, at: datetime) -> Iterator[tuple[Cell, ...]]:
    parts = unposted(station.id)
    audit.record(
        "posting_file_downloaded", station.code, station=station, by=by, at=at, form=form,
        rows=len(parts), fen=sum(part.fen for part in parts),
    )  # fmt: skip
    for part in parts:
        yield (
            part.account_no,
            part.name,
            str(part.period) if part.period else PREPAYMENT,
            Decimal(part.fen) / 100,
            part.paid_at,
            part.collector,
            part.slip,
            METHODS.get(part.method, part.method),
        )
