"""Plans: one a person and day. A stop keeps its number for ever; what comes later goes on at the
end, and what left the person's hands is hidden by whoever shows the plan."""

from datetime import date, datetime

from peewee import DateField, ForeignKeyField, IntegerField

from app.clock import at as instant
from app.clock import day_start
from app.customers.customer import Customer
from app.dayplan import area, worklist
from app.dayplan.area import Area
from app.dayplan.route import route
from app.db import JsonField, Record, UtcField, hold, in_chunks, transaction
from app.station.people import Staff, Station
from app.station.settings import Settings
from app.station.territory import District


class Plan(Record):
    """A person's day. `area` is what it was made for: ids of districts and single customers;
    `metres` is the whole road, there and back."""

    station = ForeignKeyField(Station)
    staff = ForeignKeyField(Staff)
    day = DateField()
    made_at = UtcField()
    area = JsonField()
    metres = IntegerField(default=0)

    class Meta:
        indexes = ((("staff", "day"), True), (("station", "day"), False))


class Stop(Record):
    """One customer to visit, as it was when planned: fen and number of open bills, the oldest
    open period, reasons (worth.py), minutes after midnight on arrival, metres from the stop
    before (None where a place is not known)."""

    plan = ForeignKeyField(Plan)
    n = IntegerField()
    customer = ForeignKeyField(Customer)
    district = ForeignKeyField(District, null=True)
    fen = IntegerField()
    bills = IntegerField()
    oldest = IntegerField()
    reasons = JsonField()
    eta = IntegerField(null=True)
    leg_m = IntegerField(null=True)

    class Meta:
        indexes = ((("plan", "n"), True), (("plan", "customer"), True))


def plan_for(staff: Staff, day: date, at: datetime, settings: Settings) -> Plan | None:
    """The person's plan of that day, made once; None when nothing is the person's to work.

    What became the person's since then goes on at the end. Opened twice at once, it is made once.
    """
    return _plan(staff, area.of_person(staff, as_of(day, at, settings)), day, at, settings)


def plans_for(station: Station, day: date, at: datetime, settings: Settings) -> list[Plan]:
    """The plans of everybody at the station who has something to work that day, made once."""
    areas = area.of_station(station.id, as_of(day, at, settings))
    people = Staff.select().where(Staff.id.in_(list(areas)) & Staff.closed_at.is_null())
    made = [_plan(p, areas[p.id], day, at, settings) for p in people.order_by(Staff.number)]
    return [plan for plan in made if plan is not None]


def stored(staff_id: int, day: date) -> Plan | None:
    """The plan, if there is one."""
    return Plan.get_or_none((Plan.staff == staff_id) & (Plan.day == day))


def as_of(day: date, at: datetime, settings: Settings) -> datetime:
    """Whose district it is, is asked for when the field day begins, or for now if it has."""
    return max(at, instant(day, *divmod(settings.day_starts_at, 100)))


def _plan(staff: Staff, mine: Area, day: date, at: datetime, settings: Settings) -> Plan | None:
    before = stored(staff.id, day)
    known = area.parsed(before.area) if before else Area()
    new = mine - known
    if not new:
        return before
    taken = _customers(before)
    due = [d for d in worklist.due_in(new, day) if d.customer_id not in taken]
    # Planned before the transaction begins: nobody's money waits for a route.
    leaves = as_of(day, at, settings) if before else as_of(day, day_start(day), settings)
    found = route(due, staff.station, leaves, settings)
    with transaction():
        hold(f"plan {staff.id} {day}")
        again = stored(staff.id, day)
        if (again and again.area) != (before and before.area):
            return again  # somebody else was quicker; one plan it stays
        plan = again or Plan.create(
            station=staff.station_id, staff=staff, day=day, made_at=at, area=[[], []]
        )
        grown = {"area": (known | mine).plain(), "metres": Plan.metres + found.metres}
        Plan.update(**grown).where(Plan.id == plan.id).execute()
        rows = [{"plan": plan.id, **row, "n": row["n"] + len(taken)} for row in found.rows]
        for few in in_chunks(rows):
            Stop.insert_many(few).execute()
        return Plan.get_by_id(plan.id)


def _customers(plan: Plan | None) -> set[int]:
    if plan is None:
        return set()
    return {c for (c,) in Stop.select(Stop.customer).where(Stop.plan == plan).tuples()}
