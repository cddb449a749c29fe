"""Writing the visits: those that brought money, and those that did not, in order of time."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.bulk import insert_rows
from app.clock import business_day
from app.fieldwork import evidence, gps
from app.fieldwork.fix import Fix
from app.fieldwork.visit import Promise, Visit

# Fixes are kept for the last weeks only: older ones have expired, as a station's would.
FIXES_FOR = timedelta(days=21)
ACCURACIES = (8, 12, 15, 24, 35, 60, 140)
NO_FIX = ("timeout", "unavailable", "denied")


@dataclass(frozen=True)
class Seen:
    """A visit to be written. `place` is the customer's (WGS-84), None when unknown."""

    customer: int
    district: int
    by: int
    at: datetime
    channel: str
    outcome: str
    key: str
    note: str = ""
    promised_on: date | None = None
    promised_fen: int | None = None
    place: tuple[float, float] | None = None


def add_visits(station_id: int, seen: Sequence[Seen], now: datetime) -> dict[str, int]:
    """Write visits with their promises, and fixes for the last weeks. Key -> visit id."""
    seen = sorted(seen, key=lambda s: (s.at, s.key))
    fixes = _add_fixes(station_id, [s for s in seen if _has_fix(s, now)])
    fields = (
        Visit.station, Visit.customer, Visit.district, Visit.key, Visit.body_hash, Visit.by,
        Visit.channel, Visit.outcome, Visit.note, Visit.day, Visit.made_at, Visit.recorded_at,
        Visit.fix,
    )  # fmt: skip
    rows = [
        (
            station_id, s.customer, s.district, s.key, _hash(s), s.by, s.channel, s.outcome,
            s.note, business_day(s.at), s.at, s.at, fixes.get(s.key),
        )
        for s in seen
    ]  # fmt: skip
    insert_rows(fields, rows)
    ids = dict(Visit.select(Visit.key, Visit.id).where(Visit.station == station_id).tuples())
    _add_promises(station_id, seen, ids)
    return ids


def _has_fix(seen: Seen, now: datetime) -> bool:
    return seen.channel == "door" and seen.at > now - FIXES_FOR


def _add_fixes(station_id: int, seen: Sequence[Seen]) -> dict[str, int]:
    fields = (
        Fix.station, Fix.staff, Fix.at, Fix.lat, Fix.lon, Fix.accuracy_m, Fix.fixed_at,
        Fix.error, Fix.distance_m, Fix.flags,
    )  # fmt: skip
    rows = [(station_id, s.by, s.at, *_measured(s)) for s in seen]
    insert_rows(fields, rows)
    ids = [
        i for (i,) in Fix.select(Fix.id).where(Fix.station == station_id).order_by(Fix.id).tuples()
    ]
    return {s.key: fix_id for s, fix_id in zip(seen, ids, strict=True)}


def _measured(seen: Seen) -> tuple[object, ...]:
    """What the phone said: mostly a good fix near the house, sometimes a poor one or none."""
    draw = random.Random(seen.key)
    if seen.place is None or draw.random() < 0.06:
        return None, None, None, None, draw.choice(NO_FIX), None, "none"
    accuracy = draw.choice(ACCURACIES)
    off = accuracy / 111_000
    lat = round(seen.place[0] + draw.uniform(-off, off), 6)
    lon = round(seen.place[1] + draw.uniform(-off, off), 6)
    fixed_at = seen.at - timedelta(seconds=draw.randint(2, 40))
    judged = gps.judge(lat, lon, accuracy, fixed_at, "", *seen.place, seen.at)
    return lat, lon, accuracy, fixed_at, "", judged.distance_m, " ".join(judged.flags)


def _add_promises(station_id: int, seen: Sequence[Seen], ids: dict[str, int]) -> None:
    fields = (
        Promise.station, Promise.customer, Promise.visit, Promise.promised_on, Promise.fen,
    )  # fmt: skip
    rows = [
        (station_id, s.customer, ids[s.key], s.promised_on, s.promised_fen)
        for s in seen
        if s.promised_on
    ]
    insert_rows(fields, rows)


def _hash(seen: Seen) -> str:
    return evidence.body_hash({
        "customer": seen.customer, "outcome": seen.outcome, "channel": seen.channel,
        "note": seen.note, "on": seen.promised_on, "fen": seen.promised_fen,
    })  # fmt: skip
