"""谁管哪些台区 (look/12): the map, the list, each person's load, and reassigning one or many."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import current_app, flash, request, url_for
from flask_babel import gettext as _

from app.dayplan import reprint
from app.fieldwork.gcj import to_gcj
from app.money import yuan
from app.refusals import BadInput, Stale
from app.standing import holdings, reassignment, workload
from app.standing.rate import short_rate_text
from app.standing.workload import Filter, Held
from app.station import assignment, territory
from app.station.people import Staff
from app.web import choices, territory_forms
from app.web.dates import day_text, nth, short_day
from app.web.moment import now
from app.web.page import page, see
from app.web.session import me, my_station, settings


def index() -> Any:
    """The page; with `districts` and `to` the panel says what a reassignment would change."""
    form = territory_forms.ReassignForm(request.args)
    return _page(form, form.to.data or "", 200)


def assign() -> Any:
    """Give the ticked districts to somebody: all of them or none."""
    form = territory_forms.ReassignForm()
    if not form.validate():
        return _page(form, form.staff.data or "", 422)
    picked = territory.find_many(my_station().id, form.codes())
    try:
        to = assignment.holder(my_station().id, form.staff.data)
        seen = {d.id: form.seen()[d.code] for d in picked if d.code in form.seen()}
        assignment.assign_districts(
            picked, to, since=form.since.data, by=me(), at=now(), why=form.why.data, seen=seen
        )
    except BadInput as refusal:
        form.refuse(refusal)
        return _page(form, form.staff.data, 422)
    except Stale as refusal:
        form.overtaken(refusal)
        return _page(form, form.staff.data, 409)
    day = day_text(form.since.data)
    flash(_("%(n)s 个台区，%(day)s起归%(name)s", n=len(picked), day=day, name=to.name))
    return see(url_for("territory.index"))


def _page(form: territory_forms.ReassignForm, to: str, status: int) -> Any:
    held = holdings.of_station(my_station().id, now())
    people = assignment.holders(my_station().id)
    picked = [one for one in held if one.district.code in form.codes()]
    chosen = next((p for p in people if to and to in (p.number, p.login)), None)
    ids = [one.district.id for one in picked]
    filtered = _filter()
    return page(
        "territory/index.html",
        "territory/_picked.html",
        status=status,
        form=form,
        held=held,
        shown=[one for one in held if filtered.keeps(one)],
        filtered=filtered,
        orphans=[one for one in held if one.holder is None],
        picked=picked,
        newest=assignment.newest(ids),
        people=choices.holders(people, held),
        choices=choices.distinct(held),
        to=chosen,
        moves=workload.moves(held, ids, chosen) if chosen else [],
        checks=_checks(picked, chosen, form.day()) if chosen and picked else [],
        loads=workload.loads(held, [p for p in people if p.role == "collector"]),
        coming=assignment.coming(my_station().id, now()),
        names={one.district.id: one.district for one in held},
        map_data=_map_data(held),
    )


def _filter() -> Filter:
    asked = {name: request.args.get(name, "")[:100] for name in ("feeder", "zone", "village")}
    return Filter(
        **asked, holder=request.args.get("holder", "")[:100], text=request.args.get("q", "")[:100]
    )


def _checks(picked: Sequence[Held], to: Staff, since: date) -> list[tuple[str, str]]:
    """(tone, words) of everything to know before pressing the button."""
    found = reassignment.concerns(picked, to, since, settings())
    names = _("、").join(person.name for person in found.losers)
    day = day_text(since)
    said = []
    if found.away:
        said.append(("warn", _("%(name)s%(day)s请假", name=to.name, day=day)))
    if found.cash_fen:
        fen = yuan(found.cash_fen)
        said.append(("warn", _("%(name)s在这里收的 ¥%(yuan)s 还没解款", name=names, yuan=fen)))
    elif names:
        said.append(("good", _("%(name)s在这里没有未解现金", name=names)))
    for person in found.acting:
        said.append(("warn", _("%(name)s在这里替他走，到%(day)s止", name=person.name, day=day)))
    ids = [one.district.id for one in picked]
    for on, count in reprint.households(to.station_id, ids, since):
        said.append(
            ("warn", _("%(day)s派工单里有 %(n)s 户，会作废重打", day=short_day(on), n=count))
        )
    if found.mark:
        said.append((
            "info",
            _("%(d)s 日 %(rate)s%% 节点的结果仍记在%(name)s名下",
              d=nth(found.mark.due), rate=short_rate_text(found.mark.rate_bp), name=names),
        ))  # fmt: skip
    return said


def _map_data(held: Sequence[Held]) -> dict[str, Any]:
    """What static/territory.js draws: places, holders, and tiles if the set-up names some."""
    config = current_app.extensions["config"]
    return {
        "tiles": config.tiles,
        "credit": config.tiles_credit,
        "districts": [_dot(one, config.tiles_gcj) for one in held if one.district.lat],
    }


def _dot(one: Held, gcj: bool) -> dict[str, Any]:
    lat, lon = one.district.lat, one.district.lon
    if gcj:
        lat, lon = to_gcj(lat, lon)
    return {
        "code": one.district.code,
        "name": one.district.name,
        "town": one.district.town,
        "at": [round(lat, 5), round(lon, 5)],
        "holder": one.holder.number if one.holder else "",
        "person": one.holder.name if one.holder else "",
        "customers": one.customers,
        "text": _("%(n)s 户 · 欠 ¥%(yuan)s", n=one.customers, yuan=yuan(one.owed_fen)),
    }
