"""Days and months as people say them, in the language of the request.

Chinese is put together here; English needs the months' names, which no catalogue entry with
places for numbers could give.
"""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date

from app.web import language

WEEKDAYS = "一二三四五六日"


def day_text(day: date) -> str:
    """A day as people say it: '10月21日 周三', 'Wed 21 Oct'."""
    if language.chosen() == "en":
        return _english(day, "EEE d MMM")
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def short_day(day: date) -> str:
    """The same without its weekday: '10月21日', '21 Oct'."""
    if language.chosen() == "en":
        return _english(day, "d MMM")
    return f"{day.month}月{day.day}日"


def full_day(day: date) -> str:
    """A day with its year, for a sentence: '2026 年 10 月 21 日', '21 October 2026'."""
    if language.chosen() == "en":
        return _english(day, "d MMMM y")
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def clock_text(wall: datetime) -> str:
    """A wall-clock time with its day: '10月21日 09:42', '21 Oct 09:42'."""
    return f"{short_day(wall.date())} {wall:%H:%M}"


def nth(day: date | int) -> str:
    """A day of its month, to stand in a sentence: '21' (日 follows), '21st'."""
    number = day if isinstance(day, int) else day.day
    if language.chosen() != "en":
        return str(number)
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def month(period: int, on: date) -> str:
    """A period as people say it: '6 月', 'Jun', with the year when it is another one."""
    year, number = divmod(period, 100)
    if language.chosen() == "en":
        return _english(date(year, number, 1), "MMM" if year == on.year else "MMM y")
    return f"{number} 月" if year == on.year else f"{year} 年 {number} 月"


def whole_month(period: int) -> str:
    """A period with its year, as papers have it: '2026年10月', 'Oct 2026'."""
    year, number = divmod(period, 100)
    if language.chosen() == "en":
        return _english(date(year, number, 1), "MMM y")
    return f"{year}年{number}月"


@lru_cache(maxsize=512)
def _english(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale="en")
