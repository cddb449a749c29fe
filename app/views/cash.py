"""Cash in hand and declaring it (look/10): the collector's side of a remittance."""

from typing import Any

from flask import request, url_for

from app.ledger import remit, remittance
from app.ledger.hand import in_hand
from app.money import capitals
from app.refusals import BadInput
from app.web import errors, forms
from app.web.moment import now, today
from app.web.page import page, see
from app.web.session import me, settings


def show() -> Any:
    """What is in my hand, slip by slip, and the form to declare it."""
    return _page({}, 200)


def create() -> Any:
    """Declare what is there; the cashier counts it without seeing this."""
    try:
        remit.declare(me(), forms.pieces(), at=now(), reason=request.form.get("reason", "")[:200])
    except BadInput as refusal:
        return _page({refusal.field: errors.words(refusal)}, 422)
    return see(url_for("cash.show"))


def _page(wrong: dict[str, str], status: int) -> Any:
    hand = in_hand(me().id, today())
    return page(
        "cash/show.html",
        status=status,
        hand=hand,
        capitals=capitals(max(hand.fen, 0)),
        ceiling_fen=settings().cash_ceiling_fen,
        notes=[(d, request.form.get(f"n{d}", "")) for d in remittance.DENOMINATIONS],
        reason=request.form.get("reason", ""),
        errors=wrong,
    )
