"""What the prober sends: objects of each group, URLs for a route, a body with too many fields."""

import re
from itertools import cycle, product
from typing import Any

from app.ledger.entry import Slip
from app.station.territory import District
from tests.world import World, key

# A stranger, and a neighbour who makes the rest of the form good: then only the object is wrong.
_staff = cycle(("WEI", "FANG"))
MISSING = ["0599999999"]
MALFORMED = ["%00", "..%2F..%2Fetc", "' OR 1=1--", "9" * 300]


def objects(world: World) -> dict[str, list[str]]:
    """URL parameter -> values of an's, fang's and wei's objects."""
    return {
        "slip": [s.number for s in Slip.select().order_by(Slip.id)],
        "code": [d.code for d in District.select().order_by(District.id)],
        "login": ["an", "fang", "wei", "lin"],
        "id": ["1", "2", "3"],
        "day": ["2026-10-21", "2026-10-22"],
        "form": ["xlsx", "csv"],
        "serial": ["20261021-001", "20261022-001"],
    }


def _kind(line: dict[str, Any], name: str) -> str:
    """Which objects a parameter of this route names."""
    view = line["view"].partition(".")[0]
    if name == "number":
        return "slip" if view == "slips" else "remittance"
    if name.endswith("_id") or name == "id":
        return "id"
    return name


def urls(line: dict[str, Any], values: dict[str, list[str]]) -> list[str]:
    """Every URL to try for the route: own, neighbour's, stranger's, missing and malformed."""
    names = re.findall(r"<(?:[^:<>]+:)?([^<>]+)>", line["url"])
    if not names:
        return [line["url"] + q for q in ("", "?station=YUAN", "?q=CANARY")][: _wide(line)]
    options = []
    for name in names:
        known = values.get(_kind(line, name))
        if known is None:
            raise AssertionError(f"tests/probes.py knows no {name} for {line['url']}")
        options.append([*known, *MISSING, *MALFORMED])
    made = []
    for chosen in product(*options):
        url = line["url"]
        for name, value in zip(names, chosen, strict=True):
            url = re.sub(rf"<(?:[^:<>]+:)?{name}>", lambda _m, v=value: str(v), url)
        made.append(url)
    return made


def _wide(line: dict[str, Any]) -> int:
    return 3 if line["method"] == "GET" else 1


def body(line: dict[str, Any], values: dict[str, list[str]]) -> dict[str, Any] | None:
    """Fields of every form at once, and some that nobody may set (mass assignment)."""
    if line["method"] == "GET":
        return None
    return {
        "key": key(), "yuan": "1", "method": "cash", "channel": "door", "outcome": "forgot",
        "n100": "1", "reason": "x", "staff": next(_staff),
        "since": "2026-10-22", "date": "2026-10-22",
        "lang": "zh", "theme": "auto", "a": "AN", "b": "BO", "period": "202610",
        "districts": values["code"], "login": "x", "password": "x", "old": "x", "new": "y",
        "station_id": "2", "station": "YUAN", "collector_id": "1", "role": "administrator",
        "amount": "1", "is_admin": "1", "staff_id": "1", "by": "1",
    }  # fmt: skip
