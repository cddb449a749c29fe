"""What listed payments mean for one customer. Pure."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from app.clock import business_day
from app.exchange.importfile import ASK, CHANGED, NEW, SAME
from app.exchange.payment_list.facts import Booking, Collected, Decided, Mark, Payer, Payment
from app.ledger.allocate import OpenBill, Part, allocate

DOOR, COUNTER = "走收", "坐收"
# A collection is typed into the marketing system that day or on the next ones.
_TYPED_WITHIN = timedelta(days=2)


class Desk:
    """Goes through one customer's payments and keeps what is left over."""

    def __init__(self, payer: Payer) -> None:
        self.payer = payer
        self.known: Counter[Mark] = Counter(payer.known)
        self.used: dict[int, set[int]] = defaultdict(set)
        self.assumed = {n: one.fen for n, one in enumerate(payer.assumed)}
        self.open = {bill.bill_id: bill.open_fen for bill in payer.owing}
        self.ours = {bill.bill_id: list(bill.ours) for bill in payer.owing}
        self.result = Decided(payer.customer_id)

    def take(self, payment: Payment) -> None:
        """Decide for one payment."""
        mark = (payment.paid_at, payment.fen, payment.channel)
        if self.known[mark] > 0 or payment.serial in self.payer.serials:
            self.known[mark] -= 1
            return self._say(payment, SAME)
        ours = self._ours(payment)
        if payment.channel == DOOR and ours:
            return self._settle(payment, *ours)
        if payment.channel == DOOR and not payment.taken:
            reason = "是走收，我们没有这一笔"
            return self._say(payment, ASK, reason, "查是谁收的；确实收了就照名单记")
        if payment.channel == COUNTER and ours and not payment.taken and self._is_open(*ours):
            reason = f"和凭条 {ours[0].slip} 的金额一样，可能是同一笔"
            return self._say(payment, ASK, reason, "是同一笔就不收，另有一笔才照名单记")
        return self._book(payment)

    def _ours(self, payment: Payment) -> tuple[Collected, set[int]] | None:
        """The collection of ours that this is, whole or one bill's part of it."""
        for one in self.payer.collected:
            apart = business_day(one.paid_at) - business_day(payment.paid_at)
            if abs(apart) > _TYPED_WITHIN:
                continue
            free = set(one.parts) - self.used[one.entry_id]
            if one.fen == payment.fen and len(free) == len(one.parts):
                return one, free
            for part in sorted(free):
                period, fen = one.parts[part]
                if fen == payment.fen and payment.period in (None, period):
                    return one, {part}
        return None

    def _is_open(self, one: Collected, parts: set[int]) -> bool:
        return not parts <= one.settled

    def _settle(self, payment: Payment, one: Collected, parts: set[int]) -> None:
        self.used[one.entry_id] |= parts
        for part in parts & self.ours.keys():
            self.ours[part] = [o for o in self.ours[part] if o[0] != one.entry_id]
        unsettled = sorted(parts - one.settled)
        self.result.settled += [(one.entry_id, part) for part in unsettled]
        self._say(payment, CHANGED if unsettled else SAME)

    def _book(self, payment: Payment) -> None:
        """First what a list has told of already, then bills, then prepayment."""
        left, replaced = self._replace(payment)
        parts = [(bill_id, fen) for bill_id, fen, _ in replaced]
        put, rest = self._put(payment, left)
        parts += [(part.bill_id, part.fen) for part in put]
        told = self.payer.told_until
        if told is not None and payment.paid_at < told:
            rest = 0  # what was owed after this payment is known from a list: nothing is new
        moved = [one for part in put for one in self._make_room(payment, part)]
        booking = Booking(payment, tuple(parts), rest, tuple(replaced), tuple(moved))
        if booking.fen:
            self.result.bookings.append(booking)
        self._say(payment, NEW if booking.fen else SAME)

    def _replace(self, payment: Payment) -> tuple[int, list[tuple[int, int, datetime]]]:
        """What the payment explains of what was assumed, its own period first."""
        left, replaced = payment.fen, []
        order = sorted(
            enumerate(self.payer.assumed),
            key=lambda pair: (pair[1].period != payment.period, pair[1].period, pair[1].dated),
        )
        for n, one in order:
            part = min(left, self.assumed[n])
            if part > 0 and one.dated >= payment.paid_at:
                self.assumed[n] -= part
                left -= part
                replaced.append((one.bill_id, part, one.dated))
        return left, replaced

    def _put(self, payment: Payment, fen: int) -> tuple[list[Part], int]:
        """Parts for bills that no list since then has told about, and what is left. To the
        marketing system a bill is open as long as it does not know of our money."""
        bills = [
            OpenBill(bill.bill_id, bill.period, self._open_there(bill.bill_id))
            for bill in self.payer.owing
            if bill.listed_at is None or bill.listed_at <= payment.paid_at
        ]
        mine = [bill for bill in bills if bill.period == payment.period]
        first, fen = allocate(mine, fen)
        then, fen = allocate([bill for bill in bills if bill not in mine], fen)
        return [*first, *then], fen

    def _open_there(self, bill_id: int) -> int:
        return self.open[bill_id] + sum(fen for _, _, fen in self.ours[bill_id])

    def _make_room(self, payment: Payment, part: Part) -> list[tuple[int, int, datetime]]:
        """Take the part off the bill; what of ours has no room there any more is moved."""
        over = max(0, part.fen - self.open[part.bill_id])
        self.open[part.bill_id] -= part.fen - over
        moved, kept = [], []
        for entry_id, paid_at, fen in self.ours[part.bill_id]:
            take = min(over, fen)
            over -= take
            if take:
                moved.append((part.bill_id, take, max(paid_at, payment.paid_at)))
            if fen > take:
                kept.append((entry_id, paid_at, fen - take))
        self.ours[part.bill_id] = kept
        return moved

    def _say(self, payment: Payment, verdict: str, reason: str = "", advice: str = "") -> None:
        self.result.verdicts[payment.row_id] = (verdict, reason, advice)


def decide(payer: Payer, payments: Sequence[Payment]) -> Decided:
    """What follows from the customer's listed payments: first those at the door, which tell
    what of ours is known there."""
    desk = Desk(payer)
    for payment in sorted(payments, key=lambda p: (p.channel != DOOR, p.paid_at, p.row_id)):
        desk.take(payment)
    return desk.result
