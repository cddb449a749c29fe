"""What a plan comes to in numbers, for the preview and for the record. Pure."""

from collections import Counter
from collections.abc import Iterable

from app.exchange.bills.facts import Change, Decided


def effects(decided: Iterable[Decided]) -> dict[str, int]:
    """Counts and fen: new bills, changed dues, paid elsewhere (listed or missing from a full
    list), parts of ours that turn 已销账, credit put to bills."""
    total: Counter[str] = Counter()
    for one in decided:
        missing = 0
        for bill in one.new:
            total["new_bills"] += 1
            total["new_fen"] += bill.due_fen
            total["offset_fen"] += sum(fen for _, fen in bill.offsets)
            if bill.elsewhere_fen:
                total["elsewhere_bills"] += 1
                total["elsewhere_fen"] += bill.elsewhere_fen
        for change in one.changes:
            missing += change.missing and change.elsewhere_fen > 0
            _add(total, change)
        total["missing_customers"] += bool(missing)
    return dict(total)


def _add(total: Counter[str], change: Change) -> None:
    if change.revised_fen:
        total["revised_bills"] += 1
        total["revised_fen"] += change.revised_fen
    if change.elsewhere_fen:
        where = "missing" if change.missing else "elsewhere"
        total[f"{where}_bills"] += 1
        total[f"{where}_fen"] += change.elsewhere_fen
    total["settled"] += len(change.posted)
    total["moved_fen"] += sum(fen for _, fen in change.moved)
