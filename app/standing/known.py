"""What was settled as it was known at the time: for judging checkpoints, today's or long past."""

from collections.abc import Sequence
from datetime import datetime

from peewee import Case, fn

from app.billing.bill import Bill
from app.ledger.entry import OWED, Entry, Line

# (paid before this instant, recorded by that one)
Moment = tuple[datetime, datetime]


def settled(station_id: int, period: int, moments: Sequence[Moment]) -> dict[int, tuple[int, ...]]:
    """District id -> for each of the moments, the fen of the period's bills that were paid before
    the one instant and recorded by the other. One query, however many moments."""
    if not moments:
        return {}
    sums = [
        -1
        * fn.SUM(
            Case(None, [((Entry.paid_at < paid) & (Entry.recorded_at <= recorded), Line.fen)], 0)
        )
        for paid, recorded in moments
    ]
    query = (
        Line.select(Bill.district, *sums)
        .join(Bill, on=(Line.bill == Bill.id))
        .switch(Line)
        .join(Entry, on=(Line.entry == Entry.id))
        .where(
            (Bill.station == station_id)
            & (Bill.period == period)
            & (Line.account == OWED)
            & Entry.kind.not_in(("release", "revision"))
        )
        .group_by(Bill.district)
    )
    return {district: tuple(int(fen) for fen in row) for district, *row in query.tuples()}
