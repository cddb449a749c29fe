"""What stands round every page: navigation, banner, language, how old the figures are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.billing import feed
from app.clock import local
from app.web import language, session
from app.web.dates import clock_text, short_day
from app.web.moment import now, today


@dataclass(frozen=True)
class Tab:
    """One place to go: words, icon, address, whether one is there, and a count to show."""

    label: str
    icon: str
    url: str
    active: bool
    badge: int = 0


def context() -> dict[str, Any]:
    """For every template."""
    signed_in = current_user.is_authenticated
    return {
        "locale": language.chosen(),
        "theme": language.theme(),
        "today": today,
        "now_text": f"{local(now()):%H:%M}",
        "nav": nav() if signed_in else [],
        "tabs": Tabs() if signed_in else [],
        "asof_text": AsOf(),
        "demo_banner": current_app.extensions["demo_banner"](now()),
    }


def nav() -> list[Tab]:
    """The desk's navigation for the person's role."""
    if current_user.role in ("collector", "staff"):
        return []
    entries = _desk().get(current_user.role, ())
    if current_user.role == "administrator" and not current_user.person.station_id:
        entries = entries[:1]  # whoever looks after all stations has none to work on
    return _tabs([entry for entry in entries if entry[2] in current_app.view_functions])


def tabs() -> list[Tab]:
    """The phone's tab bar: at most five."""
    known = {
        "today.index": (_("今日"), "route"),
        "customers.index": (_("客户"), "customers"),
        "cash.show": (_("现金"), "cash"),
        "buddy.show": (_("帮扶"), "buddy"),
        "me.show": (_("我的"), "me"),
    }
    return _tabs([(*known[view], view) for view in phone_places()])


def phone_places() -> tuple[str, ...]:
    """The views of the tab bar. A B post has 帮扶 in place of 现金, until it takes over: then
    现金 is there and 帮扶 stands at the top of 今日."""
    if current_user.role not in ("collector", "staff", "head"):
        return ("customers.index", "me.show")
    held = session.scope()
    places = ["today.index"] if session.in_the_field() else []
    places.append("customers.index")
    if held.working or current_user.role == "collector":
        places.append("cash.show")
    if "pair" in held.kinds and (held.responsible or not held.acting):
        places.append("buddy.show")
    return (*places, "me.show")


def _desk() -> dict[str, tuple[tuple[str, str, str], ...]]:
    customers = (_("客户"), "customers", "customers.index")
    territory = (_("台区"), "map", "territory.index")
    imports = (_("导入"), "file", "imports.index")
    remittances = (_("解款"), "cash", "remittances.index")
    return {
        "head": (
            (_("进度"), "route", "station.show"),
            customers,
            territory,
            (_("派工单"), "print", "sheets.index"),
            (_("帮扶"), "buddy", "escalations.index"),
            remittances,
            imports,
        ),
        "cashier": (remittances, customers),
        "administrator": ((_("人员"), "me", "people.index"), territory, imports, customers),
        "bureau": ((_("各所"), "route", "bureau.index"),),
    }


# Pages that have no place of their own in the top bar stand under another's.
_UNDER = {
    "districts": "territory", "zones": "territory", "leaves": "territory",
    "people": "territory", "pairs": "escalations", "targets": "escalations", "cases": "me",
    "buddy": "today",
}  # fmt: skip


def _tabs(places: list[tuple[str, str, str]]) -> list[Tab]:
    """The places as tabs; the one the request is at, or stands under, is active."""
    here = (request.endpoint or "").partition(".")[0]
    modules = {endpoint.partition(".")[0] for _label, _icon, endpoint in places}
    here = here if here in modules else _UNDER.get(here, "")
    return [
        Tab(label, icon, url_for(endpoint), endpoint.partition(".")[0] == here)
        for label, icon, endpoint in places
    ]


class Tabs:
    """The phone's tab bar, worked out only where it is shown: a desk has none."""

    def __iter__(self) -> Iterator[Tab]:
        return iter(tabs())


class AsOf:
    """How old the figures are: 数据截至 10 月 20 日 24:00. Looked up only where it is shown."""

    def __str__(self) -> str:
        if "asof_text" not in g:
            g.asof_text = _asof_text()
        return g.asof_text


def _asof_text() -> str:
    person = session.me()
    if not person.station_id:
        return ""
    moment = feed.money_as_of(person.station_id)
    return _("数据截至 %(day)s", day=until(moment)) if moment else _("还没有导入数据")


def until(moment: datetime) -> str:
    """A deadline in words; midnight is 24:00 of the day before."""
    wall = local(moment)
    if wall.hour == wall.minute == 0:
        return f"{short_day(local(moment - feed.INSTANT_BEFORE).date())} 24:00"
    return clock_text(wall)
