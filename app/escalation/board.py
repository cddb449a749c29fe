"""A station's cases at a glance: one line each, those that need somebody first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.clock import business_day
from app.escalation import case
from app.escalation.case import Case
from app.escalation.steps import Kind, State, Step
from app.standing import progress
from app.standing.progress import Measure
from app.standing.rate import rate_bp
from app.station import pair, sight

# Who waits for a decision first, who is well last.
GRAVITY = (
    State.REFERRED, State.PENDING, State.TAKEOVER, State.ASSIST, State.RETURNED, State.NORMAL,
    State.CLOSED_MISSED, State.CLOSED_MET_BY_B, State.CLOSED_MET,
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One case: A's name, B's (or ''), the state, what it waits for, the last step that changed
    something, and the rate as it stands now in basis points (None without a receivable)."""

    case_id: int
    staff_id: int
    name: str
    b: str
    period: int
    state: State
    waiting: str
    last: Step | None
    rate_bp: int | None

    @property
    def needs_head(self) -> bool:
        """Whether somebody should look at it today."""
        return self.state in (State.REFERRED, State.PENDING, State.ASSIST) or bool(self.waiting)


def of_station(station_id: int, period: int, at: datetime) -> list[Line]:
    """The cases of that period, and those still open from before it, the gravest first. A fixed
    number of queries."""
    cases = case.of_station(station_id, period)
    cases += [one for one in case.still_open(station_id) if one.period < period]
    steps = case.steps_of([one.id for one in cases])
    districts = sight.responsible_districts(station_id, at)
    b_of = {row.a_id: row.b.name for row in pair.on(station_id, business_day(at))}
    stands = {
        period: progress.now_by_district(station_id, period)
        for period in {one.period for one in cases}
    }
    lines = [
        _line(one, b_of, steps.get(one.id, ()), _sum(stands[one.period], districts, one.staff_id))
        for one in cases
    ]
    return sorted(lines, key=_order)


def _line(one: Case, b_of: dict[int, str], steps: Sequence[Step], measure: Measure) -> Line:
    turns = (step for step in reversed(steps) if step.kind != Kind.WARNED)
    return Line(
        case_id=one.id,
        staff_id=one.staff_id,
        name=one.staff.name,
        b=b_of.get(one.staff_id, ""),
        period=one.period,
        state=State(one.state),
        waiting=one.waiting,
        last=next(turns, None),
        rate_bp=rate_bp(measure.settled_fen, measure.due_fen),
    )


def _sum(stands: dict[int, Measure], districts: dict[int, list[int]], staff_id: int) -> Measure:
    return progress.total([stands[d] for d in districts.get(staff_id, ()) if d in stands])


def _order(line: Line) -> tuple[int, int, str]:
    rate = 10_001 if line.rate_bp is None else line.rate_bp
    return GRAVITY.index(line.state), rate, line.name
