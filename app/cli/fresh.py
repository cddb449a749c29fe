"""`init`, `demo`, `migrate`: a database to begin with."""

import argparse
import re

from app.cli import house
from app.cli.house import Failure
from app.clock import system
from app.db import transaction
from app.demo import loader
from app.demo.people import PASSWORD
from app.station import audit, people
from app.station.people import Bureau, Station

_CODE = re.compile(r"^[0-9A-Za-z]{1,12}$")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The three commands."""
    init = commands.add_parser(
        "init",
        help="begin with a real station and its first administrator",
        description="Make the database if there is none, a station and its administrator. Prints "
        "the first password once; it must be changed at the first sign-in.",
    )
    init.add_argument(
        "--station", required=True, metavar="CODE", help="letters and digits; slips carry it"
    )
    init.add_argument("--name", required=True, help="the station's name, as papers show it")
    init.add_argument("--admin", required=True, metavar="LOGIN", help="the administrator's login")
    init.add_argument("--bureau", default="", metavar="CODE", help="code of the bureau above it")
    init.add_argument("--bureau-name", default="", help="its name, if the bureau is new too")
    init.add_argument("--lat", type=float, help="where a day's way starts, WGS-84")
    init.add_argument("--lon", type=float)
    init.set_defaults(run=run_init)
    demo = commands.add_parser(
        "demo",
        help="load the demo station into an empty database",
        description="Load the demo station into an empty database, made if there is none. "
        "Refuses any other.",
    )
    demo.add_argument("--if-empty", action="store_true", help="say nothing if it is not empty")
    demo.set_defaults(run=run_demo)
    migrate = commands.add_parser(
        "migrate",
        help="bring the database's tables up to date",
        description="Bring the tables up to date, as DATABASE_ADMIN_URL when that is set.",
    )
    migrate.set_defaults(run=run_migrate)


def run_init(args: argparse.Namespace) -> None:
    """Make station and administrator, all or nothing."""
    if not _CODE.match(args.station):
        raise Failure("--station takes up to 12 letters and digits: every slip's number has it")
    if not args.name.strip():
        raise Failure("--name is empty: papers and pages show it")
    opened = house.found_new()
    if opened.demo:
        raise Failure("This database is a demo: a real station needs one of its own (DATABASE_URL)")
    with transaction():
        if people.station_by_code(args.station):
            raise Failure(f"Station {args.station} is there already")
        station = Station.create(
            bureau=_bureau(args), code=args.station, name=args.name.strip(),
            lat=args.lat, lon=args.lon,
        )  # fmt: skip
        now = opened.clock()
        _, password = people.add(
            station=station, login=args.admin, name="管理员", role="administrator", by=None, at=now
        )
        audit.record("station_made", station.code, station=station, by=None, at=now)
    print(f"Station {station.code} {station.name} is there.")
    print(f"Sign in as {args.admin.lower()} with the password {password}")
    print("It is shown only now, and must be changed at the first sign-in.")


def run_demo(args: argparse.Namespace) -> None:
    """Load the demo."""
    config = house.settings()
    house.migrate(config)
    if not loader.is_empty():
        if args.if_empty:
            return
        raise Failure(
            "This database is not empty, and a demo goes into an empty one only: name another "
            "with DATABASE_URL"
        )
    print("Loading the demo station, 8,500 customers; this takes some seconds …", flush=True)
    loader.load(config.now or system())
    print(f"The demo is loaded. Sign in as S10, S06 or S01 with the password {PASSWORD}.")


def run_migrate(args: argparse.Namespace) -> None:
    """Apply what is pending and say so."""
    applied = house.migrate(house.settings())
    print("\n".join(f"applied {name}" for name in applied) or "Nothing to do: up to date.")


def _bureau(args: argparse.Namespace) -> Bureau | None:
    if not args.bureau:
        return None
    found = Bureau.get_or_none(Bureau.code == args.bureau)
    return found or Bureau.create(code=args.bureau, name=args.bureau_name or args.bureau)
