"""One case to vary: 安 (A) and 柏 (B), October 2026, checkpoints 18th 65 %, 25th 90 %, 31st."""

from datetime import date, datetime, timedelta

from app.clock import at, day_end
from app.escalation.facts import Buddy, Checkpoint, Facts, Measure, Pace, Settings
from app.escalation.steps import Person

AN = Person(10, "安安志")
BO = Person(20, "柏青")
OTHER = Person(30, "孟开国")
USUAL = Settings()
DUE_FEN = 5_000_000


def day(number: int, month: int = 10) -> date:
    return date(2026, month, number)


def moment(number: int, hour: int = 0, minute: int = 0, month: int = 10) -> datetime:
    """An instant by the wall clock of October (or another month)."""
    return at(day(number, month), hour, minute)


def morning_after(due_on: date) -> datetime:
    """07:30 of the next day, when the night's list is loaded."""
    return day_end(due_on) + timedelta(hours=7, minutes=30)


def measured(percent: float, due_on: date, reached_at: datetime | None = None) -> Measure:
    """So much of the receivable settled before the deadline, known the next morning."""
    settled = round(DUE_FEN * percent / 100)
    return Measure(settled, DUE_FEN, reached_at or morning_after(due_on))


def paced(percent: float, on: date) -> Pace:
    return Pace(on, round(DUE_FEN * percent / 100), DUE_FEN, morning_after(on))


THREE = (
    Checkpoint(day(18), 6500),
    Checkpoint(day(25), 9000),
    Checkpoint(day(31), 10_000),
)

PAIR = Buddy(BO, since=day(1), own_post_cover="李忠开")


def case(**changes: object) -> Facts:
    """The usual case, with what a claim needs changed; `rates` are percents at each date."""
    rates = changes.pop("rates", {})
    facts: dict[str, object] = {
        "period": 202610,
        "a": AN,
        "release_day": day(1),
        "settlement_day": day(31),
        "checkpoints": THREE,
        "as_of": {due: measured(percent, due) for due, percent in rates.items()},  # type: ignore[attr-defined]
        "receivables_at": moment(4, 9),
        "pairs": (PAIR,),
    }
    return Facts(**{**facts, **changes})
