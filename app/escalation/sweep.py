"""The sweep: judges what is due. It may run late, often, or twice at once; nothing happens twice.

A worker claims due cases by moving `look_again_at` ahead, plays them forward together (play.py),
and writes each in a transaction of its own if it is still as it was claimed. What a reassignment
in mid-month does: a checkpoint measures the districts that A held as its day ended, so old ones
stay with the old A; the new A, whose case is opened then, is judged from the next one; a cover
ends where the district has gone to another A.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from peewee import IntegrityError

from app.db import transaction
from app.escalation import dossier, opening, record, rights
from app.escalation.case import Case, is_open
from app.escalation.dossier import Dossier
from app.escalation.play import Play
from app.escalation.steps import CLOSED
from app.station import people
from app.station.people import Station

log = logging.getLogger("taiqu.sweep")

# So long a claim holds: a worker that died leaves its cases to the next.
LEASE = timedelta(minutes=10)
AFTER_AN_ERROR = timedelta(hours=1)


def run(now: datetime, station: Station | None = None) -> int:
    """Judge everything that is due, at every station or at one; returns how many steps were made.

    A station or a case that goes wrong is logged and does not hold up the others.
    """
    made = 0
    for one in [station] if station else people.stations():
        try:
            made += judge(one.id, now)
        except Exception:
            log.exception("the cases of station %s could not be judged", one.code)
    return made


def judge(station_id: int, now: datetime) -> int:
    """The same for one station, and what goes wrong with it as a whole is raised."""
    opening.open_cases(station_id, now)
    due = _claim(station_id, now)
    made = 0
    if due:
        found = dossier.of_station(station_id, now, min(due.values()))
        play = Play(
            found.known, {i: at for i, at in due.items() if i in found.cases}, found.settings
        )
        play.run(now)
        made = sum(_write(found, play, id_, now) for id_ in play.outcomes)
    rights.settle(station_id, now)
    return made


def _claim(station_id: int, now: datetime) -> dict[int, datetime]:
    """The due cases that nobody else took, with the instant from which each is to be judged."""
    due = (Case.station == station_id) & is_open() & (Case.look_again_at <= now)
    seen = list(Case.select(Case.id, Case.look_again_at).where(due).tuples())
    mine = {}
    if seen:
        with transaction():
            for id_, at in seen:
                same = (Case.id == id_) & (Case.look_again_at == at)
                if Case.update(look_again_at=now + LEASE).where(same).execute():
                    mine[id_] = at
    return mine


def _write(found: Dossier, play: Play, id_: int, now: datetime) -> int:
    """Write what became of one case; returns how many steps."""
    outcome = play.outcomes[id_]
    if outcome.error:
        log.error("case %s could not be judged", id_, exc_info=outcome.error)
        _release(id_, now, {Case.look_again_at: now + AFTER_AN_ERROR})
        return 0
    state = play.facts[id_].state
    values = {
        Case.state: state,
        Case.waiting: outcome.waiting,
        Case.look_again_at: outcome.look_again_at,
        Case.closed_at: now if state in CLOSED else None,
    }
    try:
        with transaction():
            if not _release(id_, now, values):
                return 0  # somebody else's deed came in between; it has been judged with it
            record.write(found, id_, play.facts[id_], outcome.steps, outcome.notices, at=now)
    except IntegrityError:
        log.exception("case %s was written by somebody else", id_)
        _release(id_, now, {Case.look_again_at: now + AFTER_AN_ERROR})
        return 0
    return len(outcome.steps)


def _release(id_: int, now: datetime, values: dict[Any, Any]) -> int:
    """Give a claimed case back with new values; 0 when it is no longer the one that was claimed."""
    claimed = (Case.id == id_) & (Case.look_again_at == now + LEASE)
    return Case.update(values).where(claimed).execute()
