"""设置: what the station decides for itself, each value from a day on and by whom."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from app.refusals import BadInput, NotInSight
from app.station import settings
from app.web import desk_forms, setting_fields
from app.web.dates import day_text
from app.web.moment import now, today
from app.web.page import page, see
from app.web.session import me, my_station


def index() -> Any:
    """Every setting with its value, and the form of the one that is being changed."""
    return _page(desk_forms.SettingForm(formdata=None), 200)


def create() -> Any:
    """Set one value from a day on."""
    form = desk_forms.SettingForm()
    name = form.name.data
    if name not in setting_fields.SETTINGS:
        raise NotInSight()
    try:
        if not form.validate():
            return _page(form, 422)
        value = setting_fields.parse(name, form.value.data)
        settings.change(my_station(), name, value, since=form.since.data, by=me(), at=now())
    except BadInput as refusal:
        form.refuse(refusal)
        return _page(form, 422)
    label, day = setting_fields.SETTINGS[name].label, day_text(form.since.data)
    flash(_("%(name)s，%(day)s起改好了", name=label, day=day))
    return see(url_for("settings.index"))


def _page(form: desk_forms.SettingForm, status: int) -> Any:
    station_id = my_station().id
    return page(
        "settings/index.html",
        status=status,
        form=form,
        settings=setting_fields.SETTINGS,
        fields=setting_fields,
        current=settings.of(station_id, today()),
        rows=settings.rows(station_id),
    )
