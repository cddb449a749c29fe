"""Who needs a B post, and who could be one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.clock import business_day
from app.station import pair, people, sight
from app.station.pair import Pair
from app.station.people import Staff

# Whose own work another may do while they help: everybody but who manages the station.
B_ROLES = ("staff", "collector", "cashier", "head")


@dataclass(frozen=True)
class Board:
    """`pairs`: in force or to come. `a_posts`: those responsible for districts. `without`: A posts
    that nobody helps today. `suggestions`: people for B, the least burdened first, each with the
    number of A posts the person helps already."""

    pairs: list[Pair]
    a_posts: list[Staff]
    without: list[Staff]
    suggestions: list[tuple[Staff, int]]


def board(station_id: int, at: datetime) -> Board:
    """The station's pairs and what is missing. Four queries."""
    day = business_day(at)
    staff = people.of_station(station_id)
    holding = set(sight.responsible_districts(station_id, at))
    found = pair.from_day(station_id, day)
    a_posts = [p for p in staff if p.id in holding or p.role == "collector"]
    helped = {p.a_id for p in found if p.since <= day}
    return Board(
        pairs=found,
        a_posts=a_posts,
        without=[p for p in a_posts if p.id in holding and p.id not in helped],
        suggestions=suggest(staff, a_posts, found),
    )


def suggest(
    staff: Sequence[Staff], a_posts: Sequence[Staff], pairs: Sequence[Pair]
) -> list[tuple[Staff, int]]:
    """Who could be a B: people of other posts than the A posts', who hold no district themselves,
    the ones who help fewest first (domain.md §2.1: B comes from another post)."""
    posts = {person.post for person in a_posts if person.post}
    busy = {person.id for person in a_posts}
    helping = [p.b_id for p in pairs]
    free = [
        (person, helping.count(person.id))
        for person in staff
        if person.role in B_ROLES and person.id not in busy and person.post not in posts
    ]
    return sorted(free, key=lambda one: (one[1], one[0].number))
