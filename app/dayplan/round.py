"""The round as it stands: a plan's stops with what is owed now and what happened last."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from app.dayplan import area, plan
from app.dayplan.area import Area
from app.dayplan.queries import LAST, OWED, STATE, STOPS
from app.db import database
from app.prepared import day as as_day
from app.station.people import Staff
from app.station.settings import Settings

# Who was met leaves something to follow; who was not met is missed. 'collected' is done, but
# only while the money stands.
STATES = {
    "collected": "done", "promised": "promised", "forgot": "promised", "hardship": "promised",
    "refused": "promised", "disputed": "promised", "paid_elsewhere": "promised",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Last:
    """The newest visit: `fen` and `method` of the money it took (0 when it took none or the
    entry was reversed), and what day it was promised for."""

    day: date
    outcome: str
    note: str
    fen: int
    method: str
    reversed: bool
    promised_on: date | None


@dataclass(frozen=True, slots=True)
class Call:
    """One stop as it stands. Money in fen; `due_on` and `oldest` (the period, 0 without one) of
    the oldest open bill; `eta` in minutes after midnight, `leg_m` metres from the stop before;
    `planned_fen` was owed when planned."""

    n: int
    customer_id: int
    planned_fen: int
    eta: int | None
    leg_m: int | None
    account_no: str
    name: str
    phone: str
    address: str
    lat: float | None
    lon: float | None
    elderly_alone: bool
    key_account: bool
    village: str
    town: str
    open_fen: int
    periods: int
    due_on: date | None
    oldest: int
    last: Last | None
    state: str

    @property
    def walked(self) -> bool:
        """Whether somebody has been there today, or nothing is left to collect."""
        return self.state != "wait"

    def taken_fen(self, day: date) -> int:
        """What was taken there that day."""
        return self.last.fen if self.last is not None and self.last.day == day else 0


@dataclass(frozen=True, eq=False)
class Round:
    """A stored plan's stops that are in the person's hands, and what the plan was made for."""

    calls: tuple[Call, ...]
    planned: Area

    @property
    def coming(self) -> Call | None:
        """The first stop that nobody has been to yet."""
        return next((call for call in self.calls if not call.walked), None)


def of(staff_id: int, day: date, mine: Area) -> Round | None:
    """The person's round of that day, None before its plan is made. Stops that are no longer
    the person's to work are left out; the others keep their numbers. Two queries, and two
    more when something has changed since the last look."""
    state = STATE.rows(staff_id, day.isoformat())
    if not state:
        return None
    owed = OWED.rows(state[0][0])
    return _round(database.obj, state[0], tuple(owed), mine, day)


Row = tuple[Any, ...]


@lru_cache(maxsize=256)
def _round(
    _database: object, state: Row, owed_rows: tuple[Row, ...], mine: Area, day: date
) -> Round:
    """The rows as a round. Most looks find nothing changed, and then it is the same object."""
    plan_id, planned = state[0], area.parsed(json.loads(state[1]))
    owed: dict[int, list[tuple[Any, ...]]] = {}
    for customer_id, *bill in owed_rows:
        owed.setdefault(customer_id, []).append(tuple(bill))
    last = {row[0]: row[1:] for row in LAST.rows(plan_id)}
    calls = tuple(
        _call(row, owed.get(row[4], []), last.get(row[4]), day)
        for row in STOPS.rows(plan_id)
        if mine.has(row[5], row[4])
    )
    return Round(calls, planned)


def opened(staff: Staff, day: date, at: datetime, mine: Area, settings: Settings) -> Round:
    """The person's round; its plan is made when it is first looked at, and grows when more has
    become the person's to work."""
    if not mine:
        return Round((), mine)
    found = of(staff.id, day, mine)
    if found is None or mine - found.planned:
        plan.plan_for(staff, day, at, settings)
        found = of(staff.id, day, mine)
    return found or Round((), mine)


def _call(
    row: tuple[Any, ...],
    bills: list[tuple[Any, ...]],
    last_row: tuple[Any, ...] | None,
    day: date,
) -> Call:
    n, fen, eta, leg_m, customer_id, _, account_no, name, phone, address, *rest = row
    lat, lon, elderly, key, village, town = rest
    open_fen = sum(fen for _period, _due_on, fen in bills)
    due = [as_day(due_on) for _period, due_on, _fen in bills if due_on]
    last = _visited(last_row) if last_row else None
    return Call(
        n, customer_id, fen, eta, leg_m, account_no, name, phone, address, lat, lon,
        bool(elderly), bool(key), village or "", town or "",
        open_fen, len({bill[0] for bill in bills}), min(filter(None, due), default=None),
        min((bill[0] for bill in bills), default=0), last, _state(last, open_fen, day),
    )  # fmt: skip


def _visited(row: tuple[Any, ...]) -> Last:
    day, outcome, note, fen, method, reversal, promised_on = row
    money = (0, "", True) if reversal else (fen or 0, method or "", False)
    when = as_day(day)
    assert when is not None, "a visit has a day"
    return Last(when, outcome, note, *money, as_day(promised_on))


def _state(last: Last | None, open_fen: int, day: date) -> str:
    """done: money is in. promised: something is to follow. missed: not met. wait: not yet."""
    if last is not None and last.day == day and not last.reversed:
        return STATES.get(last.outcome, "missed")
    return "wait" if open_fen else "done"
