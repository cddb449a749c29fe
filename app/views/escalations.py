"""A+B cases (look/13): who needs somebody, why, and what the head may decide."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from app.billing import bill
from app.clock import period_of
from app.escalation import board, case, closeup, decisions
from app.escalation.case import Case
from app.refusals import BadInput
from app.station import pairing, people
from app.station.assignment import HOLDING_ROLES
from app.web import case_forms, case_page, case_words, choices, words
from app.web.dates import day_text
from app.web.forms import Form
from app.web.moment import now, today
from app.web.page import page, see
from app.web.session import me, my_station


def index() -> Any:
    """The list, and the gravest case beside it."""
    lines = _lines()
    first = case.find(my_station().id, lines[0].case_id) if lines else None
    return _page(first, lines=lines)


def show(case_id: int) -> Any:
    """One case beside the list."""
    return _page(case.find(my_station().id, case_id), chosen=True)


def defer(case_id: int) -> Any:
    """Put a takeover off, once, with a reason."""
    one, form = case.find(my_station().id, case_id), case_forms.DeferralForm()

    def deed() -> None:
        until = form.until.data
        days = closeup.of(one, now()).deferral_days
        if until is None and form.days.data and 0 < form.days.data <= len(days):
            until = days[form.days.data - 1]
        if until is None:
            raise BadInput("until", "选缓到哪一天")
        decisions.put_off(one, until, form.reason.data, by=me(), at=now())

    return _done(one, form, "defer", deed, _("缓办了，大家都看得到为什么"))


def end(case_id: int) -> Any:
    """Call a takeover off, running or only asked for."""
    one, form = case.find(my_station().id, case_id), case_forms.ReasonForm()

    def deed() -> None:
        decisions.end(one, form.reason.data, by=me(), at=now())

    return _done(one, form, "end", deed, _("不顶岗了，%(name)s接着走", name=one.staff.name))


def replace(case_id: int) -> Any:
    """Name another B, with who does B's own work meanwhile."""
    one, form = case.find(my_station().id, case_id), case_forms.ReplacementForm()

    def deed() -> None:
        station_id, named = my_station().id, form.cover.data
        b = people.named(station_id, form.b.data, field="b")
        cover = people.named(station_id, named, field="cover") if named else None
        decisions.replace_buddy(
            one, b, form.reason.data, by=me(), at=now(), cover=cover, override=form.override.data
        )

    return _done(one, form, "replace", deed, _("换好了，已经去问"))


def _done(one: Case, form: Form, name: str, deed: Any, said: str) -> Any:
    """Do it and show the case, or the form again with what is wrong."""
    if form.validate():
        try:
            deed()
        except BadInput as refusal:
            form.refuse(refusal)
        else:
            flash(said)
            return see(url_for("escalations.show", case_id=one.id))
    return _page(one, chosen=True, status=422, **{name: form})


def _lines() -> list[board.Line]:
    station_id = my_station().id
    period = min(bill.latest_period(station_id) or period_of(today()), period_of(today()))
    return board.of_station(station_id, period, now())


def _page(
    one: Case | None,
    *,
    lines: list[board.Line] | None = None,
    chosen: bool = False,
    status: int = 200,
    **forms: Form,
) -> Any:
    lines = _lines() if lines is None else lines
    seen = closeup.of(one, now()) if one else None
    return page(
        "escalations/show.html",
        status=status,
        period=one.period if one else period_of(today()),
        lines=lines,
        counts=case_page.counts(lines),
        groups=case_page.groups(lines),
        chosen=chosen,
        seen=seen,
        forms={
            "defer": forms.get("defer") or case_forms.DeferralForm(formdata=None),
            "replace": forms.get("replace") or case_forms.ReplacementForm(formdata=None),
            "end": forms.get("end") or case_forms.ReasonForm(formdata=None),
        },
        opened=next(iter(forms), ""),
        turn=case_words.turn,
        **(_close(seen) if seen else {}),
    )


def _close(seen: closeup.Closeup) -> dict[str, Any]:
    """What only a chosen case has."""
    staff = people.of_station(seen.case.station_id)
    b = next((p for p in staff if seen.buddy and p.id == seen.buddy.person.id), None)
    suggestions = pairing.board(seen.case.station_id, now()).suggestions
    return {
        "chip": case_words.chip(seen.state),
        "b_post": words.of_post(b) if b else "",
        "chart": case_page.chart(seen, today()),
        "steps": case_words.timeline(seen.facts.steps),
        "checks": [case_words.guard(one) for one in seen.checks],
        "shut": {
            deed: case_words.shut(seen.state, deed, seen.deferrals_left)
            for deed in ("replace", "defer", "end")
        },
        "deferral_days": [(day.isoformat(), day_text(day)) for day in seen.deferral_days],
        "debts": case_page.debts(seen),
        "result": case_words.result(seen.state, seen.facts.a.name),
        "b_posts": choices.people(p for p, _n in suggestions if p.role in HOLDING_ROLES),
        "covers": choices.people(p for p in staff if p.id != seen.case.staff_id),
    }
