"""What is none of a person's business, as one hash: no deed of that person may change it.

It covers every table whose rows name a station, a customer, a district or a person.
"""

import hashlib

from app.customers.customer import Customer
from app.db import Record
from app.station.people import Staff
from app.station.territory import District
from tests.schema import records

# Rows of one's own that a request may make although they name nobody else's thing.
LEFT_OUT = ("sign_in", "audit", "counter", "job")


def rows_of_others(person: Staff | None, tokens: set[str]) -> str:
    """A hash over the rows of other stations and, within the own one, of customers whose token
    the person may not see. A stranger and a bureau's people have nothing of their own."""
    station = person.station_id if person else None
    hidden = [c.id for c in Customer.select() if not any(token in c.name for token in tokens)]
    others = {
        Customer: hidden,
        District: _elsewhere(District, station),
        Staff: _elsewhere(Staff, station),
    }
    digest = hashlib.sha256()
    for model in records():
        if model._meta.table_name in LEFT_OUT:
            continue
        for row in _of(model, station, others):
            digest.update(f"{model._meta.table_name}{row}".encode())
    return digest.hexdigest()


def _elsewhere(model: type[Record], station: int | None) -> list[int]:
    return [row.id for row in model.select() if row.station_id != station]


def _of(model: type[Record], station: int | None, others: dict[type[Record], list[int]]) -> list:
    """The model's rows that belong to others, as sorted text."""
    wrong = []
    for name, field in model._meta.fields.items():
        target = getattr(field, "rel_model", None)
        if target in others and name not in ("by", "decided_by", "confirmed_by"):
            wrong.append(field.in_(others[target]))
        if name == "station" and target is not None:
            wrong.append(field.is_null(False) if station is None else field != station)
    if model in others:
        wrong.append(model.id.in_(others[model]))
    if not wrong:
        return []
    condition = wrong[0]
    for more in wrong[1:]:
        condition |= more
    return sorted(map(str, model.select().where(condition).tuples()))
