"""What a case's judgement is made from: frozen values only. Pure.

Instants are aware UTC, days are Asia/Shanghai dates, money is fen, rates are basis points,
people are staff ids. A span runs from `since` until the day before `until` (None: open).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from app.escalation.steps import Cover, Kind, Person, State, Step


@dataclass(frozen=True)
class Span:
    """Dates from `since` until the day before `until`, with the reason as people say it."""

    since: date
    until: date | None = None
    why: str = ""

    def covers(self, day: date) -> bool:
        """Whether the day lies within."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Checkpoint:
    """A rate to reach by 24:00 of a date. Of one case, the date names the checkpoint."""

    due_on: date
    required_bp: int


@dataclass(frozen=True)
class Measure:
    """Receivable of the period and what was paid of it before a deadline, known by J.

    `feed_reached_at` is the first instant at which a list reached the deadline, or None.
    """

    settled_fen: int
    due_fen: int
    feed_reached_at: datetime | None = None


@dataclass(frozen=True)
class Pace:
    """The last whole day that the feed tells: what was settled by its 24:00, known since when."""

    day: date
    settled_fen: int
    due_fen: int
    known_at: datetime


@dataclass(frozen=True)
class Claim:
    """How urgently a case wants its B: the most open money first, then the lowest district."""

    open_fen: int
    first_district: str

    @property
    def order(self) -> tuple[int, str]:
        """Smaller comes first."""
        return (-self.open_fen, self.first_district)


@dataclass(frozen=True)
class Buddy:
    """One dated pair, seen from A's case.

    `own_post_cover` names who does B's own work; `override` is the head's signed reason to do
    without. `acting_for` names the other A's whose districts B acts in at the moment of takeover.
    `own_case` is the state of B's own case, if B is somebody's A. `rivals` are the other pending
    cases that would take the same B at the same instant.
    """

    person: Person
    since: date
    until: date | None = None
    own_post_cover: str = ""
    cover_since: date | None = None
    override: str = ""
    may_take_over: bool = True
    leave: tuple[Span, ...] = ()
    acting_for: tuple[str, ...] = ()
    own_case: State | None = None
    rivals: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What B said to being asked."""

    b_id: int
    accepted: bool
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Settings:
    """What a station decides about cases (domain.md §2.2 has the defaults)."""

    waiting_limit: timedelta = timedelta(hours=32)
    takeover_time: time = time(8, 0)
    ask_from: time = time(7, 30)
    silence_is_consent: bool = True
    defer_working_days: int = 2
    most_deferrals: int = 1
    most_takeovers: int = 1
    leftover_days: int = 10
    warn_days: int = 2
    pace_margin_bp: int = 0


def _monday_to_friday(day: date) -> bool:
    return day.weekday() < 5


@dataclass(frozen=True)
class Facts:
    """All that `decide` may know about one case (A, period).

    `checkpoints` are of the target version in force at each one's date. `as_of` holds a measure
    for each checkpoint date, and for the settlement day, whose verdict can be due; J for it is
    `timing.verdict_at`. `receivables_at` is since when a full list of receivables is there, None
    while it is not (应收不全). `workday` must be pure: the calendar's answer for a date.
    """

    period: int
    a: Person
    release_day: date
    settlement_day: date
    checkpoints: tuple[Checkpoint, ...]
    as_of: Mapping[date, Measure] = field(default_factory=dict)
    receivables_at: datetime | None = None
    pace: Pace | None = None
    pairs: tuple[Buddy, ...] = ()
    state: State = State.NORMAL
    steps: tuple[Step, ...] = ()
    answer: Answer | None = None
    cash_fen: int = 0
    open_slips: int = 0
    claim: Claim | None = None
    holds: tuple[Span, ...] = ()
    workday: Callable[[date], bool] = _monday_to_friday

    def after(self, steps: tuple[Step, ...]) -> "Facts":
        """The same facts once these steps are taken."""
        if not steps:
            return self
        return replace(self, steps=self.steps + steps, state=steps[-1].state)

    def has(self, kind: Kind, on: date) -> bool:
        """Whether that step was taken."""
        return self.times(kind, on) > 0

    def times(self, kind: Kind, on: date) -> int:
        """How often that step was taken."""
        return sum(s.kind == kind and s.on == on for s in self.steps)

    def buddy_on(self, day: date) -> Buddy | None:
        """The B paired with A that day."""
        return next((p for p in self.pairs if Span(p.since, p.until).covers(day)), None)

    def hold_on(self, day: date) -> Span | None:
        """The policy hold or disaster in force that day."""
        return next((h for h in self.holds if h.covers(day)), None)

    @property
    def cover(self) -> Cover | None:
        """The cover that runs now."""
        last = next((s.cover for s in reversed(self.steps) if s.cover), None)
        return last if last and last.until is None else None
