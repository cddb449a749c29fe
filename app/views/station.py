"""The station head's page (look/11): are we falling behind, and who."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from app.billing import bill, feed
from app.clock import period_last_day, period_of, previous_period
from app.escalation import board
from app.refusals import NotInSight
from app.standing import overview, progress, rate
from app.standing.overview import Overview, Row
from app.station import people
from app.station import settings as station_settings
from app.station.people import Station
from app.station.settings import Settings
from app.web import case_words, words
from app.web.dates import nth
from app.web.moment import now, today
from app.web.page import page
from app.web.session import me, scope

_SORTS = {
    "name": lambda r: r.number,
    "districts": lambda r: r.districts,
    "customers": lambda r: r.customers,
    "due": lambda r: r.measure.due_fen,
    "owed": lambda r: r.measure.open_fen,
    "debtors": lambda r: r.measure.open_count,
    "rate": lambda r: r.rate_bp or 0,
    "yesterday": lambda r: r.yesterday_bp,
    "old": lambda r: r.earlier_fen,
    "visits": lambda r: r.visits,
    "cash": lambda r: r.cash_fen,
}


def show() -> Any:
    """The page; a bureau names the station with ?station=CODE."""
    station = _station()
    settings = station_settings.of(station.id, today())
    period = min(bill.latest_period(station.id) or period_of(today()), period_of(today()))
    seen = overview.overview(station.id, period, now(), settings)
    complete = feed.has_receivables(station.id, period)
    lines, head = board.of_station(station.id, period, now()), me().role == "head"
    sort = request.args.get("sort", "-rate")
    return page(
        "station/show.html",
        period_text=words.month(period, today()),
        whole=seen.whole,
        complete=complete,
        seen=seen,
        next_mark=_next_mark(seen),
        chart=_chart(station, period, seen, settings) if complete else None,
        todo=(case_words.todo(lines) if head else []) + _todo(seen, settings),
        people=_sorted(seen.rows, sort),
        marks_bp=[m.rate_bp for m in seen.marks],
        near_fen=settings.cash_ceiling_fen * 8 // 10,
        states=case_words.beside(lines, linked=head),
        sort=sort,
        sort_url=_sort_url(station, sort),
    )


def _station() -> Station:
    """The own station, or for a bureau the one it asks for among its own."""
    if me().station_id:
        return me().station
    found = people.station_by_code(request.args.get("station", ""))
    if found is None or found.id not in scope().stations:
        raise NotInSight()
    return found


def _next_mark(seen: Overview) -> dict[str, Any] | None:
    """The next checkpoint and what is missing to it."""
    coming = next((m for m in seen.marks if m.due >= today()), None)
    if coming is None:
        return None
    gap = rate.gap_fen(seen.whole.measure.settled_fen, seen.whole.measure.due_fen, coming.rate_bp)
    return {"mark": coming, "gap_fen": gap}


def _chart(station: Station, period: int, seen: Overview, settings: Settings) -> dict[str, Any]:
    now_points = overview.curve(station.id, period, today(), seen.whole.measure.due_fen)
    before = previous_period(period)
    before_due = progress.total(list(progress.now_by_district(station.id, before).values())).due_fen
    last = overview.curve(station.id, before, period_last_day(before), before_due)
    days = max(period_last_day(period).day, len(last))
    by_day = dict(now_points)
    rate_text = rate.rate_text(seen.whole.rate_bp or 0)
    return {
        "days": days,
        "now": now_points,
        "last": last if before_due else [],
        "plan": overview.plan_curve(period, seen.marks, settings),
        "marks": [_mark(m, by_day) for m in seen.marks],
        "today_label": _("今天 %(rate)s%%", rate=rate_text),
        "last_label": words.month(before, today()),
        "need_label": _need(seen),
        "sentence": _("到今天回收 %(rate)s%%，灰线是上个月，虚线是计划", rate=rate_text),
    }


def _mark(mark: Any, by_day: dict[int, int]) -> tuple[int, int, str, str, str]:
    """A checkpoint on the curve: passed ones say where we stood."""
    label = _("%(d)s日 %(rate)s%%", d=nth(mark.due), rate=rate.short_rate_text(mark.rate_bp))
    if mark.due >= today():
        return mark.due.day, mark.rate_bp, label, "", "coming"
    stood = by_day.get(mark.due.day, 0)
    state = "met" if stood >= mark.rate_bp else "missed"
    return mark.due.day, mark.rate_bp, label, _("到 %(r)s%%", r=rate.rate_text(stood)), state


def _need(seen: Overview) -> str:
    coming = _next_mark(seen)
    if coming is None or not coming["gap_fen"]:
        return ""
    days = (coming["mark"].due - today()).days + 1
    each = -(-coming["gap_fen"] // days)
    return _(
        "要够 %(rate)s%%，每天收 ¥%(yuan)s",
        rate=rate.short_rate_text(coming["mark"].rate_bp),
        yuan=f"{-(-each // 100):,}",
    )


def _todo(seen: Overview, settings: Settings) -> list[dict[str, Any]]:
    """What waits for the head today, the gravest first."""
    found = []
    if seen.unheld:
        title, text = _("%(n)s 个台区没人管", n=seen.unheld), _("派给一个人，客户才有人问")
        found.append(_item("warning", "red", title, text, _("去改派"), url_for("territory.index")))
    near = settings.cash_ceiling_fen * 8 // 10
    for row in seen.rows:
        if row.cash_fen >= near:
            title = _("%(name)s手里现金 ¥%(y)s", name=row.name, y=f"{row.cash_fen / 100:,.2f}")
            text = _("上限 ¥%(y)s，请他来解款", y=f"{settings.cash_ceiling_fen // 100:,}")
            url = url_for("remittances.index")
            found.append(_item("cash", "amber", title, text, _("看解款"), url))
    return found


def _item(
    icon: str, tone: str, title: str, text: str, link_text: str, link_url: str
) -> dict[str, str]:
    return {
        "icon": icon, "tone": tone, "title": title, "text": text,
        "link_text": link_text, "link_url": link_url,
    }  # fmt: skip


def _sorted(rows: list[Row], sort: str) -> list[Row]:
    key = _SORTS.get(sort.lstrip("-"), _SORTS["rate"])
    return sorted(rows, key=key, reverse=sort.startswith("-"))


def _sort_url(station: Station, sort: str) -> Any:
    code = None if me().station_id else station.code

    def url(key: str) -> str:
        turned = key if sort == f"-{key}" else f"-{key}"
        return url_for("station.show", sort=turned, station=code)

    return url
