"""One case close up: everything that its page shows and its deeds depend on."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from app.clock import at as wall_clock
from app.clock import business_day
from app.escalation import case, decisions, deeds, dossier
from app.escalation.board import GRAVITY
from app.escalation.case import Case, Reward
from app.escalation.facts import Buddy, Facts, Settings
from app.escalation.guards import guards
from app.escalation.play import Play
from app.escalation.steps import CLOSED, Guard, State
from app.escalation.timing import first_working_day, points, running_deferral, takeover_at
from app.station import pair
from app.station.pair import Pair
from app.station.people import Staff


@dataclass(frozen=True)
class Closeup:
    """The case as it is at one instant. `start`: when B would act, or would if asked today (None:
    closed). `asked`: staff id of the B who is being asked now. `put_off_to`: the last day of a
    deferral that runs. `deferral_days`: the days it may still be put off to."""

    case: Case
    facts: Facts
    settings: Settings
    districts: frozenset[int]
    buddy: Buddy | None
    start: datetime | None
    checks: tuple[Guard, ...]
    asked: int | None
    put_off_to: date | None
    deferral_days: tuple[date, ...]
    deferrals_left: int
    rewards: tuple[Reward, ...]

    @property
    def state(self) -> State:
        """Where the case stands."""
        return self.facts.state

    @property
    def until(self) -> date | None:
        """The next checkpoint from the day B would act."""
        day = business_day(self.start) if self.start else None
        return next((p.due_on for p in points(self.facts) if day and p.due_on >= day), None)


def of(one: Case, at: datetime) -> Closeup:
    """The case as it is at that instant. A fixed number of queries."""
    closed = one.state in CLOSED
    found = dossier.of_station(one.station_id, at, at, [one] if closed else None)
    play = Play(found.known, {}, found.settings)
    facts, rules = play.seen(one.id, at), found.settings
    start = None if closed else _start(facts, rules, at)
    pending = facts.state == State.PENDING
    deferral = running_deferral(facts)
    return Closeup(
        case=one,
        facts=facts,
        settings=rules,
        districts=found.districts[one.id],
        buddy=facts.buddy_on(business_day(start or at)),
        start=start,
        checks=_checks(facts, start, rules) if start else (),
        asked=None if closed else decisions.asked_of(facts, rules),
        put_off_to=deferral.on if deferral else None,
        deferral_days=deeds.deferral_days(facts, at, rules) if pending else (),
        deferrals_left=deeds.deferrals_left(facts, rules),
        rewards=_rewards(one) if closed else (),
    )


def pairs_of(b: Staff, at: datetime) -> list[tuple[Pair, Case | None]]:
    """The pairs in which the person is the B post today, the gravest first, each with the case of
    its A that needs B most: an open one before a closed one, then the newest."""
    if b.station_id is None:
        return []
    mine = [row for row in pair.on(b.station_id, business_day(at)) if row.b_id == b.id]
    first = {one.staff_id: one for one in sorted(case.of_people([r.a_id for r in mine]), key=_last)}
    found = [(row, first.get(row.a_id)) for row in mine]
    return sorted(found, key=lambda one: _gravity(one[1]))


def _last(one: Case) -> tuple[int, int]:
    """What counts most comes last, so that it stays."""
    return (-_gravity(one), one.period) if one.state not in CLOSED else (-99, one.period)


def _gravity(one: Case | None) -> int:
    return GRAVITY.index(State(one.state)) if one else 99


def _start(facts: Facts, rules: Settings, at: datetime) -> datetime | None:
    """When B acts: since when, from when, or when it would be if the checkpoint were missed now."""
    if facts.cover:
        return facts.cover.since
    day = first_working_day(facts, business_day(at))
    clock = rules.takeover_time
    if_missed = wall_clock(day, clock.hour, clock.minute) if day else None
    return takeover_at(facts, rules) or if_missed


def _checks(facts: Facts, start: datetime, rules: Settings) -> tuple[Guard, ...]:
    """The checklist, with the day from which B's own work is done by another. Before B is asked
    there is no answer to wait for; once B acts, only what is to be done counts."""
    day = business_day(start)
    facts = replace(facts, pairs=tuple(replace(p, cover_since=day) for p in facts.pairs))
    found = guards(facts, start, rules)
    if facts.cover:
        return tuple(one for n, one in enumerate(found) if n == 0 or one.kind == "demand")
    asked = facts.state == State.PENDING
    return tuple(one for one in found if asked or one.kind != "answer")


def _rewards(one: Case) -> tuple[Reward, ...]:
    rows = Reward.select(Reward, Staff).join(Staff, on=(Reward.staff == Staff.id))
    return tuple(rows.where(Reward.case == one).order_by(Reward.id))
