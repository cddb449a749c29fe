"""Collecting (走收): a customer pays a collector, gets a numbered slip, and it is in the books."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.billing import bill
from app.clock import business_day
from app.customers.customer import Customer
from app.db import hold, next_number, transaction
from app.fieldwork import evidence, visit
from app.fieldwork.fix import Located
from app.ledger.allocate import OpenBill, Part, allocate
from app.ledger.entry import CASH, OWED, PREPAID, QR, TRANSFER, Entry, Slip
from app.ledger.post import Draft, post
from app.money import MOST_FEN
from app.refusals import BadInput
from app.station.people import Staff, Station
from app.station.settings import Settings

METHODS = (CASH, QR, TRANSFER)


@dataclass(frozen=True)
class Received:
    """What a collection came to: its slip's number and whether it had been sent before."""

    entry: Entry
    number: str
    again: bool


def collect(
    customer: Customer,
    fen: int,
    *,
    method: str,
    by: Staff,
    at: datetime,
    key: str,
    settings: Settings,
    periods: Sequence[int] = (),
    payer_name: str = "",
    located: Located | None = None,
    made_at: datetime | None = None,
) -> Received:
    """Take `fen`: visit, entry, slip, allocation and answer in one transaction.

    The chosen periods (else all open ones) are paid oldest first, the rest is prepayment. The
    same key again gives the first answer. Raises BadInput, KeyConflict."""
    _check(fen, method)
    periods = sorted(set(periods))
    said = {"customer": customer.id, "fen": fen, "method": method, "periods": periods}
    hashed = evidence.body_hash(said | {"payer": payer_name})
    with transaction():
        hold(key)
        if sent_before := _answered(key, by, hashed):
            return sent_before
        seen = visit.log(
            customer, "collected", channel="door", by=by, at=at, key=key, settings=settings,
            located=located, made_at=made_at,
        )  # fmt: skip
        parts, rest, answer = _plan(customer, fen, periods, at)
        booked = lines(customer.id, method, by.id, fen, parts, rest)
        draft = Draft(
            "collection", fen, at, at, booked, by=by.id, customer=customer.id, channel=method,
            key=key, body_hash=hashed, answer=answer, payer_name=payer_name, made_at=made_at,
            visit=seen.id,
        )  # fmt: skip
        (entry_id,) = post(customer.station_id, [draft])
        write_slip(entry_id, customer, answer["slip"])
    return Received(Entry.get_by_id(entry_id), answer["slip"], again=False)


def _answered(key: str, by: Staff, hashed: str) -> Received | None:
    """The first answer when this very form was booked before. Raises KeyConflict."""
    stored = Entry.get_or_none(Entry.key == key)
    if stored is None:
        return None
    evidence.check_replay(stored, author_id=by.id, hashed=hashed)
    return Received(stored, stored.answer["slip"], again=True)


def booked_for(key: str, by: Staff, account_no: str) -> Customer | None:
    """The customer from whom the person took money with that key, wherever the customer is by
    now: who sends a form again hears the first answer (design.md §3). A visit alone is no
    collection and opens nothing."""
    return (
        Customer.select()
        .join(Entry, on=(Entry.customer == Customer.id))
        .where((Entry.key == key) & (Entry.by == by) & (Customer.account_no == account_no))
        .first()
    )


def lines(
    customer_id: int, account: str, owner_id: int, fen: int, parts: Sequence[Part], rest: int
) -> list[tuple[str, int, int | None, int]]:
    """The lines of money coming in: onto `account`, off the bills, the rest to prepayment."""
    result: list[tuple[str, int, int | None, int]] = [(account, owner_id, None, fen)]
    result += [(OWED, customer_id, part.bill_id, -part.fen) for part in parts]
    return [*result, (PREPAID, customer_id, None, -rest)] if rest else result


def slip_number(station: Station, at: datetime) -> str:
    """Take the next number of the station's slips of that year. Needs a transaction."""
    year = business_day(at).year
    return f"{station.code}-{year}-{next_number(station.id, f'slip-{year}'):06d}"


def write_slip(entry_id: int, customer: Customer, number: str) -> None:
    """Keep the slip of an entry."""
    _, year, n = number.rsplit("-", 2)
    Slip.create(
        number=number,
        station=customer.station_id,
        year=int(year),
        n=int(n),
        entry=entry_id,
        customer=customer,
    )


def _check(fen: int, method: str) -> None:
    if method not in METHODS:
        raise BadInput("method", "选现金、扫码或转账")
    if fen <= 0:
        raise BadInput("yuan", "收多少，写个大于 0 的数")
    if fen > MOST_FEN:
        raise BadInput("yuan", "这个数太大了，看看小数点")


def _plan(
    customer: Customer, fen: int, periods: Sequence[int], at: datetime
) -> tuple[tuple[Part, ...], int, dict[str, Any]]:
    """Which bills the money pays, what is left, and the answer that is stored for ever."""
    # The books before the bills: an import takes them in this order too, or each could wait for
    # the other on PostgreSQL.
    hold(f"books/{customer.station_id}")
    rows = bill.open_of([customer.id], keep=True)
    missing = set(periods) - {b.period for b in bill.of_customer(customer.id)}
    if missing:
        raise BadInput("periods", "没有这个月的电费，重新选一下")
    parts, rest = allocate([OpenBill(b.id, b.period, b.open_fen) for b in rows], fen, periods)
    still = sum(b.open_fen for b in rows) - sum(p.fen for p in parts)
    paid = {p.bill_id: p.fen for p in parts}
    return (
        parts,
        rest,
        {
            "slip": slip_number(customer.station, at),
            "parts": [[p.period, p.fen] for p in parts],
            "prepaid_fen": rest,
            "still_fen": still,
            "still_periods": [b.period for b in rows if b.open_fen > paid.get(b.id, 0)],
        },
    )
