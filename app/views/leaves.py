"""请假替班: who is away, who works the districts meanwhile."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from app.refusals import BadInput
from app.standing import holdings
from app.station import assignment, away, people
from app.web import choices, desk_forms, territory_forms
from app.web.dates import day_text
from app.web.moment import now, today
from app.web.page import page, see
from app.web.session import me, my_station


def index() -> Any:
    """Leaves running and to come, and the form for one more."""
    return _page(territory_forms.LeaveForm(), 200)


def create() -> Any:
    """Register a leave: its cover works the districts from `since` to the day before `until`."""
    form = territory_forms.LeaveForm()
    if not form.validate():
        return _page(form, 422)
    station_id = my_station().id
    try:
        person = people.named(station_id, form.staff.data)
        named = form.cover.data
        cover = assignment.holder(station_id, named, field="cover") if named else None
        away.go(
            person, cover, since=form.since.data, until=form.until.data,
            by=me(), at=now(), why=form.why.data,
        )  # fmt: skip
    except BadInput as refusal:
        form.refuse(refusal)
        return _page(form, 422)
    day = day_text(form.since.data)
    flash(_("%(name)s%(day)s起请假，登记好了", name=person.name, day=day))
    return see(url_for("leaves.index"))


def end(leave_id: int) -> Any:
    """Somebody is back earlier."""
    leave = away.find(my_station().id, leave_id)
    form = desk_forms.EndingForm()
    if not form.validate():
        return _page(territory_forms.LeaveForm(formdata=None), 422, ending=form)
    away.come_back(leave, on=form.day(), by=me(), at=now())
    flash(_("%(name)s回来了，台区还归他走", name=leave.staff.name))
    return see(url_for("leaves.index"))


def _page(form: territory_forms.LeaveForm, status: int, ending: Any = None) -> Any:
    station_id = my_station().id
    held = holdings.of_station(station_id, now())
    return page(
        "leaves/index.html",
        status=status,
        form=form,
        ending=ending,
        leaves=away.from_day(station_id, today()),
        people=choices.people(people.of_station(station_id)),
        covers=choices.holders(assignment.holders(station_id), held),
    )
