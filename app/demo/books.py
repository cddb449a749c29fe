"""The station's books as they came about: bills released, payments put to them, in order."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from app.clock import business_day
from app.demo.bills import Release
from app.demo.payments import COUNTER, DOOR, Paid
from app.fieldwork import evidence
from app.ledger.allocate import OpenBill, Part, allocate
from app.ledger.collect import lines
from app.ledger.entry import BILLED, CHANNEL, OWED, PREPAID, SAFE
from app.ledger.post import Draft


class Books:
    """Drafts of entries in the order in which the station learned of them.

    `slips` holds (draft, customer id, year, number in the year). Nothing is written here.
    """

    def __init__(self, station_id: int, station_code: str, visits: dict[str, int]) -> None:
        """`visits` are the ids of the collections' visits by key."""
        self.drafts: list[Draft] = []
        self.slips: list[tuple[Draft, int, int, int]] = []
        self._station_id = station_id
        self._station_code = station_code
        self._visits = visits
        self._open: dict[int, list[OpenBill]] = defaultdict(list)
        self._credit: dict[int, int] = defaultdict(int)
        self._last_slip: dict[int, int] = defaultdict(int)

    def release(self, release: Release, at: datetime) -> None:
        """The bills become payable, and what was prepaid goes to them."""
        owed = [(OWED, customer, b.id, b.open_fen) for customer, b in release.bills]
        total = sum(line[3] for line in owed)
        billed = (BILLED, self._station_id, None, -total)
        self.drafts.append(Draft("release", total, at, at, [*owed, billed]))
        for customer, bill in release.bills:
            self._open[customer].append(bill)
            if self._credit[customer]:
                self._offset(customer, at)

    def pay(self, paid: Paid) -> Draft:
        """Money in: oldest bill first, what is left becomes prepayment."""
        parts, rest = self._put(paid.customer, paid.fen)
        self._credit[paid.customer] += rest
        if paid.channel == DOOR:
            return self._collection(paid, parts, rest)
        counter = paid.channel == COUNTER
        draft = Draft(
            kind="counter" if counter else "elsewhere",
            fen=paid.fen,
            paid_at=paid.paid_at,
            recorded_at=paid.known_at,
            lines=lines(
                paid.customer,
                SAFE if counter else CHANNEL,
                self._station_id,
                paid.fen,
                parts,
                rest,
            ),
            by=paid.by,
            customer=paid.customer,
            channel=paid.channel,
        )
        self.drafts.append(draft)
        return draft

    def _collection(self, paid: Paid, parts: Sequence[Part], rest: int) -> Draft:
        assert paid.by is not None, "a collector took it"
        year = business_day(paid.paid_at).year
        self._last_slip[year] += 1
        n = self._last_slip[year]
        still = self._open[paid.customer]
        draft = Draft(
            kind="collection",
            fen=paid.fen,
            paid_at=paid.paid_at,
            recorded_at=paid.known_at,
            made_at=paid.paid_at,
            lines=lines(paid.customer, paid.method, paid.by, paid.fen, parts, rest),
            by=paid.by,
            customer=paid.customer,
            channel=paid.method,
            key=paid.key,
            body_hash=_hash(paid),
            answer={
                "slip": f"{self._station_code}-{year}-{n:06d}",
                "parts": [[p.period, p.fen] for p in parts],
                "prepaid_fen": rest,
                "still_fen": sum(b.open_fen for b in still),
                "still_periods": [b.period for b in still],
            },
            visit=self._visits[paid.key],
        )
        self.drafts.append(draft)
        self.slips.append((draft, paid.customer, year, n))
        return draft

    def _offset(self, customer: int, at: datetime) -> None:
        had = self._credit[customer]
        parts, left = self._put(customer, had)
        self._credit[customer] = left
        used = [(OWED, customer, p.bill_id, -p.fen) for p in parts]
        line = (PREPAID, customer, None, had - left)
        self.drafts.append(Draft("offset", had - left, at, at, [line, *used], customer=customer))

    def _put(self, customer: int, fen: int) -> tuple[tuple[Part, ...], int]:
        bills = self._open[customer]
        parts, left = allocate(bills, fen)
        paid = {p.bill_id: p.fen for p in parts}
        rest = [OpenBill(b.id, b.period, b.open_fen - paid.get(b.id, 0)) for b in bills]
        self._open[customer] = [b for b in rest if b.open_fen]
        return parts, left


def _hash(paid: Paid) -> str:
    """What the form would have said: no chosen periods, the customer paid in person."""
    return evidence.body_hash({
        "customer": paid.customer, "fen": paid.fen, "method": paid.method, "periods": [],
        "payer": "",
    })  # fmt: skip
