"""目标: checkpoints for everybody, or for one person with a reason; every version stays."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from app.clock import is_period, next_period, period_of, previous_period
from app.refusals import BadInput, NotInSight
from app.standing import goals, target
from app.standing.rate import short_rate_text
from app.standing.target import Mark
from app.station import people
from app.web import desk_forms, words
from app.web.moment import now, today
from app.web.page import page, see
from app.web.session import me, my_station, settings


def index() -> Any:
    """The month's targets; with ?staff= the form is about that person alone."""
    period = request.args.get("period", period_of(today()), type=int)
    if not is_period(period):
        raise NotInSight()
    return _page(period, request.args.get("staff", ""), desk_forms.MarksForm(formdata=None), 200)


def create() -> Any:
    """Give everybody, or one person, the checkpoints in the form."""
    form = desk_forms.MarksForm()
    period, number = form.period.data or period_of(today()), form.staff.data
    try:
        if not form.validate():
            return _page(period, number, form, 422)
        marks = tuple(Mark(due, rate) for due, rate in form.marks())
        if number:
            person = people.named(my_station().id, number)
            goals.change(person, period, marks, by=me(), at=now(), why=form.why.data)
            told = person.name
        else:
            count = goals.set_all(my_station().id, period, marks, by=me(), at=now())
            told = _("%(n)s 位台区经理", n=count)
    except BadInput as refusal:
        form.refuse(refusal)
        return _page(period, number, form, 422)
    flash(_("%(month)s的目标下给了%(who)s", month=words.month(period, today()), who=told))
    return see(url_for("targets.index", period=period))


def _page(period: int, number: str, form: desk_forms.MarksForm, status: int) -> Any:
    if not is_period(period):
        period = period_of(today())
    board = goals.board(my_station().id, period, now())
    one = next((row for row in board if number and row.person.number == number), None)
    usual = target.default_marks(period, settings())
    marks = one.marks if one and one.marks else usual
    return page(
        "targets/index.html",
        status=status,
        form=form,
        period=period,
        month=words.month(period, today()),
        before=previous_period(period),
        after=next_period(period),
        over=period < period_of(today()),
        rows=board,
        one=one,
        usual=usual,
        lines=_lines(form) or [(m.due, short_rate_text(m.rate_bp)) for m in marks] + [("", "")],
    )


def _lines(form: desk_forms.MarksForm) -> list[tuple[str, str]]:
    """What was typed into a refused form, row by row."""
    return list(zip(form.due.data or [], form.rate.data or [], strict=False))
