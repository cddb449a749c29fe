"""A list of bills met with the books: one decision per customer, nothing written yet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from app.exchange import staged, station_facts
from app.exchange.bills import load
from app.exchange.bills.decide import decide
from app.exchange.bills.facts import Account, Decided, Listed
from app.exchange.bills.shield import Shield, shield
from app.exchange.importfile import ImportFile, StagedRow
from app.exchange.rows.bills import ArrearsRow, ReceivableRow


@dataclass
class Plan:
    """What applying a list comes to. `decided`: customer id -> what follows for each."""

    station_id: int
    as_of: datetime
    full: bool
    release_day: int
    periods: set[int]
    listed: dict[int, list[Listed]]
    shield: Shield
    every_period: bool
    decided: dict[int, Decided] = field(default_factory=dict)

    def meet(self, customer_ids: Iterable[int] | None = None) -> None:
        """Decide for those customers, or for all that the list speaks of, from the books as
        they are now."""
        stirred = load.stirred(self.station_id, self.as_of) if self.full else {}
        if customer_ids is None:
            customer_ids = set(self.listed)
            if self.full:
                customer_ids |= set(stirred.values()) | load.with_open_bills(self.station_id)
        told = {c: {line.period for line in lines} for c, lines in self.listed.items()}
        for account in load.accounts(customer_ids, told, stirred, self.as_of):
            lines = self.listed.get(account.customer_id, []) + self._missing(account)
            self.decided[account.customer_id] = decide(account, lines, self.as_of, self.release_day)

    def _missing(self, account: Account) -> list[Listed]:
        """Bills that a full list leaves out: listed as 0."""
        if not self.full:
            return []
        told = {line.period for line in self.listed.get(account.customer_id, [])}
        return [
            Listed(None, period, None, 0)
            for period in account.bills
            if period not in told
            and (self.every_period or period in self.periods)
            and not self.shield.covers(account.account_no, account.name, period)
        ]


def read(imported: ImportFile, as_of: datetime, full: bool, release_day: int) -> Plan:
    """The list's rows by customer; `meet` then compares them with the books."""
    accounts = station_facts.accounts(imported.station_id)
    listed: dict[int, dict[int, Listed]] = defaultdict(dict)
    for row, bill in staged.to_write(imported, judging=True):
        customer_id = accounts.get(bill.account_no)
        if customer_id is not None:
            listed[customer_id][bill.period] = _listed(row, bill)
    return Plan(
        station_id=imported.station_id,
        as_of=as_of,
        full=full,
        release_day=release_day,
        periods={period for bills in listed.values() for period in bills},
        listed={customer_id: list(bills.values()) for customer_id, bills in listed.items()},
        shield=shield(staged.not_told(imported), accounts),
        every_period=imported.kind == "arrears",
    )


def _listed(row: StagedRow, bill: ArrearsRow | ReceivableRow) -> Listed:
    return Listed(
        row_id=row.id,
        period=bill.period,
        due_fen=bill.due_fen,
        open_fen=bill.open_fen,
        kwh=bill.kwh,
        released_on=bill.released_on,
        due_on=bill.due_on,
        taken=bool(row.taken),
    )
