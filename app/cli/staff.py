"""`staff`: accounts, for whoever may log in to the machine itself."""

import argparse

from app.cli import house
from app.cli.house import Failure
from app.station import accounts, people
from app.station.people import ROLES, Staff


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command and its four deeds."""
    staff = commands.add_parser(
        "staff",
        help="make, close, reset and list accounts",
        description="Accounts. A first password is printed once and must be changed at sign-in.",
    )
    deeds = staff.add_subparsers(title="deeds", metavar="DEED", required=True)
    add = deeds.add_parser("add", help="make an account", description="Make an account.")
    add.add_argument("login")
    add.add_argument("--name", required=True)
    add.add_argument("--role", required=True, choices=ROLES)
    add.add_argument("--number", default="", help="staff number (工号); the login unless given")
    add.add_argument("--phone", default="")
    add.add_argument("--post", default="", help="the person's own post (岗位)")
    add.add_argument("--station", metavar="CODE")
    add.set_defaults(run=run_add)
    for name, run, what in (
        ("close", run_close, "end an account, its sessions and its districts"),
        ("reset", run_reset, "give an account a new first password"),
    ):
        deed = deeds.add_parser(name, help=what, description=what.capitalize() + ".")
        deed.add_argument("login")
        deed.set_defaults(run=run)
    listing = deeds.add_parser("list", help="list accounts", description="List the accounts.")
    listing.add_argument("--station", metavar="CODE")
    listing.set_defaults(run=run_list)


def run_add(args: argparse.Namespace) -> None:
    """Make an account at the station; a bureau's person belongs to its bureau instead."""
    opened = house.enter()
    station = house.station_of(args.station)
    in_bureau = args.role == "bureau"
    if in_bureau and station.bureau is None:
        raise Failure(f"Station {station.code} has no bureau above it")
    person, password = people.add(
        station=None if in_bureau else station,
        bureau=station.bureau if in_bureau else None,
        login=args.login,
        name=args.name,
        role=args.role,
        number=args.number,
        phone=args.phone,
        post=args.post,
        by=None,
        at=opened.clock(),
    )
    print(f"{person.login} has the first password {password}")


def run_close(args: argparse.Namespace) -> None:
    """Close an account."""
    opened = house.enter()
    person = _find(args.login)
    accounts.close(person, by=None, at=opened.clock())
    print(f"{person.login} is closed.")


def run_reset(args: argparse.Namespace) -> None:
    """A new first password."""
    opened = house.enter()
    person = _find(args.login)
    password = people.reset_password(person, by=None, at=opened.clock())
    print(f"{person.login} has the first password {password}")


def run_list(args: argparse.Namespace) -> None:
    """One line an account: login, number, role, name, closed since when."""
    house.enter()
    query = Staff.select().order_by(Staff.station, Staff.number)
    if args.station:
        query = query.where(Staff.station == house.station_of(args.station))
    for person in query:
        closed = f"  closed {person.closed_at:%Y-%m-%d}" if person.closed_at else ""
        print(f"{person.login:<12} {person.number:<10} {person.role:<14} {person.name}{closed}")


def _find(login: str) -> Staff:
    found = people.find_login(login)
    if found is None:
        raise Failure(f"There is no open account {login}")
    return found
