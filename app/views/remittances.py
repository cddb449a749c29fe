"""The cashier's desk (look/16): who waits, counting blind, what was accepted today."""

from typing import Any

from flask import request, url_for

from app.ledger import entry, remit, remittance
from app.refusals import BadInput
from app.web import errors, forms
from app.web.moment import now, today
from app.web.page import page, see
from app.web.session import me, my_station


def index() -> Any:
    """Who waits and what is in; the first in the queue is a click away."""
    return page("remittances/index.html", **_desk())


def show(number: str) -> Any:
    """One remittance: the blind count, then the comparison, then what was accepted."""
    return _one(remittance.find(my_station().id, number))


def count(number: str) -> Any:
    """Keep the cashier's count; only then the page shows what was declared."""
    found = remittance.find(my_station().id, number)
    try:
        remit.count(found, forms.pieces(), by=me(), at=now())
    except BadInput as refusal:
        return _one(found, refusal)
    return see(url_for("remittances.show", number=number))


def accept(number: str) -> Any:
    """Accept the newest count: the cash leaves the hand. A difference needs a reason."""
    found = remittance.find(my_station().id, number)
    try:
        remit.accept_newest(found, by=me(), at=now(), reason=request.form.get("reason", "")[:200])
    except BadInput as refusal:
        return _one(found, refusal)
    return see(url_for("remittances.show", number=number))


def _desk() -> dict[str, Any]:
    station = my_station()
    accepted = remittance.accepted_on(station.id, today())
    return {
        "waiting": remittance.queue(station.id),
        "accepted": accepted,
        "accepted_fen": sum(a.entry.fen for a in accepted),
        "safe_fen": entry.balance(entry.SAFE, station.id),
    }


def _one(found: remittance.Remittance, refusal: BadInput | None = None) -> Any:
    """The page of one remittance: before a count it holds nothing of what was declared or due."""
    counts = remittance.counts_of(found)
    return page(
        "remittances/show.html",
        status=422 if refusal else 200,
        **_desk(),
        number=found.number,
        collector=found.collector,
        declared_at=found.declared_at,
        slips=found.slips,
        counts=counts,
        revealed=found if counts else None,
        acceptance=remittance.accepted(found),
        notes=remittance.DENOMINATIONS,
        errors={refusal.field: errors.words(refusal)} if refusal else {},
        typed=request.form,
    )
