"""The last day to pay when no list tells it. Pure.

Source: domain.md §3.3, one company's rule: residents until the last day of the billing month,
others until the fifteenth day after the reading; the release stands in for the reading's day.
"""

from datetime import date, timedelta

from app.clock import period_last_day

_OTHERS_DAYS = 15


def due_day(period: int, released_on: date, residential: bool) -> date:
    """The last day to pay a bill of that period (YYYYMM), never before its release."""
    last = period_last_day(period) if residential else released_on + timedelta(days=_OTHERS_DAYS)
    return max(last, released_on)
