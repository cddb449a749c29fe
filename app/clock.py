"""Instants, Asia/Shanghai business days and billing periods. Pure: nothing here asks the time.

An instant is an aware UTC datetime. A business day is the date on a wall in Shanghai. A billing
period (应收年月) is an int such as 202610. Whoever needs "now" is given it as a value, or is
given a `Clock`, any callable that returns an instant; `system` is the one that asks the machine.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

SHANGHAI = ZoneInfo("Asia/Shanghai")


def system() -> datetime:
    """The machine's time as an instant."""
    return datetime.now(UTC)


def fixed(instant: datetime) -> Clock:
    """A clock that always says the same instant (TAIQU_NOW, tests)."""
    return lambda: instant


def shifted(by: timedelta) -> Clock:
    """A clock that runs with the machine's but `by` away from it (a demo's own clock)."""
    return lambda: system() + by


def utc(instant: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a naive datetime, which has no instant."""
    if instant.tzinfo is None:
        raise ValueError(f"an instant needs a time zone: {instant!r}")
    return instant.astimezone(UTC)


def local(instant: datetime) -> datetime:
    """The same instant as a wall clock in Shanghai shows it."""
    return utc(instant).astimezone(SHANGHAI)


def business_day(instant: datetime) -> date:
    """The date in Shanghai at that instant."""
    return local(instant).date()


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The instant at which that wall-clock time comes in Shanghai."""
    return datetime.combine(day, time(hour, minute), SHANGHAI).astimezone(UTC)


def day_start(day: date) -> datetime:
    """The instant at which that business day begins (00:00 in Shanghai)."""
    return at(day)


def day_end(day: date) -> datetime:
    """24:00 of that day: what happened before it belongs to the day (design.md §3)."""
    return at(day + timedelta(days=1))


def parse_instant(text: str) -> datetime:
    """An ISO instant; without an offset it is read as Shanghai wall-clock time.

    Raises ValueError when the text is no date and time, or one that no clock of ours can hold.
    """
    parsed = datetime.fromisoformat(text.strip())
    if not 1900 <= parsed.year <= 2200:
        raise ValueError(f"nobody's clock says {text!r}")
    return utc(parsed if parsed.tzinfo else parsed.replace(tzinfo=SHANGHAI))


def parse_day(text: str) -> date:
    """An ISO date between 2000 and 2099, the years that billing periods may have.

    Raises ValueError: year 1 or 9999 would leave the calendar with the first sum done on it.
    """
    parsed = date.fromisoformat(text.strip())
    if not 2000 <= parsed.year <= 2099:
        raise ValueError(f"no business day: {text!r}")
    return parsed


def period_of(day: date) -> int:
    """The billing period whose month the day lies in, as YYYYMM."""
    return day.year * 100 + day.month


def is_period(period: int) -> bool:
    """Whether the number is a month between 2000-01 and 2099-12."""
    return 200001 <= period <= 209912 and 1 <= period % 100 <= 12


def shift_period(period: int, months: int) -> int:
    """The period so many months later (earlier when negative)."""
    index = period // 100 * 12 + period % 100 - 1 + months
    return index // 12 * 100 + index % 12 + 1


def previous_period(period: int) -> int:
    """The month before."""
    return shift_period(period, -1)


def next_period(period: int) -> int:
    """The month after."""
    return shift_period(period, 1)


def period_first_day(period: int) -> date:
    """The first day of the month."""
    return date(period // 100, period % 100, 1)


def period_last_day(period: int) -> date:
    """The last day of the month."""
    return period_first_day(next_period(period)) - timedelta(days=1)


def period_text(period: int) -> str:
    """How a slip writes a period: 2026年10月."""
    return f"{period // 100}年{period % 100}月"


def shift_months(day: date, months: int) -> date:
    """The day so many months away; a day number the month lacks becomes its last."""
    period = shift_period(period_of(day), months)
    last = period_last_day(period).day
    return date(period // 100, period % 100, min(day.day, last))
