"""Short lists for the import tests: written as files and brought in from end to end."""

import csv
import io
import itertools
from datetime import datetime
from pathlib import Path

from app.billing.bill import Bill
from app.clock import at
from app.customers.customer import Customer
from app.exchange.importfile import ImportFile, StagedRow
from app.exchange.receive import receive
from app.exchange.whole import import_file
from app.ledger.collect import collect
from app.ledger.entry import Entry, Line, Settlement
from app.money import plain_yuan
from tests.world import MORNING, SETTINGS, TODAY, World, key

ARREARS = ("户号", "户名", "电费年月", "欠费金额")
RECEIVABLES = ("户号", "户名", "电费年月", "应收电费", "实收电费", "发行日期")
PAYMENTS = ("户号", "电费年月", "收费时间", "实收金额", "收费方式")
CUSTOMERS = ("户号", "户名", "联系电话", "用电类别", "台区编号", "台区名称", "用电地址")

LAST_NIGHT = at(TODAY, 0)
NOON = at(TODAY, 12)

_names = itertools.count(1)


def write(folder: Path, heads: tuple[str, ...], rows: list[tuple]) -> Path:
    """A CSV of the rows; fen are not converted, give yuan."""
    text = io.StringIO()
    csv.writer(text).writerows([heads, *rows])
    path = folder / f"list{next(_names)}.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


class Desk:
    """Somebody who imports lists into a world's station at NOON."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder

    def load(
        self,
        kind: str,
        heads: tuple[str, ...],
        rows: list[tuple],
        *,
        as_of: datetime | None = LAST_NIGHT,
        full: bool | None = False,
        now: datetime = NOON,
    ) -> ImportFile:
        """Bring the rows in from end to end."""
        path = write(self.folder, heads, rows)
        station, by = self.world.station, self.world.lin
        return import_file(path, kind, station, as_of, full, by=by, at=now)

    def arrears(self, *rows: tuple[Customer, int, int], **how) -> ImportFile:
        """(customer, period, open fen) …"""
        cells = [(c.account_no, c.name, period, plain_yuan(fen)) for c, period, fen in rows]
        return self.load("arrears", ARREARS, cells, **how)

    def receivables(self, *rows: tuple[Customer, int, int, int], **how) -> ImportFile:
        """(customer, period, due fen, received fen) …"""
        cells = [
            (c.account_no, c.name, period, plain_yuan(due), plain_yuan(got), "")
            for c, period, due, got in rows
        ]
        return self.load("receivables", RECEIVABLES, cells, **how)

    def payments(self, *rows: tuple[Customer, str, int, str], **how) -> ImportFile:
        """(customer, Shanghai wall clock, fen, channel) …"""
        cells = [(c.account_no, "", when, plain_yuan(fen), ch) for c, when, fen, ch in rows]
        return self.load("payments", PAYMENTS, cells, **how)

    def upload(self, kind: str, heads: tuple[str, ...], rows: list[tuple]) -> ImportFile:
        """Only store the file, as the web does before a child process reads it."""
        path = write(self.folder, heads, rows)
        with path.open("rb") as stream:
            return receive(self.world.station, kind, path.name, stream, by=self.world.lin, at=NOON)

    def take(self, customer: Customer, fen: int, when: datetime = MORNING) -> Entry:
        """安 collects cash."""
        by = self.world.an
        return collect(
            customer, fen, method="cash", by=by, at=when, key=key(), settings=SETTINGS
        ).entry


def opened(bill: Bill) -> int:
    """What the bill has open now."""
    return Bill.get_by_id(bill.id).open_fen


def bill_of(customer: Customer, period: int) -> Bill:
    """The customer's bill of that period."""
    return Bill.get((Bill.customer == customer) & (Bill.period == period))


def settled(entry: Entry) -> bool:
    """Whether every part of the collection is 已销账."""
    parts = Line.select().where((Line.entry == entry) & (Line.fen < 0)).count()
    return Settlement.select().where(Settlement.entry == entry).count() == parts


def booked(kind: str) -> list[tuple[int, datetime]]:
    """(fen, paid_at) of every entry of that kind, in order."""
    query = Entry.select(Entry.fen, Entry.paid_at).where(Entry.kind == kind)
    return list(query.order_by(Entry.id).tuples())


def money() -> dict[int, int]:
    """Bill id -> open fen, of every bill."""
    return dict(Bill.select(Bill.id, Bill.open_fen).tuples())


def row_of(imported: ImportFile, account_no: str) -> StagedRow:
    """The list's row about that account."""
    return StagedRow.get((StagedRow.import_file == imported) & (StagedRow.account_no == account_no))
