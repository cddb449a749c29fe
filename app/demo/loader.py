"""Loading the demo: the packed station into an empty database, in one transaction."""

from collections import defaultdict
from datetime import datetime

from app.db import transaction
from app.demo import archive, cases, doorsteps, field
from app.demo.archive import Row, fen
from app.demo.bills import add_bills
from app.demo.clock import Demo, remember
from app.demo.dates import Move, move_to
from app.demo.feeds import add_feeds
from app.demo.money import Money
from app.demo.payments import payments
from app.demo.people import Cast, add_pairs, add_people, add_targets, long_ago
from app.demo.places import add_customers, add_territory
from app.demo.visits import add_visits
from app.refusals import Refusal
from app.station.people import Staff, Station

Tables = dict[str, list[Row]]


class NotEmpty(Refusal):
    """The database holds a station or people already; a demo goes into an empty one only."""


def load(now: datetime) -> Demo:
    """Fill the empty, migrated database with the demo as of the 21st, 08:00, of now's month.

    Raises NotEmpty before anything is written.
    """
    tables, move = archive.read(), move_to(now)
    with transaction():
        if not is_empty():
            raise NotEmpty()
        _fill(tables, move)
        demo = Demo(loaded_at=now, starts_at=move.starts_at)
        remember(demo)
    return demo


def is_empty() -> bool:
    """Whether nobody works with this database yet."""
    return not Station.select().exists() and not Staff.select().exists()


def _fill(tables: Tables, move: Move) -> None:
    cast = add_people(tables["station"][0], tables["staff"], move)
    districts = add_territory(cast, tables["feeders"], tables["districts"], move)
    rows, since = tables["customers"], long_ago(move)
    customers = add_customers(cast, rows, districts, since)
    holders = {r["code"]: cast.staff[r["collector"]].id for r in tables["districts"]}
    homes = field.households(rows, _arrears(tables), customers, districts, holders)
    _fill_money(tables, cast, homes, move)
    doorsteps.add_cares(cast, homes, since)
    doorsteps.add_neighbours(cast, rows, homes, since)
    add_pairs(cast, move)
    add_targets(cast, move)
    cases.set_rules(cast, move)
    cases.play(cast, move)


def _fill_money(tables: Tables, cast: Cast, homes: dict[str, field.Household], move: Move) -> None:
    customers = {number: home.customer for number, home in homes.items()}
    district_of = {number: home.district for number, home in homes.items()}
    releases = add_bills(cast.station.id, tables["bills"], customers, district_of, move)
    paid = payments(tables["payments"], cast, customers, move)
    seen = [
        *field.with_money(paid, homes),
        *field.told(cast, homes, move),
        *field.without_money(homes, move),
        *field.before_paying(paid, tables["payments"], homes, move),
    ]
    visits = add_visits(cast.station.id, seen, move.starts_at)
    feeds = add_feeds(cast, paid, len(homes), move)
    Money(cast, visits, move).run(releases, paid, feeds)


def _arrears(tables: Tables) -> dict[str, list[int]]:
    """Account number -> what is still open of each period: the lists' own answer."""
    result: dict[str, list[int]] = defaultdict(list)
    for row in tables["arrears_2026-10-20"]:
        result[row["account_no"]].append(fen(row["amount_open"]))
    return result
