"""What a list of bills means for one customer (design.md §4, "Our money and their list"). Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.billing.due_day import due_day
from app.clock import business_day, day_start, period_first_day
from app.exchange.bills.facts import Account, Change, Decided, Held, Listed, NewBill
from app.exchange.importfile import ASK, CHANGED, NEW, SAME
from app.ledger.reconcile import Known, Outcome, Own, meet

Credit = list[tuple[datetime, int]]
# Stands for the entry of an offset that is only being made.
_TO_BE = 0


def decide(
    account: Account, listed: Sequence[Listed], as_of: datetime, release_day: int
) -> Decided:
    """What follows from what the list says of the customer's bills, the oldest first.

    release_day: the day of the month on which bills are released when a list doesn't tell.
    """
    result = Decided(account)
    credit = list(account.credit)
    for line in sorted(listed, key=lambda one: one.period):
        held = account.bills.get(line.period)
        if held is None:
            result.new.append(_new(account, line, credit, as_of, release_day))
            result.judge(line.row_id, NEW)
        else:
            _meet(result, held, line, as_of)
    return result


def just_before(as_of: datetime) -> datetime:
    """When money that a list shows as paid counts as paid: the last moment before its as-of, so
    that a list as of 24:00 of a day counts for that day."""
    return as_of - timedelta(microseconds=1)


def _new(
    account: Account, line: Listed, credit: Credit, as_of: datetime, release_day: int
) -> NewBill:
    """A bill of which nothing was known. Credit of ours goes to it first: the marketing system
    does the same with what it knows of, and the list then tells whether it did."""
    due = line.due_fen if line.due_fen is not None else line.open_fen or 0
    released = line.released_on or period_first_day(line.period).replace(day=release_day)
    released = min(released, business_day(just_before(as_of)))
    last_day = line.due_on or due_day(line.period, released, account.residential)
    offsets = _credit_before(credit, due, day_start(released), as_of)
    elsewhere, settled = 0, False
    if line.open_fen is not None:
        own = tuple(Own(_TO_BE, fen, paid_at) for paid_at, fen in offsets)
        outcome = meet(Known(due, 0, own), line.open_fen, as_of)
        elsewhere, settled = outcome.elsewhere_fen, _TO_BE in outcome.settled
    room = due - elsewhere - sum(fen for _, fen in offsets)
    offsets += _credit_after(credit, room, as_of)
    return NewBill(
        line.period, due, line.open_fen is not None, line.kwh, released, last_day, elsewhere,
        offsets, settled,
    )  # fmt: skip


def _credit_before(
    credit: Credit, room: int, released: datetime, as_of: datetime
) -> tuple[tuple[datetime, int], ...]:
    """Credit that was there before as-of, dated when both it and the bill were there."""
    known = [(paid_at, fen) for paid_at, fen in credit if paid_at < as_of]
    part = min(sum(fen for _, fen in known), sum(fen for _, fen in credit), room)
    if part <= 0:
        return ()
    dated = min(max([released, *(p for p, fen in known if fen > 0)]), just_before(as_of))
    credit.append((dated, -part))
    return ((dated, part),)


def _credit_after(credit: Credit, room: int, as_of: datetime) -> tuple[tuple[datetime, int], ...]:
    """Credit that came later: the list can't know of it."""
    part = min(sum(fen for _, fen in credit), room)
    later = [p for p, fen in credit if fen > 0 and p >= as_of]
    if part <= 0 or not later:
        return ()
    credit.append((max(later), -part))
    return ((max(later), part),)


def _meet(result: Decided, held: Held, line: Listed, as_of: datetime) -> None:
    """Compare a bill that we hold with its line, and note what follows."""
    due = held.due_fen if line.due_fen is None else line.due_fen
    outcome, over, unexplained, takeable = Outcome(), 0, 0, False
    if line.open_fen is not None:
        known, over = _within(held.known, due, as_of)
        outcome = meet(known, line.open_fen, as_of)
        unexplained = outcome.unexplained_fen
        takeable = unexplained <= held.channel_fen + max(0, line.open_fen - due)
        if unexplained and not (line.taken and takeable):
            return result.judge(line.row_id, ASK, unexplained, takeable)
    # A person took the list's word: the due grows to what is listed, and what is left of the
    # difference was not paid elsewhere after all.
    grown = min(unexplained, max(0, (line.open_fen or 0) - due))
    change = Change(
        bill=held,
        told=line.open_fen is not None,
        revised_fen=due - held.due_fen + grown,
        elsewhere_fen=outcome.elsewhere_fen - (unexplained - grown),
        settled=tuple(i for i in outcome.settled if i != _TO_BE),
        moved=((just_before(as_of), over),) if over else (),
        moved_settled=_TO_BE in outcome.settled,
        details=_details(held, line),
        missing=line.row_id is None,
    )
    later = _moved_later(change)
    change = replace(change, moved=change.moved + later) if later else change
    if change.says_something or change.settled or not change.missing:
        result.changes.append(change)
    verdict = CHANGED if change.says_something else SAME
    return result.judge(line.row_id, ASK if unexplained else verdict, unexplained, takeable)


def _within(known: Known, due: int, as_of: datetime) -> tuple[Known, int]:
    """What is known, with the due that is listed now. What was paid beyond it (the due shrank)
    becomes credit here as it does there: so much fen, a part of ours that no list has shown."""
    own = tuple(o for o in known.own if o.paid_at < as_of)
    over = max(0, known.posted_fen + sum(o.fen for o in own) - due)
    if over:
        own = (*own, Own(_TO_BE, -over, just_before(as_of)))
    return Known(due, known.posted_fen, own), over


def _moved_later(change: Change) -> tuple[tuple[datetime, int], ...]:
    """What was put to the bill at or after as-of and has no room there now, newest first."""
    moved = sum(fen for _, fen in change.moved)
    excess = change.elsewhere_fen - change.revised_fen - moved - change.bill.open_fen
    parts = []
    for paid_at, fen in change.bill.later:
        part = min(excess, fen)
        if part > 0:
            parts.append((paid_at, part))
            excess -= part
    return tuple(parts)


def _details(held: Held, line: Listed) -> dict[str, int | date]:
    told = {"kwh": line.kwh, "released_on": line.released_on, "due_on": line.due_on}
    return {
        name: value
        for name, value in told.items()
        if value is not None and value != getattr(held, name)
    }
