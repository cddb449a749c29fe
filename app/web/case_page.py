"""The parts of a case's page (look/13): the curve, the line of steps, the checklist, the debts."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.clock import period_last_day, period_of
from app.escalation.board import Line
from app.escalation.closeup import Closeup
from app.escalation.facts import Checkpoint
from app.escalation.steps import Kind, State
from app.escalation.timing import points
from app.standing import debtors, overview, progress
from app.standing.rate import rate_bp, rate_text, short_rate_text
from app.web import case_words
from app.web.dates import nth

# So many of the people who are well stand in the list; the rest are a tap away.
MOST_WELL = 5
_MARKS = {Kind.MET: "met", Kind.MISSED: "missed", Kind.HELD: "met"}
_DOTS = {Kind.ASSIST: "amber", Kind.HELP_ASKED: "amber", Kind.ON_PACE: "good"}


def groups(lines: list[Line]) -> list[dict[str, Any]]:
    """The list at the left: (state's words, how many, rows, rows to fold away)."""
    found: dict[State, list[Line]] = {}
    for line in lines:
        found.setdefault(line.state, []).append(line)
    return [
        {
            "state": state,
            "title": case_words.state(state),
            "rows": rows[: MOST_WELL if state == State.NORMAL else None],
            "more": rows[MOST_WELL:] if state == State.NORMAL else [],
        }
        for state, rows in found.items()
    ]


def counts(lines: list[Line]) -> list[tuple[str, int, bool]]:
    """(state's words, how many, whether it matters) for the page's head."""
    always = (State.NORMAL, State.ASSIST, State.PENDING, State.TAKEOVER, State.REFERRED)
    there = [line.state for line in lines]
    others = [state for state in State if state in there and state not in always]
    return [
        (case_words.state(state), there.count(state), state not in (State.NORMAL, *others))
        for state in (*always, *others)
    ]


def chart(seen: Closeup, today: date) -> dict[str, Any] | None:
    """The case's curve to the last day that a list tells, with checkpoints and turns; None when
    nothing is receivable or known."""
    period, station_id = seen.case.period, seen.case.station_id
    due_fen = progress.now_of(seen.districts, period).due_fen if seen.districts else 0
    if not due_fen or seen.facts.receivables_at is None:
        return None
    pace = seen.facts.pace
    until = min(pace.day if pace else today, period_last_day(period))
    points_ = overview.curve(station_id, period, until, due_fen, sorted(seen.districts))
    by_day = dict(points_)
    marks = [_mark(seen, p) for p in points(seen.facts) if period_of(p.due_on) == period]
    name, rate = seen.facts.a.name, rate_text(points_[-1][1] if points_ else 0)
    return {
        "days": period_last_day(period).day,
        "now": points_,
        "plan": [(seen.facts.release_day.day, 0), *((m[0], m[1]) for m in marks)],
        "marks": marks,
        "dots": [*_turns(seen, by_day), *_misses(seen, by_day)],
        "today_label": f"{rate}%",
        "sentence": _("%(name)s到今天回收 %(rate)s%%，虚线是计划", name=name, rate=rate),
    }


def _mark(seen: Closeup, point: Checkpoint) -> tuple[int, int, str, str, str]:
    """A checkpoint on the curve; one that was missed says by how much."""
    kind = next((k for k in _MARKS if seen.facts.has(k, point.due_on)), None)
    day, asked = nth(point.due_on), short_rate_text(point.required_bp)
    last = point.due_on == period_last_day(seen.case.period)
    label = _("月末 %(rate)s%%", rate=asked) if last else _("%(d)s日 %(rate)s%%", d=day, rate=asked)
    reached = ""
    measure = seen.facts.as_of.get(point.due_on)
    if kind == Kind.MISSED and measure:
        label = _("%(d)s日 要 %(rate)s%%", d=day, rate=asked)
        bp = rate_bp(measure.settled_fen, measure.due_fen) or 0
        reached = _("只到 %(rate)s%%", rate=rate_text(bp))
    state = _MARKS[kind] if kind else "coming"
    return point.due_on.day, point.required_bp, label, reached, state


def _turns(seen: Closeup, by_day: dict[int, int]) -> list[tuple[int, int, str, str]]:
    """Where help began and where the case was well again. Of two close together only the later is
    named, and none close to the newest point: words must not lie on one another."""
    turns = [s for s in seen.facts.steps if s.kind in _DOTS and s.on.day in by_day]
    turns = [s for s in turns if period_of(s.on) == seen.case.period]
    found = []
    for n, step in enumerate(turns, start=1):
        day = step.on.day
        following = turns[n].on.day if n < len(turns) else max(by_day)
        label = case_words.state(step.state) if following - day > 3 else ""
        found.append((day, by_day[day], label, _DOTS[step.kind]))
    return found


def _misses(seen: Closeup, by_day: dict[int, int]) -> list[tuple[int, int, str, str]]:
    days = [s.on for s in seen.facts.steps if s.kind == Kind.MISSED]
    days = [day for day in days if period_of(day) == seen.case.period and day.day in by_day]
    return [(day.day, by_day[day.day], "", "missed") for day in days]


def debts(seen: Closeup) -> dict[str, Any]:
    """Where the period's money still is: the largest debtors, then all others together."""
    period = seen.case.period
    households, fen = debtors.owing(seen.districts, period)
    top = debtors.largest(seen.districts, period)
    rows = [(_named(d.name, d.period_fen, fen), d.period_fen) for d in top]
    rest = households - len(top)
    if rest > 0:
        rows.append((_("其余 %(n)s 户", n=rest), fen - sum(d.period_fen for d in top)))
    return {"fen": fen, "rows": rows, "most": max((fen for _n, fen in rows), default=0)}


def _named(name: str, fen: int, whole: int) -> str:
    """'吴德斌，一户占 46%' for who owes a fifth of it or more."""
    percent = fen * 100 // whole if whole else 0
    return _("%(name)s，一户占 %(p)s%%", name=name, p=percent) if percent >= 20 else name
