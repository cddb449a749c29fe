"""What people decide about a case: the head puts off, replaces B, ends; somebody asks for help;
B answers. Each is judged on the case as it stands at that instant, and has its effect at once."""

from collections.abc import Callable
from datetime import date, datetime

from app.clock import business_day
from app.db import locked, transaction
from app.escalation import deeds, dossier, record, sweep
from app.escalation.case import Case, CaseAnswer
from app.escalation.dossier import Dossier
from app.escalation.facts import Facts, Settings
from app.escalation.notices import notices
from app.escalation.steps import Kind, Person, Step
from app.escalation.timing import current_round, running_deferral, takeover_at
from app.refusals import BadInput, NotInSight, Stale
from app.station import pair
from app.station.people import Staff


def put_off(one: Case, until: date, reason: str, *, by: Staff, at: datetime) -> None:
    """The head puts a takeover off through that day. Raises Stale when none is pending, BadInput
    at `until` for a day that is too late or a second time, at `reason` without one."""

    def make(facts: Facts, rules: Settings) -> Step:
        return deeds.put_off(facts, until, reason, by=by.name, at=at, settings=rules)

    _do(one, make, by, at)


def replace_buddy(
    one: Case,
    b: Staff,
    reason: str,
    *,
    by: Staff,
    at: datetime,
    cover: Staff | None = None,
    override: str = "",
) -> None:
    """The head names another B, paired with A from today, or the same one with somebody who does
    B's own work (or with the head's reason why nobody needs to). Raises Stale when nobody is to
    take over, BadInput at `reason`, or as pair.join does."""

    def make(facts: Facts, rules: Settings) -> Step:
        made = deeds.replace_buddy(facts, Person(b.id, b.name), reason, by=by.name, at=at)
        pair.join(
            one.staff, b, since=business_day(at), by=by, at=at, cover=cover,
            override=override.strip(), why=reason.strip(),
        )  # fmt: skip
        return made

    _do(one, make, by, at)


def end(one: Case, reason: str, *, by: Staff, at: datetime) -> None:
    """The head calls a takeover off, running or only asked for. Raises Stale when there is none,
    BadInput at `reason`."""
    _do(one, lambda facts, rules: deeds.end(facts, reason, by=by.name, at=at), by, at)


def ask_help(one: Case, reason: str, *, by: Staff, at: datetime) -> None:
    """A or the head asks for B's help. Raises Stale when B helps already, BadInput at `reason`."""
    _do(one, lambda facts, rules: deeds.ask_help(facts, reason, by=by.name, at=at), by, at)


def answer(one: Case, accepted: bool, reason: str, *, by: Staff, at: datetime) -> None:
    """B takes over, or can't and says why. The newest answer counts until the takeover begins.

    Raises NotInSight for whoever is not A's B post, Stale when B is not being asked, BadInput at
    `reason` when somebody declines without one.
    """
    sweep.judge(one.station_id, at)
    with transaction():
        found, facts = _facts(one, at)
        if not any(p.person.id == by.id for p in facts.pairs if _lasts(p.until, at)):
            raise NotInSight()
        if asked_of(facts, found.settings) != by.id:
            raise Stale()
        if not accepted and not reason.strip():
            raise BadInput("reason", "写一句难处，所长好安排")
        CaseAnswer.create(case=one, b=by, accepted=accepted, reason=reason.strip(), at=at)
        Case.update(look_again_at=at).where(Case.id == one.id).execute()
    sweep.judge(one.station_id, at)


def asked_of(facts: Facts, rules: Settings) -> int | None:
    """Staff id of the B who is being asked to take over now, None when nobody is."""
    start = takeover_at(facts, rules)
    if start is None or running_deferral(facts):
        return None
    buddy = facts.buddy_on(business_day(start))
    asked = any(step.kind == Kind.ASKED for step in current_round(facts))
    return buddy.person.id if buddy and asked else None


def _do(one: Case, make: Callable[[Facts, Settings], Step], by: Staff, at: datetime) -> None:
    """Judge what is due, take the step, and judge what follows from it."""
    sweep.judge(one.station_id, at)
    with transaction():
        found, facts = _facts(one, at)
        step = make(facts, found.settings)
        record.write(
            found, one.id, facts.after((step,)), (step,), notices(facts, (step,)), at=at, by=by
        )
        Case.update(state=step.state, look_again_at=at).where(Case.id == one.id).execute()
    sweep.judge(one.station_id, at)


def _facts(one: Case, at: datetime) -> tuple[Dossier, Facts]:
    """The case as it is now, kept from other writers until the transaction ends."""
    fresh = locked(Case.select().where(Case.id == one.id)).get()
    fresh.staff = one.staff
    found = dossier.of_station(one.station_id, at, at, [fresh])
    return found, found.known[one.id].facts


def _lasts(until: date | None, at: datetime) -> bool:
    return until is None or until > business_day(at)
