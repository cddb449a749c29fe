"""The parts of today's page: the checkpoints, the stretches of the round, the stop to go to now."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from app.clock import period_last_day, period_of
from app.dayplan.round import Call
from app.standing.own import Standing
from app.standing.rate import FULL_BP, short_rate_text
from app.standing.target import Mark
from app.web import dates, links, stops
from app.web.stops import Row, Speech


class Village(NamedTuple):
    """A stretch of the round in one village; `eta` is when it begins, '' where nobody knows."""

    name: str
    eta: str
    rows: list[Row]


class Next(NamedTuple):
    """The stop to go to now; `call_url` and `navigate_url` are '' where unknown."""

    n: int
    name: str
    place: str
    fen: int
    age: str
    tone: str
    remark: str
    warnings: tuple[str, ...]
    distance: str
    call_url: str
    navigate_url: str
    url: str
    visit_url: str


def marks(standing: Standing) -> list[tuple[int, str, str]]:
    """The checkpoints for the bar: basis points, label, state."""
    return [
        (mark.rate_bp, _mark_label(mark), state)
        for mark, state in zip(standing.marks, standing.states, strict=True)
    ]


def _mark_label(mark: Mark) -> str:
    if mark.rate_bp == FULL_BP and mark.due == period_last_day(period_of(mark.due)):
        return _("月末")
    return _("%(d)s日 %(r)s%%", d=dates.nth(mark.due), r=short_rate_text(mark.rate_bp))


def villages(calls: Sequence[Call], speech: Speech, next_n: int) -> list[Village]:
    """The round in stretches by village, in the order of the stops."""
    stretches: list[Village] = []
    for call in calls:
        if not stretches or stretches[-1].name != call.village:
            stretches.append(Village(call.village, stops.clock(call.eta), []))
        stretches[-1].rows.append(speech.row(call, call.n == next_n))
    return stretches


def coming(call: Call, day: date, speech: Speech, warnings: tuple[str, ...]) -> Next:
    """The stop to go to now."""
    age, tone = speech.age(call.due_on)
    return Next(
        n=call.n,
        name=call.name,
        place=stops.address(call, village=True),
        fen=call.open_fen,
        age=age,
        tone=tone,
        remark=_remark(call, day, speech),
        warnings=warnings,
        distance=_distance(call, speech),
        call_url=links.call(call.phone),
        navigate_url=links.navigate(call.lat, call.lon),
        url=url_for("customers.show", account_no=call.account_no),
        visit_url=url_for("visits.new", account_no=call.account_no),
    )


def _remark(call: Call, day: date, speech: Speech) -> str:
    """What one should know before knocking: how many months, and what came of it last time."""
    parts = [_("欠 %(n)s 个月", n=call.periods)] if call.periods > 1 else []
    if call.last is None or call.last.day < day.replace(day=1):
        parts.append(_("%(month)s还没人联系过", month=dates.month(period_of(day), day)))
    else:
        parts.append(speech.happened(call.last))
    return _("，").join(parts)


def _distance(call: Call, speech: Speech) -> str:
    """The road from the stop before: where the phone is, only the phone knows."""
    if call.leg_m is None:
        return ""
    far = speech.metres(call.leg_m)
    return _("离供电所 %(far)s", far=far) if call.n == 1 else _("离上一站 %(far)s", far=far)
