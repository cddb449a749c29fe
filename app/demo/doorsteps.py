"""What to know before knocking, and the neighbours who carry a message."""

import random
from collections import defaultdict
from datetime import datetime

from app.bulk import insert_rows
from app.clock import business_day
from app.customers.contact import Care, Contact
from app.demo.archive import Row
from app.demo.field import Household
from app.demo.people import Cast
from app.demo.story import CARES, NEIGHBOURS

NOTES = (
    ("dog", "有狗，先喊门"),
    ("key", "钥匙在村委"),
    ("note", "只有晚上在家"),
    ("note", "要发票"),
    ("note", "耳背，大声点"),
    ("note", "表在后院，走侧门"),
)


def add_cares(cast: Cast, homes: dict[str, Household], since: datetime) -> None:
    """Warnings: the story's, and one at every eighteenth door or so that owes."""
    found = dict(CARES)
    for home in homes.values():
        draw = random.Random(f"care {home.account_no}")
        if home.periods and draw.random() < 0.055:
            found.setdefault(home.account_no, draw.choice(NOTES))
    day = business_day(since)
    rows = [
        (cast.station.id, homes[number].customer, kind, text, day, homes[number].collector, since)
        for number, (kind, text) in found.items()
    ]
    fields = (Care.station, Care.customer, Care.kind, Care.text, Care.since, Care.by, Care.made_at)
    insert_rows(fields, rows)


def add_neighbours(
    cast: Cast, rows: list[Row], homes: dict[str, Household], since: datetime
) -> None:
    """A neighbour of the same hamlet for some who owe; a third of them may hear the amount."""
    by_number = {row["account_no"]: row for row in rows}
    hamlets: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["phone"] and row["category"] == "居民":
            hamlets[_hamlet(row)].append(row["account_no"])
    pairs = dict(NEIGHBOURS)
    for row in rows:
        draw = random.Random(f"neighbour {row['account_no']}")
        others = [n for n in hamlets[_hamlet(row)] if n != row["account_no"]]
        if homes[row["account_no"]].periods and others and draw.random() < 0.12:
            pairs.setdefault(row["account_no"], draw.choice(others))
    values = [
        (
            cast.station.id, homes[number].customer, by_number[other]["name"], "邻居",
            by_number[other]["phone"], int(other) % 3 == 0 and number not in NEIGHBOURS,
            homes[number].collector, since,
        )
        for number, other in pairs.items()
    ]  # fmt: skip
    fields = (
        Contact.station, Contact.customer, Contact.name, Contact.relation, Contact.phone,
        Contact.may_hear_amount, Contact.by, Contact.made_at,
    )  # fmt: skip
    insert_rows(fields, values)


def _hamlet(row: Row) -> str:
    return row["address"].partition("组")[0]
