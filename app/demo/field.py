"""What the collectors saw: visits with money, from the payments; without, drawn the same each
time from who owes and who paid later."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.clock import at
from app.demo.archive import Row
from app.demo.dates import STORY_TODAY, Move
from app.demo.payments import DOOR, Paid, key_of
from app.demo.people import Cast
from app.demo.story import VISITS, Told
from app.demo.visits import Seen
from app.station.territory import District

# Working days of the story on which doors were knocked at.
DAYS = tuple(date(2026, 10, d) for d in (9, 10, 12, 13, 14, 15, 16, 19, 20))
SAYINGS = (
    ("door", "nobody_home", "贴了通知单"),
    ("door", "nobody_home", ""),
    ("door", "forgot", "说忘了，这两天去交"),
    ("door", "away", "在外打工，过年才回"),
    ("door", "message_left", "请邻居带信"),
    ("door", "hardship", ""),
    ("phone", "unreachable", "号码停机"),
    ("phone", "forgot", "教他用手机交"),
    ("phone", "message_left", "家里老人接的"),
    ("phone", "disputed", "说电量不对，请抄表的看看"),
    ("door", "refused", ""),
)
OFTEN = (24, 10, 14, 7, 9, 3, 10, 9, 6, 2, 1)


@dataclass(frozen=True)
class Household:
    """A customer as the field needs one: ids, place, who serves it, what it owes since when."""

    account_no: str
    customer: int
    district: int
    collector: int
    place: tuple[float, float] | None
    periods: int
    open_fen: int


def households(
    rows: Iterable[Row],
    arrears: dict[str, list[int]],
    customers: dict[str, int],
    districts: dict[str, District],
    holders: dict[str, int],
) -> dict[str, Household]:
    """Account number -> household. `arrears`: open fen per period; `holders`: district code ->
    staff id."""
    result = {}
    for row in rows:
        code, number = row["district_code"], row["account_no"]
        known = (float(row["lat"]), float(row["lon"])) if row["lat"] else None
        owed = arrears.get(number, [])
        result[number] = Household(
            account_no=number,
            customer=customers[number],
            district=districts[code].id,
            collector=holders[code],
            place=known,
            periods=len(owed),
            open_fen=sum(owed),
        )
    return result


def with_money(paid: Iterable[Paid], homes: dict[str, Household]) -> Iterator[Seen]:
    """The visits behind what was collected at doors."""
    for payment in paid:
        if payment.channel == DOOR and payment.by:
            home = homes[payment.account_no]
            yield Seen(
                home.customer, home.district, payment.by, payment.paid_at, "door", "collected",
                payment.key, place=home.place,
            )  # fmt: skip


def told(cast: Cast, homes: dict[str, Household], move: Move) -> Iterator[Seen]:
    """The visits of the story."""
    for visit in VISITS:
        yield _from_story(visit, cast, homes[visit.account_no], move)


def _from_story(visit: Told, cast: Cast, home: Household, move: Move) -> Seen:
    return Seen(
        customer=home.customer,
        district=home.district,
        by=cast.staff[visit.by].id,
        at=move.instant(visit.when),
        channel=visit.channel,
        outcome=visit.outcome,
        key=key_of(visit.account_no, visit.when),
        note=visit.note,
        promised_on=move.day(visit.promised_on) if visit.promised_on else None,
        promised_fen=visit.promised_fen,
        place=home.place,
    )


def without_money(homes: dict[str, Household], move: Move) -> Iterator[Seen]:
    """Doors and phones that brought no money yet: most of those who owe for several months, a
    third of the rest. The story's own accounts are left to the story."""
    spoken = {visit.account_no for visit in VISITS}
    for home in homes.values():
        draw = random.Random(f"field {home.account_no}")
        chance = 0.75 if home.periods > 1 else 0.3 if home.periods else 0
        if home.account_no not in spoken and draw.random() < chance:
            yield from _tries(home, draw, move)


def _tries(home: Household, draw: random.Random, move: Move) -> Iterator[Seen]:
    for day in sorted(draw.sample(DAYS, 2 if draw.random() < 0.3 else 1)):
        said, promised = draw.choices(SAYINGS, OFTEN)[0], None
        if draw.random() < 0.3:
            said = (draw.choice(("door", "phone")), "promised", "")
            promised = _promised_day(day, draw)
        yield _seen(home, day, said, promised, draw, move)


def _promised_day(day: date, draw: random.Random) -> date:
    """Some words fall due today or tomorrow, some later, a few have been broken."""
    kind = draw.random()
    if kind < 0.25:
        return STORY_TODAY
    if kind < 0.4:
        return STORY_TODAY + timedelta(days=1)
    if kind < 0.85:
        return STORY_TODAY + timedelta(days=draw.randint(2, 9))
    return min(day + timedelta(days=draw.randint(1, 4)), STORY_TODAY - timedelta(days=1))


def before_paying(
    paid: Iterable[Paid], rows: Iterable[Row], homes: dict[str, Household], move: Move
) -> Iterator[Seen]:
    """Some who paid elsewhere this month had been reminded and had promised that very day.

    `rows` are the packed rows of `paid`, in the same order.
    """
    for payment, row in zip(paid, rows, strict=True):
        day = date.fromisoformat(row["paid_at"][:10])
        draw = random.Random(f"kept {payment.key}")
        if payment.channel == DOOR or day <= DAYS[0] or draw.random() >= 0.08:
            continue
        before = max(d for d in DAYS if d < day)
        home = homes[payment.account_no]
        yield _seen(home, before, ("phone", "promised", ""), day, draw, move)


def _seen(
    home: Household,
    day: date,
    said: tuple[str, str, str],
    promised: date | None,
    draw: random.Random,
    move: Move,
) -> Seen:
    channel, outcome, note = said
    return Seen(
        customer=home.customer,
        district=home.district,
        by=home.collector,
        at=at(move.day(day), draw.choice((9, 10, 11, 14, 15, 16)), draw.randint(0, 59)),
        channel=channel,
        outcome=outcome,
        key=key_of("visit", home.account_no, day.isoformat(), str(draw.random())),
        note=note,
        promised_on=move.day(promised) if promised else None,
        place=home.place,
    )
