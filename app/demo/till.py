"""From hand to safe to bank: remittances, deposits, and QR money that arrives."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.clock import business_day
from app.ledger.entry import BANK, CASH, QR, SAFE
from app.ledger.post import Draft
from app.ledger.remit import acceptance_draft
from app.ledger.remittance import DENOMINATIONS, Remittance
from app.station.people import Staff

# Old slips come to the fen, and coins of 5, 2 and 1 fen are still money.
PIECES = (*DENOMINATIONS, 5, 2, 1)


@dataclass
class HandedIn:
    """A remittance that is still to be written, and the entry of its acceptance if there is one.

    `last` is the newest cash collection in it; `cashier` counted it.
    """

    remittance: Remittance
    last: Draft
    cashier: Staff
    acceptance: Draft | None


class Till:
    """Whose hands hold what, in the order in which things happen. Nothing is written here."""

    def __init__(self, station_id: int, drafts: list[Draft]) -> None:
        """`drafts` is the books' list: what moves here is entered there."""
        self.handed_in: list[HandedIn] = []
        self._station_id = station_id
        self._drafts = drafts
        self._hand: dict[int, list[Draft]] = defaultdict(list)
        self._coming: dict[int, int] = defaultdict(int)
        self._safe = 0
        self._numbers: dict[str, int] = defaultdict(int)

    def take(self, draft: Draft) -> None:
        """A collector was paid, or the counter was."""
        if draft.kind == "counter":
            self._safe += draft.fen
        elif draft.channel == CASH and draft.by:
            self._hand[draft.by].append(draft)
        elif draft.channel == QR and draft.by:
            self._coming[draft.by] += draft.fen

    def hand_in(self, collector: Staff, cashier: Staff, at: datetime, accepted: bool) -> None:
        """The collector declares all that is in hand; a minute later it is counted and, unless
        it is still waiting then, in the safe."""
        taken = self._hand[collector.id]
        if not taken:
            return
        fen = sum(d.fen for d in taken)
        day = business_day(at)
        name = f"remittance-{day:%Y%m%d}"
        self._numbers[name] += 1
        remittance = Remittance(
            station=self._station_id,
            number=f"JK{day:%Y%m%d}-{self._numbers[name]:03d}",
            collector=collector.id,
            day=day,
            due_fen=fen,
            counts=pieces(fen),
            declared_fen=fen,
            slips=len(taken),
            declared_at=at,
        )
        entry = None
        if accepted:
            moment = at + timedelta(minutes=1)
            entry = acceptance_draft(remittance, fen, by=cashier.id, at=moment)
            self._drafts.append(entry)
            self._safe += fen
            self._hand[collector.id] = []
        self.handed_in.append(HandedIn(remittance, taken[-1], cashier, entry))

    def deposit(self, by: Staff, at: datetime) -> None:
        """All that is in the safe goes to the bank."""
        if self._safe:
            lines = [(SAFE, self._station_id, None, -self._safe),
                     (BANK, self._station_id, None, self._safe)]  # fmt: skip
            self._drafts.append(Draft("deposit", self._safe, at, at, lines, by=by.id, channel=CASH))
            self._safe = 0

    def arrive(self, at: datetime) -> None:
        """What was paid by QR is on the station's account."""
        for collector, fen in sorted(self._coming.items()):
            lines = [(QR, collector, None, -fen), (BANK, self._station_id, None, fen)]
            self._drafts.append(Draft("deposit", fen, at, at, lines, channel=QR))
        self._coming.clear()

    @property
    def numbers(self) -> dict[str, int]:
        """Name of a day's counter -> the last number taken."""
        return dict(self._numbers)


def pieces(fen: int) -> dict[str, int]:
    """Notes and coins that make the amount, the largest first: {'10000': 3, …}."""
    result = {}
    for piece in PIECES:
        count, fen = divmod(fen, piece)
        if count:
            result[str(piece)] = count
    return result
