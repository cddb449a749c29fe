"""My own case as an A post: what was decided about me, step by step, and asking for help."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from app.escalation import case, closeup, decisions
from app.escalation.case import Case
from app.refusals import BadInput, NotInSight
from app.standing import own
from app.web import case_forms, case_words
from app.web.moment import now, today
from app.web.page import page, see
from app.web.session import me, my_station, settings


def mine() -> Any:
    """The page; of the newest month that has begun."""
    return _page(case.newest_of(me().id), None)


def ask(case_id: int) -> Any:
    """Ask my B post for help before the plan line does."""
    one, form = case.find(my_station().id, case_id), case_forms.ReasonForm()
    if one.staff_id != me().id:
        raise NotInSight()
    if form.validate():
        try:
            decisions.ask_help(one, form.reason.data, by=me(), at=now())
        except BadInput as refusal:
            form.refuse(refusal)
        else:
            flash(_("说好了，B 岗会来帮"))
            return see(url_for("cases.mine"))
    return _page(one, form)


def _page(one: Case | None, form: case_forms.ReasonForm | None) -> Any:
    status, form = 422 if form else 200, form or case_forms.ReasonForm(formdata=None)
    if one is None:
        return page("cases/mine.html", seen=None)
    seen = closeup.of(one, now())
    return page(
        "cases/mine.html",
        status=status,
        seen=seen,
        form=form,
        chip=case_words.chip(seen.state),
        steps=case_words.timeline(seen.facts.steps),
        result=case_words.result(seen.state, seen.facts.a.name),
        progress=own.standing(me().id, sorted(seen.districts), one.period, today(), settings()),
    )
