"""The rights that pairs and cases give: B sees A's list, logs there while helping, and works it
while covering. Who may do what is read from the grants alone (sight); nobody edits them."""

from collections.abc import Collection
from datetime import datetime

from app.clock import business_day
from app.db import hold, transaction
from app.escalation import case
from app.escalation.case import Case, CaseStep
from app.escalation.steps import Cover, State
from app.station import grant, pair, sight
from app.station.grant import COLLECT, LOG, SEE, Grant
from app.station.people import Staff

# From the day that help is asked for, B helps on until the A post is well again: also while a
# takeover is asked for, and after A is back.
HELPING = frozenset({State.ASSIST, State.PENDING, State.REFERRED, State.RETURNED})


def begin_cover(cover: Cover, districts: Collection[int], at: datetime, why: str) -> None:
    """B acts in these districts from the cover's beginning. Whoever else covered one stops then;
    B's own cover of it from a former month runs on."""
    person = Staff.get_by_id(cover.b.id)
    there = {row.unit_id: row for row in _running(person.station_id, "cover")}
    for district in sorted(districts):
        old = there.get(district)
        if old is not None and old.staff_id == person.id:
            continue
        if old is not None:
            grant.end(old, until=cover.since)
        grant.give(
            person, "district", district, COLLECT, "cover",
            since=cover.since, by=None, at=at, why=why,
        )  # fmt: skip


def end_cover(cover: Cover, districts: Collection[int]) -> None:
    """B's cover of these districts ends."""
    person = Staff.get_by_id(cover.b.id)
    for row in _running(person.station_id, "cover"):
        if row.staff_id == person.id and row.unit_id in districts and cover.until:
            grant.end(row, until=cover.until)


def settle(station_id: int, at: datetime) -> None:
    """Make the rights what pairs and open cases say: B sees A's districts as long as they are a
    pair, and logs there while helping. A cover whose district has gone to another A ends."""
    with transaction():
        hold(f"rights/{station_id}")
        districts = sight.responsible_districts(station_id, at)
        wanted = _wanted(station_id, districts, at)
        covered = {
            ("cover", b_id, district)
            for a_id, b_id in _covering(station_id)
            for district in districts.get(a_id, ())
        }
        rows = _running(station_id, "pair", "assist", "cover")
        there = {(row.kind, row.staff_id, row.unit_id): row for row in rows}
        for right in there.keys() - wanted.keys() - covered:
            grant.end(there[right], until=at)
        for kind, b_id, district in sorted(wanted.keys() - there.keys()):
            b, level = wanted[kind, b_id, district]
            grant.give(b, "district", district, level, kind, since=at, by=None, at=at)


def _wanted(
    station_id: int, districts: dict[int, list[int]], at: datetime
) -> dict[tuple[str, int, int], tuple[Staff, int]]:
    """(kind, B's staff id, district id) -> B and the right."""
    helped = {one.staff_id for one in case.still_open(station_id) if one.state in HELPING}
    wanted: dict[tuple[str, int, int], tuple[Staff, int]] = {}
    for row in pair.on(station_id, business_day(at)):
        for district in districts.get(row.a_id, ()):
            wanted["pair", row.b_id, district] = (row.b, SEE)
            if row.a_id in helped:
                wanted["assist", row.b_id, district] = (row.b, LOG)
    return wanted


def _covering(station_id: int) -> list[tuple[int, int]]:
    """(A, B) of every takeover that runs: the last cover that a case began."""
    rows = (
        CaseStep.select(CaseStep.case, Case.staff, CaseStep.b)
        .join(Case)
        .where(
            (Case.station == station_id)
            & (Case.state == State.TAKEOVER)
            & CaseStep.cover_since.is_null(False)
        )
        .order_by(CaseStep.n)
    )
    return list({case_id: (a_id, b_id) for case_id, a_id, b_id in rows.tuples()}.values())


def _running(station_id: int, *kinds: str) -> list[Grant]:
    """The station's grants of those kinds over districts that have no end yet."""
    return list(
        Grant.select().where(
            (Grant.station == station_id)
            & Grant.kind.in_(kinds)
            & (Grant.unit == "district")
            & Grant.until.is_null()
        )
    )
