"""The month's A+B cases, judged every morning as they would have been, with what the head did."""

from datetime import date, timedelta

from app.clock import at, business_day, day_start, period_first_day
from app.demo.dates import Move
from app.demo.people import Cast
from app.demo.story import DEFERRED, DEFERRED_AT, DEFERRED_WHY
from app.escalation import case, decisions, deeds, dossier, sweep
from app.notices.notice import Notice
from app.station import settings

# At eight in the morning of the demo one B has been asked and has until the afternoon.
TAKEOVER_AT = 1400
# Most bills are released by the third; the first on the second.
RELEASE_DAY = 3


def set_rules(cast: Cast, move: Move) -> None:
    """What this station decided for itself, since the month began."""
    first = period_first_day(move.current)
    for name, value in (("release_day", RELEASE_DAY), ("takeover_at", TAKEOVER_AT)):
        settings.change(cast.station, name, value, since=first, by=cast.head, at=at(first, 8, 30))


def play(cast: Cast, move: Move) -> None:
    """Judge the cases at 07:30 of every day from the release of the bills to the demo's first."""
    put_off_at = move.instant(DEFERRED_AT)
    day = period_first_day(move.current)
    while day <= move.today:
        sweep.judge(cast.station.id, at(day, 7, 30))
        if day == business_day(put_off_at):
            _put_off(cast, move)
        day += timedelta(days=1)
    # Whatever was told before today has been read.
    Notice.update(read_at=Notice.made_at).where(Notice.made_at < day_start(move.today)).execute()


def _put_off(cast: Cast, move: Move) -> None:
    """The head waits for a promise; not so long that B would be asked only after the demo began."""
    moment, person = move.instant(DEFERRED_AT), cast.staff[DEFERRED]
    found = case.newest_of(person.id)
    assert found is not None, "every A post has a case"
    known = dossier.of_station(cast.station.id, moment, moment, [found])
    days = deeds.deferral_days(known.known[found.id].facts, moment, known.settings)
    before: list[date] = [day for day in days if day < move.today]
    if before:
        decisions.put_off(found, before[-1], DEFERRED_WHY, by=cast.head, at=moment)
