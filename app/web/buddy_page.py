"""The parts of a B post's page (look/07): the band, how A stands, whom to walk first."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from app.clock import business_day, local
from app.escalation.closeup import Closeup
from app.escalation.steps import Kind, State, Step
from app.escalation.timing import pending_run
from app.standing import debtors, own, progress
from app.station.people import Staff
from app.station.settings import Settings
from app.web import case_words, links, words
from app.web.dates import day_text, nth

_WHY = (Kind.MISSED, Kind.DEFERRAL_OVER, Kind.REPLACED)


def shaped(seen: Closeup, me: Staff, at: datetime, settings: Settings) -> dict[str, Any]:
    """What the page shows of one A's case."""
    day, period = business_day(at), seen.case.period
    districts, station_id = sorted(seen.districts), seen.case.station_id
    top = debtors.largest(districts, period)
    earlier = progress.earlier_by_district(station_id, period)
    old = [earlier[d] for d in districts if d in earlier]
    households, open_fen = debtors.owing(districts, period)
    standing = own.standing(seen.case.staff_id, districts, period, day, settings)
    paid = progress.settled_by_day(station_id, period, districts)
    band = _band(seen, me)
    return {
        "seen": seen,
        "band": band,
        "chip": None if band else case_words.chip(seen.state),
        "why": _why(seen),
        "checks": _checks(seen),
        "starts": _starts(seen, day),
        "until": _("到 %(d)s 日节点", d=nth(seen.until)) if seen.until else "",
        "progress": standing,
        "call_url": links.call(seen.case.staff.phone),
        "households": households,
        "open_fen": open_fen,
        "old_fen": sum(fen for fen, _n in old),
        "old_count": sum(n for _fen, n in old),
        "yesterday": next((p for p in paid if p[0] == day - timedelta(days=1)), None),
        "top": [(d, *words.age(d.due_on, day)) for d in top],
        "top_percent": _share(sum(d.period_fen for d in top), open_fen),
        "steps": case_words.timeline(seen.facts.steps[-3:]),
    }


def _band(seen: Closeup, me: Staff) -> str:
    """Which band the page has: asked, promised, waits, covers, helps or none ('')."""
    if seen.asked == me.id:
        answer = seen.facts.answer
        said_yes = answer is not None and answer.accepted and answer.b_id == me.id
        return "promised" if said_yes else "asked"
    if seen.put_off_to:
        return "waits"
    cover = seen.facts.cover
    if cover is not None and cover.b.id == me.id:
        return "covers"
    return "helps" if seen.state == State.ASSIST else ""


def _why(seen: Closeup) -> list[Step]:
    """The steps that led here, to be said as they stand."""
    if seen.state == State.PENDING:
        return [step for step in pending_run(seen.facts) if step.kind in _WHY]
    last = next((s for s in reversed(seen.facts.steps) if s.state == seen.state), None)
    return [last] if last and seen.state in (State.ASSIST, State.TAKEOVER) else []


def _checks(seen: Closeup) -> list[tuple[str, str, str]]:
    """(icon, tone, words): who does my own work, whether A has handed in, and what stands in the
    way. What is well and concerns others is left out: the head's page has it all."""
    good, a = ("check-circle", "good"), seen.facts.a.name
    found = []
    buddy = seen.buddy
    if buddy and buddy.own_post_cover:
        found.append((*good, _("你的活，%(name)s替你", name=buddy.own_post_cover)))
    if all(one.ok for one in seen.checks if one.kind == "demand"):
        found.append((*good, _("%(name)s的现金解清了，凭条点清了", name=a)))
    for one in seen.checks:
        if not one.ok and one.kind != "answer":
            icon, tone, label, detail = case_words.guard(one)
            found.append((icon, tone, label + _("：") + detail))
    return found


def _starts(seen: Closeup, day: Any) -> str:
    """'今天 14:00', or the day with its weekday."""
    if seen.start is None:
        return ""
    wall = local(seen.start)
    when = _("今天") if wall.date() == day else day_text(wall.date())
    return f"{when} {wall:%H:%M}"


def _share(part: int, whole: int) -> int:
    """Whole per cents, cut off."""
    return part * 100 // whole if whole else 0
