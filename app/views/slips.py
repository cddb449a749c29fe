"""Slips (收款凭条): a page for the customer to look at, and a PDF (look/05)."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from app.clock import local
from app.ledger import slip as slips
from app.ledger.entry import Slip
from app.money import capitals
from app.web import pdf as paper
from app.web import qr, words
from app.web.dates import whole_month
from app.web.page import page, spaced
from app.web.session import scope


def show(number: str) -> Any:
    """The slip; just booked, the banner says so."""
    found = slips.find(scope(), number)
    return page("slips/show.html", slip=_shown(found), fresh="fresh" in request.args)


def pdf(number: str) -> Any:
    """The same on paper."""
    found = slips.find(scope(), number)
    return paper.answer(paper.render("print/slip.html", slip=_shown(found)), f"{number}.pdf")


def _shown(found: Slip) -> dict[str, Any]:
    entry, said = found.entry, found.entry.answer
    lines = [(_("%(p)s电费", p=whole_month(p)), fen) for p, fen in said["parts"]]
    if said["prepaid_fen"]:
        lines.append((_("存入预存"), said["prepaid_fen"]))
    return {
        "number": found.number,
        "station_name": found.station.name,
        "method_text": _("实收%(how)s", how=words.method(entry.channel)),
        "fen": entry.fen,
        "capitals": capitals(entry.fen),
        "lines": lines,
        "customer": found.customer,
        "account_text": spaced(found.customer.account_no),
        "payer_text": entry.payer_name or _("本人"),
        "collector_text": _(
            "%(name)s（%(post)s）", name=entry.by.name, post=words.of_post(entry.by)
        ),
        "time_text": f"{local(entry.paid_at):%Y-%m-%d %H:%M}",
        "still_months": len(said["still_periods"]),
        "still_fen": said["still_fen"],
        "qr": qr.code(url_for("slips.show", number=found.number, _external=True)),
    }
