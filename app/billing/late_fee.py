"""An estimate of the late fee (电费违约金) of one overdue bill. Pure, integers only.

Source: 供电营业规则 (Order 8 of 1996) art. 98: from the overdue day to the day of payment,
residents 1 per mille a day, others 2 per mille on arrears of the current year and 3 per mille on
arrears that have crossed the year; a total below 1 yuan is charged as 1 yuan. 电力供应与使用条例
art. 39 allows 1-3 per mille by contract. Two things the rule leaves open are choices of the
policy: whether the day of payment counts, and whether arrears that crossed a year cost the
higher rate for all their days or only for those after the turn. The minimum is off until a
station confirms that the 2024 revision kept it.

This is an estimate, to be shown as one: the marketing system's figure is the official one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from app.money import yuan

Category = Literal["residential", "other"]

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hold:
    """Days on which policy charges no late fee: from `since` until the day before `until`."""

    since: date
    until: date


@dataclass(frozen=True)
class LateFeePolicy:
    """Rates in per mille a day; `minimum_fen` 0 means none."""

    residential_per_mille: int = 1
    other_per_mille: int = 2
    other_crossed_per_mille: int = 3
    crossed_rate_for_all_days: bool = False
    minimum_fen: int = 0
    payment_day_counts: bool = True
    holds: tuple[Hold, ...] = ()


class Line(NamedTuple):
    """One line of the working: the words, with %(name)s where a fact stands, and the facts."""

    words: str
    facts: dict[str, object]

    def __str__(self) -> str:
        return self.words % self.facts


@dataclass(frozen=True)
class Estimate:
    """Fen, the days charged, and one line for each step of the working."""

    fen: int = 0
    days: int = 0
    working: tuple[Line, ...] = ()


@dataclass(frozen=True)
class _Stretch:
    """Days of one calendar year, first and last included."""

    first: date
    last: date


def estimate(
    open_fen: int, due_on: date, on: date, category: Category, policy: LateFeePolicy
) -> Estimate:
    """The late fee if what is open were paid on the day `on`.

    `due_on` is the last day to pay; the next day is the first overdue one. Each calendar year's
    part is rounded half up to whole fen, so the lines of the working add up to the figure.
    """
    last = on if policy.payment_day_counts else on - _DAY
    if open_fen <= 0 or last <= due_on:
        return Estimate()
    fen, days, working = 0, 0, []
    for stretch in _by_year(due_on + _DAY, last):
        held = _held_days(stretch, policy.holds)
        charged = (stretch.last - stretch.first).days + 1 - held
        rate = _rate(stretch, due_on, last, category, policy)
        part = (open_fen * rate * charged + 500) // 1000
        working.append(_line(stretch, held, charged, rate, open_fen, part))
        fen, days = fen + part, days + charged
    if days and fen < policy.minimum_fen:
        fen = policy.minimum_fen
        working.append(Line("不足 ¥%(least)s，按 ¥%(least)s 算", {"least": yuan(fen)}))
    return Estimate(fen, days, tuple(working))


def _by_year(first: date, last: date) -> Iterator[_Stretch]:
    for year in range(first.year, last.year + 1):
        yield _Stretch(max(first, date(year, 1, 1)), min(last, date(year, 12, 31)))


def _rate(
    stretch: _Stretch, due_on: date, last: date, category: Category, policy: LateFeePolicy
) -> int:
    if category == "residential":
        return policy.residential_per_mille
    seen_from = last if policy.crossed_rate_for_all_days else stretch.last
    crossed = seen_from.year > due_on.year
    return policy.other_crossed_per_mille if crossed else policy.other_per_mille


def _held_days(stretch: _Stretch, holds: tuple[Hold, ...]) -> int:
    """Days of the stretch under any hold; holds that overlap count a day once."""
    held, counted_to = 0, stretch.first
    for hold in sorted(holds, key=lambda h: (h.since, h.until)):
        since = max(hold.since, counted_to)
        until = min(hold.until, stretch.last + _DAY)
        if since < until:
            held += (until - since).days
            counted_to = until
    return held


def _line(stretch: _Stretch, held: int, charged: int, rate: int, open_fen: int, part: int) -> Line:
    facts = {
        "first": stretch.first, "last": stretch.last, "held": held, "days": charged,
        "rate": rate, "open": yuan(open_fen), "fee": yuan(part),
    }  # fmt: skip
    if not held:
        return Line("%(first)s 至 %(last)s，%(days)s 天 × %(rate)s‰ × ¥%(open)s = ¥%(fee)s", facts)
    return Line(
        "%(first)s 至 %(last)s，%(days)s 天（%(held)s 天按政策不计） × %(rate)s‰"
        " × ¥%(open)s = ¥%(fee)s",
        facts,
    )
