"""人员: accounts made, changed and closed; first passwords, each shown once."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.refusals import BadInput, NotInSight
from app.station import accounts, people
from app.station.people import Staff, Station
from app.web import desk_forms, words
from app.web.moment import now
from app.web.page import page, see
from app.web.session import me


def index() -> Any:
    """The list; an administrator without a station chooses one with ?station=CODE."""
    return _list(_station(), desk_forms.NewPersonForm(formdata=None), 200)


def create() -> Any:
    """Make an account and show its first password, once."""
    form = desk_forms.NewPersonForm()
    station = me().station if me().station_id else people.station_by_code(form.station.data)
    try:
        if not form.validate():
            return _list(station, form, 422)
        person, first = accounts.make(
            station=station, bureau=people.bureau_by_code(form.bureau.data), role=form.role.data,
            by=me(), at=now(), login=form.login.data, name=form.name.data,
            number=form.number.data, phone=form.phone.data, post=form.post.data,
        )  # fmt: skip
    except BadInput as refusal:
        form.refuse(refusal)
        return _list(station, form, 422)
    return page("people/password.html", person=person, first=first, new=True)


def show(login: str) -> Any:
    """One account."""
    person = accounts.find(me(), login)
    return _one(person, desk_forms.PersonForm(formdata=None, obj=person), 200)


def update(login: str) -> Any:
    """Change name, phone, post or role."""
    person = accounts.find(me(), login)
    form = desk_forms.PersonForm()
    try:
        if not form.validate():
            return _one(person, form, 422)
        accounts.change(
            person, name=form.name.data, phone=form.phone.data, post=form.post.data,
            role=form.role.data, by=me(), at=now(),
        )  # fmt: skip
    except BadInput as refusal:
        form.refuse(refusal)
        return _one(person, form, 422)
    flash(_("%(name)s改好了", name=form.name.data))
    return see(url_for("people.show", login=login))


def close(login: str) -> Any:
    """Close the account for good."""
    person = accounts.find(me(), login)
    held = accounts.held_count(person, now())
    accounts.close(person, by=me(), at=now())
    flash(_("%(name)s的账号关了", name=person.name))
    if held:
        flash(_("名下的台区现在没人管，请所长派给别人"))
    return see(url_for("people.show", login=login))


def reset(login: str) -> Any:
    """A new first password, shown once."""
    person = accounts.find(me(), login)
    first = accounts.reset(person, by=me(), at=now())
    return page("people/password.html", person=person, first=first, new=False)


def _station() -> Station | None:
    if me().station_id:
        return me().station
    code = request.args.get("station", "")
    station = people.station_by_code(code) if code else None
    if code and station is None:
        raise NotInSight()
    return station


def _list(station: Station | None, form: desk_forms.NewPersonForm, status: int) -> Any:
    whole = me().station_id is None
    return page(
        "people/index.html",
        status=status,
        form=form,
        station=station,
        people=accounts.visible(me(), station),
        stations=[(s.code, s.name) for s in people.stations()] if whole else [],
        bureaus=[(b.code, b.name) for b in people.bureaus()] if whole else [],
        roles=_roles(),
        words=words,
        editing=current_user.role == "administrator",
    )


def _one(person: Staff, form: desk_forms.PersonForm, status: int) -> Any:
    return page(
        "people/show.html",
        status=status,
        person=person,
        form=form,
        roles=_roles(),
        words=words,
        editing=current_user.role == "administrator",
        may_reset=accounts.may_reset(person, me()),
        myself=person.id == me().id,
        held=accounts.held_count(person, now()),
    )


def _roles() -> list[tuple[str, str]]:
    return [(role, words.role(role)) for role in accounts.roles_to_give(me())]
