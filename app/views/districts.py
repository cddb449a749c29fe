"""One district: who is responsible and who acts, since when, and everything it was before."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from app.refusals import BadInput, Stale
from app.standing import holdings
from app.station import assignment, grant, territory
from app.station.territory import District
from app.web import choices, territory_forms
from app.web.dates import day_text
from app.web.moment import now
from app.web.page import page, see
from app.web.session import me, my_station


def show(code: str) -> Any:
    """The page."""
    return _page(territory.find(my_station().id, code), territory_forms.AssignmentForm(), 200)


def assign(code: str) -> Any:
    """Make somebody responsible for the district from a day on."""
    district = territory.find(my_station().id, code)
    form = territory_forms.AssignmentForm()
    if not form.validate():
        return _page(district, form, 422)
    try:
        to = assignment.holder(district.station_id, form.staff.data)
        assignment.assign(
            "district", district.id, to, since=form.since.data, by=me(), at=now(),
            why=form.why.data, expected=form.expected.data,
        )  # fmt: skip
    except BadInput as refusal:
        form.refuse(refusal)
        return _page(district, form, 422)
    except Stale as refusal:
        form.overtaken(refusal)
        return _page(district, form, 409)
    day = day_text(form.since.data)
    flash(_("%(district)s，%(day)s起归%(name)s", district=district.name, day=day, name=to.name))
    return see(url_for("districts.show", code=code))


def _page(district: District, form: territory_forms.AssignmentForm, status: int) -> Any:
    held = holdings.of_station(district.station_id, now())
    newest = assignment.newest([district.id]).get(district.id)
    return page(
        "districts/show.html",
        status=status,
        district=district,
        form=form,
        one=next(one for one in held if one.district.id == district.id),
        newest=newest.id if newest else 0,
        people=choices.holders(assignment.holders(district.station_id), held),
        history=grant.history("district", district.id),
        places=territory.history(district.id),
        now=now(),
    )
