"""Writing a confirmed list: all of it or nothing, in one transaction of the station.

What takes long is done before, beside the live tables; the transaction looks again at whatever
changed meanwhile. Collections go on and hardly wait.
"""

from datetime import datetime
from typing import Protocol

from app.billing.feed import Feed
from app.clock import business_day
from app.db import hold, transaction
from app.escalation import case
from app.exchange import judge, staged
from app.exchange.bills import effects as bill_effects
from app.exchange.bills import plan as bill_plan
from app.exchange.bills import write as bill_write
from app.exchange.customer_list.write import CustomerList
from app.exchange.importfile import ImportFile
from app.exchange.older import refuse_older
from app.exchange.pace import undisturbed
from app.exchange.payment_list import plan as payment_plan
from app.jobs.runner import Progress
from app.refusals import Refusal, Stale
from app.station import audit, settings


class Writer(Protocol):
    """What each kind of list does when it is written."""

    def prepare(self, progress: Progress) -> None:
        """What takes long."""

    def write(self) -> list[Feed]:
        """The list becomes part of the live tables; in the transaction."""

    def undo(self) -> None:
        """Take away what `prepare` left, after a failure."""

    def effects(self) -> dict[str, int]:
        """What it came to."""


class BillList:
    """Receivables or arrears."""

    def __init__(self, imported: ImportFile, *, at: datetime) -> None:
        self.imported, self.at = imported, at
        self.plan: bill_plan.Plan
        self.seen = 0

    def prepare(self, progress: Progress) -> None:
        """Decide for every customer, and remember up to which entry the books were seen."""
        imported = self.imported
        assert imported.as_of is not None, "confirmed lists are answered for"
        in_force = settings.of(imported.station_id, business_day(self.at))
        self.seen = bill_write.last_entry(imported.station_id)
        self.plan = bill_plan.read(
            imported, imported.as_of, bool(imported.full), in_force.release_day
        )
        self.plan.meet()

    def write(self) -> list[Feed]:
        """Look again at customers whose books moved, then book."""
        bill_write.refresh(self.plan, self.seen)
        imported = self.imported
        return bill_write.write(
            self.plan, imported, source=f"import {imported.id}", by=imported.confirmed_by_id,
            at=self.at,
        )  # fmt: skip

    def undo(self) -> None:
        """Nothing was left."""

    def effects(self) -> dict[str, int]:
        """What it came to."""
        return bill_effects.effects(self.plan.decided.values())


class PaymentList:
    """Payments."""

    def __init__(self, imported: ImportFile, *, at: datetime) -> None:
        self.imported, self.at = imported, at
        self.plan: payment_plan.Plan
        self.seen = 0

    def prepare(self, progress: Progress) -> None:
        """Decide for every customer."""
        self.seen = bill_write.last_entry(self.imported.station_id)
        self.plan = payment_plan.read(self.imported)
        self.plan.meet()

    def write(self) -> list[Feed]:
        """Look again at customers whose books moved, then book."""
        payment_plan.refresh(self.plan, self.seen)
        imported = self.imported
        assert imported.as_of is not None, "confirmed lists are answered for"
        return payment_plan.write(
            self.plan, imported, as_of=imported.as_of, full=bool(imported.full),
            by=imported.confirmed_by_id, at=self.at,
        )  # fmt: skip

    def undo(self) -> None:
        """Nothing was left."""

    def effects(self) -> dict[str, int]:
        """What it came to."""
        return payment_plan.effects(self.plan.decided.values())


def apply(imported: ImportFile, progress: Progress, *, at: datetime) -> ImportFile:
    """Write a confirmed list. Raises a refusal, with nothing written and the list open for
    another look, when another list came in between; any other failure leaves nothing either."""
    if imported.applied_at:
        return imported
    writer = _writer(imported, at)
    try:
        writer.prepare(progress)
        with undisturbed(), transaction():
            hold(f"import/{imported.station_id}")
            hold(f"books/{imported.station_id}")  # before the bills, as collect does
            _claim(imported, at)
            writer.write()
            case.look_again(imported.station_id, at)  # a checkpoint may wait for this list
    except BaseException as error:
        writer.undo()
        _reopen(imported, error, at)
        raise
    ImportFile.update(effects=writer.effects()).where(ImportFile.id == imported.id).execute()
    staged.forget_written(imported)
    return ImportFile.get_by_id(imported.id)


def _writer(imported: ImportFile, at: datetime) -> Writer:
    if imported.kind == "customers":
        return CustomerList(imported, at=at)
    return (
        PaymentList(imported, at=at) if imported.kind == "payments" else BillList(imported, at=at)
    )


def _claim(imported: ImportFile, at: datetime) -> None:
    """Make this the one application of the list. Raises Stale or BadInput."""
    claimed = ImportFile.update(applied_at=at).where(
        (ImportFile.id == imported.id)
        & ImportFile.confirmed_at.is_null(False)
        & ImportFile.applied_at.is_null()
    )
    if claimed.execute() != 1:
        raise Stale("这份已经导过了")
    if imported.as_of is not None:
        refuse_older(imported, imported.as_of)
    if judge.newest_feed(imported) != imported.feed_seen:
        raise Stale("刚才又导进来一份名单，这份的结果变了。再看一遍，然后导入")
    audit.record(
        "import_applied", imported.id, station=imported.station_id,
        by=imported.confirmed_by_id, at=at,
    )  # fmt: skip


def _reopen(imported: ImportFile, error: BaseException, at: datetime) -> None:
    """Nothing was written: the person may look again and confirm again."""
    words = error.words if isinstance(error, Refusal) else ""
    reopened = ImportFile.update(confirmed_at=None, confirmed_by=None, failure=words).where(
        (ImportFile.id == imported.id) & ImportFile.applied_at.is_null()
    )
    if reopened.execute() == 1 and isinstance(error, Stale):
        judge.judge(ImportFile.get_by_id(imported.id), at=at)
