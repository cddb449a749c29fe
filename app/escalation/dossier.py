"""Everything that a station's cases are judged from, loaded in a fixed number of queries: it grows
neither with the cases nor with the nights that nobody judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial

from app.billing import feed
from app.billing.feed import Feed
from app.clock import business_day, day_end, day_start, period_first_day, period_last_day
from app.escalation import buddies, case
from app.escalation.case import Case, CaseAnswer
from app.escalation.facts import Answer, Checkpoint, Facts, Settings
from app.escalation.measures import Money, measured
from app.escalation.play import Known
from app.escalation.steps import Person, State
from app.escalation.told import Told
from app.ledger import undelivered
from app.ledger.entry import CASH, balances
from app.standing import goals
from app.standing.goals import Version
from app.station import calendar, tenure, territory
from app.station import settings as station_settings


@dataclass(frozen=True)
class Dossier:
    """Cases by id, what is known of each, the districts of each A now, the rules' settings, and
    A's share of a reward after a takeover in basis points."""

    cases: dict[int, Case]
    known: dict[int, Known]
    districts: dict[int, frozenset[int]]
    settings: Settings
    share_a_bp: int


def of_station(
    station_id: int, now: datetime, since: datetime, cases: Sequence[Case] | None = None
) -> Dossier:
    """The station's open cases, or those given, as they are known now; how the money came in is
    known for every day that was told after the instant `since`."""
    cases = case.still_open(station_id) if cases is None else list(cases)
    first = min((day_start(period_first_day(one.period)) for one in cases), default=now)
    station = station_settings.of(station_id, business_day(now))
    rules = settings_of(station)
    held = tenure.of_station(station_id, first, now)
    lists = feed.loaded(station_id, first)
    bases = _bases(station_id, cases, business_day(first), station.release_day, lists)
    known: dict[int, Known] = {}
    for period in sorted({one.period for one in cases}):
        mine = {one.id: bases[one.id] for one in cases if one.period == period}
        money = Money(station_id, period, _told(lists, period), held, since, now)
        known |= measured(mine, money, rules)
    answers = _answers(cases)
    districts = {one.id: held.at(now).get(one.staff_id, frozenset()) for one in cases}
    codes = {district.id: district.code for district in territory.districts(station_id)}
    return Dossier(
        cases={one.id: one for one in cases},
        known={
            id_: replace(
                one,
                answers=answers.get(id_, ()),
                first_district=min((codes[d] for d in districts[id_]), default=""),
            )
            for id_, one in known.items()
        },
        districts=districts,
        settings=rules,
        share_a_bp=station.share_a_after_takeover_bp,
    )


def settings_of(station: station_settings.Settings) -> Settings:
    """The rules' part of a station's settings."""
    return Settings(
        waiting_limit=timedelta(hours=station.waiting_hours),
        takeover_time=time(station.takeover_at // 100, station.takeover_at % 100 % 60),
        silence_is_consent=station.silence_is_consent,
        defer_working_days=station.defer_working_days,
    )


def _bases(
    station_id: int, cases: Sequence[Case], first: date, release_day: int, lists: list[Feed]
) -> dict[int, Facts]:
    """Case id -> its facts, without money."""
    steps = case.steps_of([one.id for one in cases])
    pairs = buddies.of_station(station_id, first)
    own_days = calendar.own_days(station_id)
    cash = balances(CASH, [one.staff_id for one in cases])
    slips = undelivered.slips(sorted(cash))
    found: dict[int, Facts] = {}
    for period in {one.period for one in cases}:
        versions = goals.versions(station_id, period)
        for one in cases:
            if one.period == period:
                mine = versions.get(one.staff_id, [])
                found[one.id] = Facts(
                    period=period,
                    a=Person(one.staff_id, one.staff.name),
                    release_day=period_first_day(period).replace(day=release_day),
                    settlement_day=_settlement_day(period, mine),
                    checkpoints=checkpoints(mine, one.opened_at),
                    receivables_at=_receivables_at(lists, period),
                    pairs=pairs.get(one.staff_id, ()),
                    state=State(one.state),
                    steps=steps.get(one.id, ()),
                    cash_fen=cash.get(one.staff_id, 0),
                    open_slips=slips.get(one.staff_id, 0),
                    workday=partial(calendar.is_working, own=own_days),
                )
    return found


def checkpoints(versions: Sequence[Version], opened_at: datetime) -> tuple[Checkpoint, ...]:
    """Each date's checkpoint by the version of the target that was in force as the date ended;
    none that had passed before the case was open. `versions`: the newest first."""
    dates = {mark.due for version in versions for mark in version.marks}
    found = []
    for due in sorted(day for day in dates if day_end(day) > opened_at):
        in_force = next((v for v in versions if v.target.made_at < day_end(due)), None)
        marks = in_force.marks if in_force else ()
        found += [Checkpoint(due, mark.rate_bp) for mark in marks if mark.due == due]
    return tuple(found)


def _settlement_day(period: int, versions: Sequence[Version]) -> date:
    """The month's last day, or a later checkpoint where a station settles in the next month."""
    asked = [mark.due for mark in versions[0].marks] if versions else []
    return max(period_last_day(period), *asked)


def _receivables_at(lists: Sequence[Feed], period: int) -> datetime | None:
    """Since when a full list of that period's receivables is there."""
    full = (o for o in lists if o.kind == "receivables" and o.full and o.period in (period, None))
    return next((one.loaded_at for one in full), None)


def _told(lists: Sequence[Feed], period: int) -> Told:
    """The lists that tell all about the period's money: not those of another month, nor a part
    of what is open."""
    return Told(
        tuple(
            (one.as_of, one.loaded_at)
            for one in lists
            if one.period in (period, None) and (one.full or one.kind == "payments")
        )
    )


def _answers(cases: Sequence[Case]) -> dict[int, tuple[Answer, ...]]:
    """Case id -> what B said, oldest first."""
    rows = CaseAnswer.select().where(CaseAnswer.case.in_([one.id for one in cases]))
    found: dict[int, tuple[Answer, ...]] = {}
    for row in rows.order_by(CaseAnswer.id):
        said = Answer(row.b_id, row.accepted, row.at, row.reason)
        found[row.case_id] = (*found.get(row.case_id, ()), said)
    return found
