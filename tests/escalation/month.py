"""October 2026 at the small station: 安 owes her target, 柏 from metering is her B post.

The 18th is a Sunday: a miss is known on Monday the 19th at 07:00, B is asked at 07:30 and takes
over on Tuesday the 20th at 08:00. Lists are loaded every morning at 07:00 unless a test says so.
"""

from datetime import date, datetime, timedelta

from app.billing.feed import Feed
from app.clock import at, day_end, day_start
from app.customers.customer import Customer
from app.escalation import case, decisions, sweep
from app.escalation.case import Case
from app.ledger import collect
from app.station import pair, settings, sight
from app.station.people import Staff
from tests.world import PERIOD, SETTINGS, World, key


def day(number: int, month: int = 10) -> date:
    return date(2026, month, number)


def moment(number: int, hour: int = 0, minute: int = 0, month: int = 10) -> datetime:
    return at(day(number, month), hour, minute)


def lists(world: World, until: date = date(2026, 11, 12), since: int = 5) -> None:
    """Every morning's list as of 24:00 of the day before, the receivables in full."""
    morning = day(since)
    while morning <= until:
        common = {
            "station": world.station,
            "as_of": day_start(morning),
            "loaded_at": at(morning, 7),
        }
        Feed.create(kind="payments", full=False, **common)
        Feed.create(kind="receivables", full=True, period=PERIOD, **common)
        morning += timedelta(days=1)


def paired(world: World, **more: object) -> pair.Pair:
    """柏 helps 安 since the month began; 方 does 柏's own work."""
    values = {"since": day(1), "by": world.lin, "at": moment(1, 8), "cover": world.fang} | more
    return pair.join(world.an, world.bo, **values)


def pay(
    world: World, customer: Customer, fen: int, when: datetime, by: Staff | None = None
) -> None:
    collect.collect(
        customer, fen, method="qr", by=by or world.an, at=when, key=key(), settings=SETTINGS
    )


def missing_the_18th(world: World, **more: object) -> Customer:
    """安 has half of her 100 yuan on the 4th and nothing since; 60 % is asked for the 18th."""
    lists(world)
    paired(world, **more)
    customer = world.customer()
    world.bill(customer, 100_00)
    pay(world, customer, 50_00, moment(4, 10))
    return customer


def asked_until_two(world: World) -> Customer:
    """On the 21st at nine 柏 has been asked, after a deferral, and has until 14:00 to answer."""
    customer = missing_the_18th(world, duty_note="轮换电能表<b>")
    settings.change(world.station, "takeover_at", 1400, since=day(1), by=world.lin, at=moment(1, 8))
    sweep.judge(world.station.id, moment(19, 9))
    decisions.put_off(own(world.an), day(20), "货款 20 日到", by=world.lin, at=moment(19, 9, 10))
    sweep.judge(world.station.id, moment(21, 8, 30))
    return customer


def nights(world: World, until: datetime, since: int = 5) -> None:
    """The sweep as it runs: every hour, and at eight."""
    now = moment(since, 7, 30)
    while now <= until:
        sweep.judge(world.station.id, now)
        now += timedelta(minutes=30 if now.hour in (23, 0) else 60)
    sweep.judge(world.station.id, until)


def own(person: Staff, period: int = PERIOD) -> Case:
    return Case.get((Case.staff == person) & (Case.period == period))


def told(person: Staff) -> list[tuple[str, str, datetime]]:
    """(kind, state, known at) of each step of the person's case."""
    steps = case.steps_of([own(person).id]).get(own(person).id, ())
    return [(str(s.kind), str(s.state), s.known_at) for s in steps]


def kinds(person: Staff) -> list[str]:
    return [kind for kind, _, _ in told(person)]


def right(person: Staff, district_id: int, when: datetime) -> int:
    """What the person may do in that district then: 0 nothing, 1 see, 2 log, 3 collect."""
    return sight.scope(person, when).districts.get(district_id, 0)


def end_of(number: int) -> datetime:
    return day_end(day(number))
