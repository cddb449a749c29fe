"""帮扶 (look/07): how my A post is doing, what I'm asked, what I can do today."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from app.escalation import case, closeup, decisions
from app.escalation.case import Case
from app.refusals import BadInput, NotInSight
from app.station.pair import Pair
from app.web import buddy_page, case_forms
from app.web.moment import now
from app.web.page import page, see
from app.web.session import me, my_station, settings


def show() -> Any:
    """The page of the A post that needs me most, or of the one named by ?a=NUMBER."""
    pairs = closeup.pairs_of(me(), now())
    named = request.args.get("a", "")
    return _page(pairs, next((one for one in pairs if one[0].a.number == named), None))


def answer(case_id: int) -> Any:
    """I take over, or can't and say why."""
    one, form = case.find(my_station().id, case_id), case_forms.AnswerForm()
    pairs = closeup.pairs_of(me(), now())
    mine = next((p for p in pairs if p[1] and p[1].id == one.id), None)
    if mine is None:
        raise NotInSight()
    if form.validate():
        try:
            decisions.answer(one, form.accepted.data, form.reason.data, by=me(), at=now())
        except BadInput as refusal:
            form.refuse(refusal)
        else:
            flash(_("答应了，谢谢你") if form.accepted.data else _("告诉所长了，他来安排"))
            return see(url_for("buddy.show", a=one.staff.number))
    return _page(pairs, mine, form)


def _page(
    pairs: list[tuple[Pair, Case | None]],
    chosen: tuple[Pair, Case | None] | None,
    form: case_forms.AnswerForm | None = None,
) -> Any:
    row, one = chosen or next(iter(pairs), (None, None))
    return page(
        "buddy/show.html",
        status=422 if form else 200,
        pairs=[pair for pair, _case in pairs],
        row=row,
        form=form or case_forms.AnswerForm(formdata=None),
        **(buddy_page.shaped(closeup.of(one, now()), me(), now(), settings()) if one else {}),
    )
