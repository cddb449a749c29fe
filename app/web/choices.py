"""People as choices in a select: who, and how much each carries already."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from app.standing import workload
from app.standing.workload import Held
from app.station.people import Staff
from app.web import words


def people(staff: Iterable[Staff]) -> list[tuple[str, str]]:
    """(number, 'name · post') of everybody."""
    return [(person.number, f"{person.name} · {words.of_post(person)}") for person in staff]


def holders(staff: Iterable[Staff], held: Sequence[Held]) -> list[tuple[str, str]]:
    """(number, 'name · 10 个台区 · 496 户') of those who may hold districts."""
    loads = {load.person.id: load for load in workload.loads(held)}
    found = []
    for person in staff:
        load = loads.get(person.id, workload.Load(person))
        carries = _("%(d)s 个台区 · %(c)s 户", d=load.districts, c=load.customers)
        found.append((person.number, f"{person.name} · {carries}"))
    return found


def distinct(held: Iterable[Held]) -> dict[str, list[tuple[str, str]]]:
    """What a list of districts can be narrowed by: filter name -> (value, words)."""
    rows = list(held)
    people = {one.holder.number: one.holder.name for one in rows if one.holder}
    plain = {
        "feeder": {one.feeder for one in rows},
        "zone": {one.zone for one in rows},
        "village": {one.district.village for one in rows},
    }
    texts = {name: [(v, v) for v in sorted(values) if v] for name, values in plain.items()}
    return {"holder": sorted(people.items()), **texts}
