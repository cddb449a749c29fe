"""Moving the packed station's dates by whole months, so that its story ends this month. Pure.

The story is told as if today were STORY_TODAY. A day number that a month lacks becomes its last.
"""

from dataclasses import dataclass
from datetime import date, datetime

from app.clock import at, business_day, period_of, shift_months, shift_period

STORY_TODAY = date(2026, 10, 21)
STARTS_AT_HOUR = 8


@dataclass(frozen=True)
class Move:
    """So many whole months later (earlier when negative)."""

    months: int

    def day(self, story: date) -> date:
        """The day that a day of the story becomes."""
        return shift_months(story, self.months)

    def day_text(self, text: str) -> date:
        """The same for '2026-05-03'."""
        return self.day(date.fromisoformat(text))

    def instant(self, text: str) -> datetime:
        """The instant that a Shanghai wall-clock time such as '2026-05-02 08:03' becomes."""
        return at(self.day_text(text[:10]), int(text[11:13]), int(text[14:16]))

    def period(self, text: str) -> int:
        """The period (YYYYMM) that '2026-05' becomes."""
        return shift_period(int(text[:4] + text[5:7]), self.months)

    @property
    def today(self) -> date:
        """The 21st on which the demo begins."""
        return self.day(STORY_TODAY)

    @property
    def starts_at(self) -> datetime:
        """08:00 of that day."""
        return at(self.today, STARTS_AT_HOUR)

    @property
    def current(self) -> int:
        """The billing period that the demo is in."""
        return period_of(self.today)


def move_to(now: datetime) -> Move:
    """The move that brings the story into the month of that instant."""
    current, story = period_of(business_day(now)), period_of(STORY_TODAY)
    months = (current // 100 - story // 100) * 12 + current % 100 - story % 100
    return Move(months)
