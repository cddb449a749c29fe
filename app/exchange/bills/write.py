"""Writing a plan of bills: few statements, all inside the transaction of `apply`."""

from collections.abc import Iterable
from datetime import datetime

from peewee import fn

from app.billing.bill import Bill
from app.billing.feed import Feed
from app.bulk import insert_rows, run_many
from app.db import database, locked
from app.exchange.bills.drafts import drafts_of
from app.exchange.bills.facts import Decided
from app.exchange.bills.load import CHUNK
from app.exchange.bills.plan import Plan
from app.exchange.importfile import ImportFile
from app.ledger.entry import OWED, PREPAID, Entry, Line, Settlement
from app.ledger.post import post


def last_entry(station_id: int) -> int:
    """The number of the station's newest entry: what came after it was not seen by a plan."""
    return Entry.select(fn.MAX(Entry.seq)).where(Entry.station == station_id).scalar() or 0


def refresh(plan: Plan, seen: int) -> None:
    """Decide anew for customers whose books moved since the plan was made. Their bills, and all
    others that the plan changes, are locked first."""
    _lock(plan)
    touched = moved_since(plan.station_id, seen)
    if touched:
        plan.meet(touched)


def moved_since(station_id: int, seen: int) -> set[int]:
    """Ids of customers in whose books entries after that number stand."""
    query = (
        Line.select(Line.owner_id)
        .join(Entry)
        .where(
            (Entry.station == station_id) & (Entry.seq > seen) & Line.account.in_((OWED, PREPAID))
        )
    )
    return {owner for (owner,) in query.distinct().tuples()}


def write(
    plan: Plan, imported: ImportFile, *, source: str, by: int | None, at: datetime
) -> list[Feed]:
    """Bills, entries, settlements and the feed's rows. Returns the feeds, the first named by the
    settlements."""
    decided = list(plan.decided.values())
    made = _insert_bills(plan, decided)
    drafts = drafts_of(
        decided,
        station_id=plan.station_id,
        as_of=plan.as_of,
        recorded_at=at,
        by=by,
        source=source,
        bill_ids=made,
    )
    post(plan.station_id, drafts.all(), opened=set(made.values()))
    _update_bills(decided, plan.as_of)
    feeds = _feeds(plan, imported, by, at)
    settled = [
        (entry_id, change.bill.id)
        for one in decided
        for change in one.changes
        for entry_id in change.settled
    ]
    settled += [(draft.entry_id, bill_id) for draft, bill_id in drafts.settled]
    settle(settled, feeds[0].id, at)
    return feeds


def settle(parts: Iterable[tuple[int, int]], feed_id: int, at: datetime) -> None:
    """Mark (entry id, bill id) pairs as 已销账."""
    fields = (Settlement.entry, Settlement.bill_id, Settlement.feed_id, Settlement.at)
    insert_rows(fields, [(entry_id, bill_id, feed_id, at) for entry_id, bill_id in parts])


def _lock(plan: Plan) -> None:
    ids = sorted(c.bill.id for one in plan.decided.values() for c in one.changes)
    for start in range(0, len(ids), CHUNK):
        chunk = Bill.id.in_(ids[start : start + CHUNK])
        list(locked(Bill.select(Bill.id).where(chunk).order_by(Bill.id)).tuples())


def _insert_bills(plan: Plan, decided: list[Decided]) -> dict[tuple[int, int], int]:
    """Make the new bills, with what will be open when everything is posted."""
    fields = (
        Bill.station, Bill.customer, Bill.district, Bill.period, Bill.kwh, Bill.due_fen,
        Bill.open_fen, Bill.released_on, Bill.due_on, Bill.listed_at,
    )  # fmt: skip
    rows = [
        (
            plan.station_id, one.account.customer_id, one.account.district_id, bill.period,
            bill.kwh, bill.due_fen, bill.open_fen, bill.released_on, bill.due_on,
            plan.as_of if bill.told else None,
        )
        for one in decided
        for bill in one.new
    ]  # fmt: skip
    if not rows:
        return {}
    newest = Bill.select(fn.MAX(Bill.id)).scalar() or 0
    insert_rows(fields, rows)
    mark = database.obj.param
    made = database.execute_sql(
        f"SELECT customer_id, period, id FROM bill WHERE id > {mark} AND station_id = {mark}",
        (newest, plan.station_id),
    )
    return {(customer, period): bill_id for customer, period, bill_id in made.fetchall()}


def _update_bills(decided: list[Decided], as_of: datetime) -> None:
    changes = [change for one in decided for change in one.changes]
    told = [(Bill.listed_at.db_value(as_of), c.bill.id) for c in changes if c.told]
    mark = database.obj.param
    run_many(f"UPDATE bill SET listed_at = {mark} WHERE id = {mark}", told)
    grown = [(c.revised_fen, c.bill.id) for c in changes if c.revised_fen]
    run_many(f"UPDATE bill SET due_fen = due_fen + {mark} WHERE id = {mark}", grown)
    for name in ("kwh", "released_on", "due_on"):
        rows = [(c.details[name], c.bill.id) for c in changes if name in c.details]
        run_many(f"UPDATE bill SET {name} = {mark} WHERE id = {mark}", rows)


def _feeds(plan: Plan, imported: ImportFile, by: int | None, at: datetime) -> list[Feed]:
    """One row a list, or one a period for receivables: each period is complete for itself."""
    periods: list[int | None] = [None] if plan.every_period else list(sorted(plan.periods))
    return [
        Feed.create(
            station=plan.station_id, kind=imported.kind, as_of=plan.as_of, full=plan.full,
            period=period, filename=imported.filename, digest=imported.digest,
            rows=sum(
                len([line for line in lines if period in (None, line.period)])
                for lines in plan.listed.values()
            ),
            by=by, loaded_at=at,
        )
        for period in (periods or [None])
    ]  # fmt: skip
