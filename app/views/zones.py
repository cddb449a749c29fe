"""片区和线路: zones made, renamed and filled; a whole zone or feeder given to one person."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from app.refusals import BadInput, Stale
from app.standing import holdings
from app.station import assignment, grant, territory, zones
from app.station.territory import Feeder, Zone
from app.web import choices, territory_forms
from app.web.dates import day_text
from app.web.moment import now
from app.web.page import page, see
from app.web.session import me, my_station


def index() -> Any:
    """Every zone and feeder with its districts and who holds it."""
    return _index(territory_forms.ZoneForm(), 200)


def create() -> Any:
    """Make a zone."""
    form = territory_forms.ZoneForm()
    try:
        if not form.validate():
            return _index(form, 422)
        zone = zones.make(my_station(), form.name.data, by=me(), at=now())
    except BadInput as refusal:
        form.refuse(refusal)
        return _index(form, 422)
    return see(url_for("zones.show", zone_id=zone.id))


def show(zone_id: int) -> Any:
    """One zone: its districts, who holds it, and what may be done with it."""
    return _unit("zone", territory.find_zone(my_station().id, zone_id))


def feeder(feeder_id: int) -> Any:
    """The same for a feeder, whose districts come with the import."""
    return _unit("feeder", territory.find_feeder(my_station().id, feeder_id))


def update(zone_id: int) -> Any:
    """Rename the zone."""
    zone = territory.find_zone(my_station().id, zone_id)
    form = territory_forms.ZoneForm()
    try:
        if not form.validate():
            return _unit("zone", zone, 422, naming=form)
        zones.rename(zone, form.name.data, by=me(), at=now())
    except BadInput as refusal:
        form.refuse(refusal)
        return _unit("zone", zone, 422, naming=form)
    return see(url_for("zones.show", zone_id=zone_id))


def place(zone_id: int) -> Any:
    """Have the ticked districts belong to the zone from a day on."""
    zone = territory.find_zone(my_station().id, zone_id)
    form = territory_forms.PlacementForm()
    try:
        if not form.validate():
            return _unit("zone", zone, 422, placing=form)
        districts = territory.find_many(zone.station_id, form.codes())
        zones.put(districts, zone, since=form.since.data, by=me(), at=now())
    except BadInput as refusal:
        form.refuse(refusal)
        return _unit("zone", zone, 422, placing=form)
    day = day_text(form.since.data)
    flash(_("%(n)s 个台区，%(day)s起归%(zone)s", n=len(districts), day=day, zone=zone.name))
    return see(url_for("zones.show", zone_id=zone_id))


def assign(zone_id: int) -> Any:
    """Give the whole zone to a person."""
    zone = territory.find_zone(my_station().id, zone_id)
    return _assign("zone", zone, url_for("zones.show", zone_id=zone_id))


def assign_feeder(feeder_id: int) -> Any:
    """Give the whole feeder to a person."""
    found = territory.find_feeder(my_station().id, feeder_id)
    return _assign("feeder", found, url_for("zones.feeder", feeder_id=feeder_id))


def _assign(unit: str, record: Zone | Feeder, url: str) -> Any:
    form = territory_forms.AssignmentForm()
    try:
        if not form.validate():
            return _unit(unit, record, 422, giving=form)
        to = assignment.holder(record.station_id, form.staff.data)
        assignment.assign_whole(
            unit, record.id, to, since=form.since.data, by=me(), at=now(), why=form.why.data,
            expected=form.expected.data, together=form.together.data,
        )  # fmt: skip
    except BadInput as refusal:
        form.refuse(refusal)
        return _unit(unit, record, 422, giving=form)
    except Stale as refusal:
        form.overtaken(refusal)
        return _unit(unit, record, 409, giving=form)
    day = day_text(form.since.data)
    flash(_("%(unit)s，%(day)s起归%(name)s", unit=record.name, day=day, name=to.name))
    return see(url)


def _index(form: territory_forms.ZoneForm, status: int) -> Any:
    station_id = my_station().id
    return page(
        "zones/index.html",
        status=status,
        form=form,
        zones=territory.zones(station_id),
        feeders=territory.feeders(station_id),
        held=holdings.of_station(station_id, now()),
        whole=assignment.whole(station_id, now()),
    )


def _unit(unit: str, record: Zone | Feeder, status: int = 200, **forms: Any) -> Any:
    held = holdings.of_station(record.station_id, now())
    newest = assignment.newest([record.id], unit).get(record.id)
    return page(
        "zones/show.html",
        status=status,
        unit=unit,
        record=record,
        inside=[one for one in held if getattr(one, unit) == record.name],
        outside=[one for one in held if getattr(one, unit) != record.name],
        whole=assignment.whole(record.station_id, now()).get((unit, record.id)),
        newest=newest.id if newest else 0,
        people=choices.holders(assignment.holders(record.station_id), held),
        history=grant.history(unit, record.id),
        giving=forms.get("giving") or territory_forms.AssignmentForm(formdata=None),
        naming=forms.get("naming") or territory_forms.ZoneForm(formdata=None, name=record.name),
        placing=forms.get("placing") or territory_forms.PlacementForm(formdata=None),
        now=now(),
    )
