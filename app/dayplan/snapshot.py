"""All that stands on a sheet, as plain values: what is printed today must read the same in a
year, whatever has happened to the customers since."""

from datetime import datetime
from typing import Any

from app.billing import feed
from app.clock import period_of, shift_period
from app.customers import contact
from app.customers.customer import Customer
from app.dayplan import round
from app.dayplan.area import Area
from app.dayplan.plan import Plan, Stop, as_of
from app.dayplan.round import Call
from app.station import sight
from app.station.people import Staff
from app.station.settings import Settings

# Older than two months: collect the earliest month first (look/17).
OLD_MONTHS = 2
FLAGS = ("elderly_alone", "disabled", "key_account", "floating", "demolition")
# Reasons of worth.py that belong on paper; the rest is in the columns.
TOLD = ("promise_today", "promise_tomorrow", "promise_broken", "promise_later")


def snapshot(plan: Plan, mine: Area, at: datetime, settings: Settings) -> dict[str, Any] | None:
    """The sheet's values, None when nobody on the plan owes anything any more.

    Places are WGS-84; times of day are minutes after midnight; money is fen.
    """
    found = round.of(plan.staff_id, plan.day, mine)
    calls = [call for call in found.calls if call.open_fen] if found else []
    if not calls:
        return None
    station, person = plan.station, plan.staff
    known = feed.money_as_of(station.id)
    return {
        "station": {"name": station.name, "lat": station.lat, "lon": station.lon},
        "person": {"name": person.name, "post": person.post, "phone": person.phone},
        "stands_in_for": _stands_in_for(person, mine, as_of(plan.day, at, settings)),
        "day": plan.day.isoformat(),
        "from": settings.day_starts_at,
        "until": settings.day_ends_at,
        "metres": plan.metres,
        "printed_at": at.isoformat(),
        "known_until": known.isoformat() if known else None,
        "stops": _stops(plan, calls),
    }


def _stops(plan: Plan, calls: list[Call]) -> list[dict[str, Any]]:
    ids = [call.customer_id for call in calls]
    cares = contact.cares(ids, plan.day)
    flags = _flags(ids)
    reasons = dict(Stop.select(Stop.customer, Stop.reasons).where(Stop.plan == plan).tuples())
    old = shift_period(period_of(plan.day), -OLD_MONTHS)
    return [
        {
            "n": call.n,
            "name": call.name,
            "address": call.address,
            "village": call.village,
            "town": call.town,
            "account_no": call.account_no,
            "phone": call.phone,
            "periods": call.periods,
            "fen": call.open_fen,
            "old": call.oldest <= old,
            "cares": cares.get(call.customer_id, []),
            "flags": flags.get(call.customer_id, []),
            "promise": [r for r in reasons.get(call.customer_id, []) if r[0] in TOLD],
            "lat": call.lat,
            "lon": call.lon,
            "metres": call.leg_m,
        }
        for call in calls
    ]


def _flags(customer_ids: list[int]) -> dict[int, list[str]]:
    columns = [getattr(Customer, name) for name in FLAGS]
    rows = Customer.select(Customer.id, *columns).where(Customer.id.in_(customer_ids)).tuples()
    return {
        customer_id: [name for name, holds in zip(FLAGS, holding, strict=True) if holds]
        for customer_id, *holding in rows
    }


def _stands_in_for(person: Staff, mine: Area, at: datetime) -> list[str]:
    """Names of the colleagues whose districts the person works that day."""
    held = sight.holders(person.station_id, at)
    whose = {held[d].responsible for d in mine.districts if d in held} - {person.id, None}
    rows = Staff.select(Staff.name).where(Staff.id.in_(list(whose))).order_by(Staff.number)
    return [name for (name,) in rows.tuples()]
