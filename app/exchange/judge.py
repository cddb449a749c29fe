"""What the staged rows come to by the books as they are: verdicts, counts and effects.

Done when the file has been read, and again when the person has said as of when the list is and
whether it is full. Nothing but the staging tables is written.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from peewee import fn

from app.billing.feed import Feed
from app.bulk import run_many
from app.clock import business_day
from app.db import database
from app.exchange.bills import effects as bill_effects
from app.exchange.bills import plan as bill_plan
from app.exchange.customer_list.write import not_listed
from app.exchange.importfile import ASK, ImportFile, StagedRow
from app.exchange.pace import in_steps
from app.exchange.payment_list import plan as payment_plan
from app.money import yuan
from app.station import settings

Words = tuple[str, str, str]  # verdict, reason, advice

OURS_GONE = "去营销系统补销账，下次名单就对上了"
_TAKE_OR_LEAVE = "对一下是不是退费、冲正或加收；确实欠这么多就照名单记"


def judge(imported: ImportFile, *, at: datetime) -> None:
    """Set each row's verdict, and the import's counts and effects."""
    seen = newest_feed(imported)
    if imported.kind == "customers":
        counts = _counts(imported)
        effects = {"not_listed": not_listed(imported, counts)}
    else:
        of_kind = _judge_payments if imported.kind == "payments" else _judge_bills
        effects = of_kind(imported, at)
        counts = _counts(imported)
    ImportFile.update(feed_seen=seen, counts=counts, effects=effects).where(
        ImportFile.id == imported.id
    ).execute()


def newest_feed(imported: ImportFile) -> int:
    """Id of the list loaded last at the station that changes what this one comes to: customers
    for customers, money for money."""
    of_customers = Feed.kind == "customers"
    same = of_customers if imported.kind == "customers" else ~of_customers
    newest = Feed.select(fn.MAX(Feed.id)).where((Feed.station == imported.station_id) & same)
    return newest.scalar() or 0


def _judge_payments(imported: ImportFile, at: datetime) -> dict[str, int]:
    plan = payment_plan.read(imported)
    plan.meet()
    decided = plan.decided.values()
    _store(imported, {i: words for one in decided for i, words in one.verdicts.items()})
    return payment_plan.effects(decided)


def _judge_bills(imported: ImportFile, at: datetime) -> dict[str, int]:
    """Before the person has answered the list counts as of its upload and full: the question
    then says what a full list would close."""
    as_of = imported.as_of or imported.made_at
    full = True if imported.full is None else imported.full
    release_day = settings.of(imported.station_id, business_day(at)).release_day
    plan = bill_plan.read(imported, as_of, full, release_day)
    plan.meet()
    decided = plan.decided.values()
    _store(
        imported,
        {
            row_id: _words(verdict, unexplained, takeable)
            for one in decided
            for row_id, (verdict, unexplained, takeable) in one.verdicts.items()
        },
    )
    return bill_effects.effects(decided)


def _words(verdict: str, unexplained_fen: int, takeable: bool) -> Words:
    if verdict != ASK:
        return verdict, "", ""
    reason = f"比我们算的多欠 ¥{yuan(unexplained_fen)}，自己收的钱解释不了"
    return ASK, reason, _TAKE_OR_LEAVE if takeable else OURS_GONE


def _store(imported: ImportFile, found: Mapping[int, Words]) -> None:
    """Write the verdicts that differ from the stored ones. A row that a person decided about
    stays a question with its answer."""
    stored = StagedRow.select(
        StagedRow.id, StagedRow.verdict, StagedRow.reason, StagedRow.cells
    ).where((StagedRow.import_file == imported) & StagedRow.taken.is_null())
    field, column = _money_column(imported)
    changed = []
    for id_, verdict, reason, cells in stored.tuples().iterator():
        if id_ in found and (verdict, reason) != found[id_][:2]:
            asks = found[id_][0] == ASK
            cell = cells[column] if asks and cells and 0 <= column < len(cells) else ""
            told = (field, cell.strip(), "books") if asks else ("", "", "")
            changed.append((*found[id_], *told, id_))
    mark = database.obj.param
    names = ("verdict", "reason", "advice", "field", "cell", "asked_by")
    values = ", ".join(f"{name} = {mark}" for name in names)
    sql = f"UPDATE staged_row SET {values} WHERE id = {mark}"
    in_steps(changed, lambda some: run_many(sql, some))


def _money_column(imported: ImportFile) -> tuple[str, int]:
    """Which field our books ask about, and where it stands in the file's rows."""
    head: dict[str, Any] = imported.head or {}
    columns = head.get("columns", {})
    for name in ("open", "amount", "received", "due"):
        if name in columns:
            return name, columns[name]
    return "", -1


def _counts(imported: ImportFile) -> dict[str, int]:
    query = StagedRow.select(StagedRow.verdict, fn.COUNT(StagedRow.id)).where(
        StagedRow.import_file == imported
    )
    return dict(query.group_by(StagedRow.verdict).tuples())
