"""Writing what was decided about a case: steps, covers, notices, rewards; all of it or nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.clock import day_end
from app.escalation import case, rights
from app.escalation.case import Case, Reward
from app.escalation.credit import CreditSettings, credit
from app.escalation.dossier import Dossier
from app.escalation.facts import Facts
from app.escalation.steps import CLOSED, Notice, State, Step
from app.escalation.timing import acting_at
from app.notices import notice
from app.station import people
from app.station.people import Staff


def write(
    found: Dossier,
    case_id: int,
    facts: Facts,
    steps: Sequence[Step],
    notices: Iterable[Notice],
    *,
    at: datetime,
    by: Staff | None = None,
) -> None:
    """Write these newest steps of a case, whose facts are as they are after them. Needs a
    transaction; raises peewee.IntegrityError when somebody else has written one of them."""
    one, districts = found.cases[case_id], found.districts[case_id]
    case.add_steps(one, len(facts.steps) - len(steps), steps, by)
    for step in steps:
        if step.cover and step.cover.until is None:
            rights.begin_cover(step.cover, districts, at, step.title)
        elif step.cover:
            rights.end_cover(step.cover, districts)
    if steps and facts.state in CLOSED:
        _reward(one, facts, found.share_a_bp, at)
    _tell(one, steps, notices, at)


def _reward(one: Case, facts: Facts, share_a_bp: int, at: datetime) -> None:
    """Each one's part, once. Where nothing was due there was nothing to reach."""
    last = facts.as_of.get(facts.settlement_day)
    if last is not None and last.due_fen <= 0:
        return
    b = _credited_b(facts)
    shares = credit(facts.state, CreditSettings(share_a_bp), has_b=b is not None)
    parts = [(one.staff_id, shares.a_bp), (b, shares.b_bp)]
    for staff_id, share in parts:
        if staff_id is not None and share:
            Reward.insert(
                case=one, staff=staff_id, share_bp=share, why=shares.reason, at=at
            ).on_conflict_ignore().execute()


def _credited_b(facts: Facts) -> int | None:
    """Who was acting as the last day ended, else who was paired with A."""
    closing = facts.steps[-1]
    if facts.state == State.CLOSED_MET_BY_B:
        acting = closing.b or acting_at(facts, day_end(facts.settlement_day))
        return acting.id if acting else None
    buddy = facts.buddy_on(facts.settlement_day)
    return buddy.person.id if buddy else None


def _tell(one: Case, steps: Sequence[Step], notices: Iterable[Notice], at: datetime) -> None:
    """Each person once for these steps. Everybody who heads the station gets the head's."""
    notices = list(notices)
    if not notices:
        return
    heads = [p.id for p in people.of_station(one.station_id) if p.role == "head"]
    links = {"a": "/cases/mine", "b": "/buddy", "head": f"/escalations/{one.id}"}
    for n, said in enumerate(notices):
        for staff_id in heads if said.staff_id is None else [said.staff_id]:
            source = f"case/{one.id}/{steps[-1].key}/{n}"
            notice.tell(
                staff_id, said.text, source=source, station=one.station_id, at=at,
                link=links[said.to],
            )  # fmt: skip
