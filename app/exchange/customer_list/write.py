"""Writing a list of customers: prepared beside the live tables, written in one transaction.

A list with very many new customers is the exception: they are written before, in short steps and
out of sight (customers.batch), and the transaction only opens them.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from app.billing.feed import Feed
from app.clock import business_day
from app.customers import batch
from app.customers.customer import Customer
from app.db import transaction
from app.exchange import staged
from app.exchange.customer_list import incoming, sweep
from app.exchange.customer_list.compare import district_key
from app.exchange.customer_list.districts import Survey, unmake
from app.exchange.customer_list.stored import compared, district_ids
from app.exchange.importfile import CHANGED, SAME, ImportFile
from app.exchange.pace import breathe
from app.exchange.rows.customers import CustomerRow
from app.jobs.runner import Progress

# So many new customers take the writer for about a third of a second.
MOST_AT_ONCE = 20_000
_STEP = 4_000
_PAUSE = 0.1


class CustomerList:
    """A list of customers on its way in: `prepare`, then `write` in a transaction; `undo` when
    that failed."""

    def __init__(self, imported: ImportFile, *, at: datetime) -> None:
        self.imported = imported
        self.station_id = imported.station_id
        self.at = at
        self.batch_id: int | None = None
        self.makes_districts = False
        self.survey = Survey()
        self.rows = self.new = self.changed = 0

    def prepare(self, progress: Progress) -> None:
        """Everything that takes long, without keeping the writer from anybody."""
        sweep.abandoned(self.imported.id)
        districts = district_ids(self.station_id)
        self.makes_districts = not districts
        self.new, self.changed = incoming.fill(self._values(districts))
        if self.new > MOST_AT_ONCE:
            self._write_unseen(progress)

    def write(self) -> list[Feed]:
        """The list becomes part of the station's customers. Needs a transaction."""
        if self.batch_id is None:
            self._make_districts()
            incoming.update_changed(self.at)
            incoming.insert_new(self.station_id, self.at)
        else:
            incoming.update_changed(self.at)
            batch.open_up(self.batch_id, self.at)
        return [self._feed()]

    def undo(self) -> None:
        """Take away what was written out of sight."""
        if self.batch_id is not None:
            sweep.batch(self.batch_id)
            if self.makes_districts:
                with transaction():
                    unmake(self.station_id, list(self.survey.found))

    def effects(self) -> dict[str, int]:
        """What it came to."""
        return {
            "new_customers": self.new,
            "changed_customers": self.changed,
            "new_districts": len(self.survey.found) if self.makes_districts else 0,
        }

    def _values(
        self, districts: dict[str, int]
    ) -> Iterator[tuple[int | None, str, str, tuple[Any, ...]]]:
        """What `incoming.fill` takes, of the rows that change something."""
        taken = self._taken()
        for row, listed, customer_id, verdict, values in compared(
            self.station_id, staged.to_write(self.imported), districts
        ):
            self.rows += 1
            if self.makes_districts:
                self.survey.add(listed)
            if verdict != SAME and taken.get(listed.account_no, row.id) == row.id:
                yield customer_id, listed.account_no, district_key(listed), values

    def _taken(self) -> dict[str, int]:
        """Account number -> the row that a person took, which goes before any other of it."""
        return {
            listed.account_no: row.id
            for row, listed in staged.taken(self.imported)
            if isinstance(listed, CustomerRow)
        }

    def _make_districts(self) -> None:
        if self.makes_districts and self.survey.found:
            self.survey.make(self.station_id, business_day(self.at))
            incoming.place_in_districts(self.station_id)

    def _write_unseen(self, progress: Progress) -> None:
        with transaction():
            self.batch_id = batch.begin(sweep.name_of(self.imported.id), self.at)
            self._make_districts()
        last, done = "", 0
        while True:
            with transaction():
                last = incoming.insert_new(
                    self.station_id, self.at, batch_id=self.batch_id, after=last, most=_STEP
                )
            if not last:
                return
            done = min(done + _STEP, self.new)
            progress(done, self.new)
            breathe(_PAUSE)

    def _feed(self) -> Feed:
        imported = self.imported
        return Feed.create(
            station=self.station_id, kind="customers", as_of=imported.as_of or imported.made_at,
            full=bool(imported.full), filename=imported.filename, digest=imported.digest,
            rows=self.rows, by=imported.confirmed_by_id, loaded_at=self.at,
        )  # fmt: skip


def not_listed(imported: ImportFile, counts: dict[str, int]) -> int:
    """How many of the station's customers the list does not have: only told, never changed."""
    have = Customer.select().where((Customer.station == imported.station_id) & batch.visible())
    return max(0, have.count() - counts.get(SAME, 0) - counts.get(CHANGED, 0))
