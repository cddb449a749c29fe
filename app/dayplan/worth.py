"""What a visit is worth today, and why: the reasons that a plan and a sheet tell. Pure.

Points, not money: they only say whom to leave out when the day is too short. A plain visit to
somebody who owes a little that is not due yet is worth about 100. The numbers are ours.
"""

from dataclasses import dataclass

BASE = 100
# Money counts in full up to 100 yuan, a tenth beyond that, and no more from 2,100 yuan on:
# one large debtor must not be worth more than a whole hamlet.
FULL_YUAN, MOST_TENTHS = 100, 200
# A day overdue is a point, up to four months.
MOST_OVERDUE = 120
EACH_FURTHER_PERIOD = 30
PROMISE_TODAY, PROMISE_BROKEN, PROMISE_TOMORROW, PROMISE_LATER = 300, 200, 100, -120
NOT_CONTACTED = 60
KEY_ACCOUNT = 80
ELDERLY_ALONE = 40
SEEN_YESTERDAY, SEEN_LATELY = -120, -60
LATELY_DAYS = 3
LEAST = 1


@dataclass(frozen=True)
class Facts:
    """What is known of a customer who owes, seen from the day that is planned.

    `overdue_days` are those of the oldest open bill, negative before its last day to pay.
    `promise_days`: days until the day of the newest promise that is not kept (0: that day,
    negative: it went by). `seen_days`: days since the newest visit. None: there is none.
    """

    open_fen: int
    periods: int = 1
    overdue_days: int | None = None
    promise_days: int | None = None
    seen_days: int | None = None
    contacted_this_month: bool = False
    key_account: bool = False
    elderly_alone: bool = False


@dataclass(frozen=True)
class Worth:
    """Points, at least 1, and the reasons as (code, number), the weightiest first."""

    points: int
    reasons: tuple[tuple[str, int], ...]


def worth(facts: Facts) -> Worth:
    """What the visit is worth; every reason that moved the points is named."""
    parts = [
        *_money(facts),
        *_promise(facts.promise_days),
        *_contact(facts),
        *_person(facts),
    ]
    parts.sort(key=lambda part: -abs(part[0]))
    points = BASE + sum(points for points, _code, _number in parts)
    return Worth(max(LEAST, points), tuple((code, number) for _, code, number in parts))


Part = tuple[int, str, int]


def _money(facts: Facts) -> list[Part]:
    yuan = facts.open_fen // 100
    tenths = min(max(0, yuan - FULL_YUAN) // 10, MOST_TENTHS)
    parts = [(min(yuan, FULL_YUAN) + tenths, "owes", facts.open_fen)]
    if facts.overdue_days is not None and facts.overdue_days > 0:
        parts.append((min(facts.overdue_days, MOST_OVERDUE), "overdue", facts.overdue_days))
    if facts.periods > 1:
        parts.append(((facts.periods - 1) * EACH_FURTHER_PERIOD, "periods", facts.periods))
    return parts


def _promise(days: int | None) -> list[Part]:
    """The promised day is the day to go; the day before is a reminder; earlier is pestering."""
    if days is None:
        return []
    if days < 0:
        return [(PROMISE_BROKEN, "promise_broken", -days)]
    if days == 0:
        return [(PROMISE_TODAY, "promise_today", 0)]
    if days == 1:
        return [(PROMISE_TOMORROW, "promise_tomorrow", 1)]
    return [(PROMISE_LATER, "promise_later", days)]


def _contact(facts: Facts) -> list[Part]:
    """Whom nobody spoke to comes first; whom somebody just saw can wait, unless he promised."""
    parts = [] if facts.contacted_this_month else [(NOT_CONTACTED, "not_contacted", 0)]
    days, promised = facts.seen_days, facts.promise_days
    if days is None or (promised is not None and promised <= 0):
        return parts
    if days <= 1:
        return [*parts, (SEEN_YESTERDAY, "seen", days)]
    return [*parts, (SEEN_LATELY, "seen", days)] if days <= LATELY_DAYS else parts


def _person(facts: Facts) -> list[Part]:
    parts = [(KEY_ACCOUNT, "key_account", 0)] if facts.key_account else []
    return [*parts, (ELDERLY_ALONE, "elderly_alone", 0)] if facts.elderly_alone else parts
