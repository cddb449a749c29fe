"""`verify`, `backup`: are the books sound, and a copy of them."""

import argparse
import os
from pathlib import Path

from app import db
from app.cli import house
from app.cli.house import Failure
from app.ledger import guards, verify
from app.station.people import Station


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The two commands."""
    check = commands.add_parser(
        "verify",
        help="recompute the books and name what is wrong",
        description="Recompute every balance, open amount, slip number and seal. Exit 1 and a "
        "line for each fault when something is wrong.",
    )
    check.add_argument("--station", metavar="CODE", help="only this one; all unless it is given")
    check.set_defaults(run=run_verify)
    copy = commands.add_parser(
        "backup",
        help="copy a SQLite database while people work",
        description="Write a consistent copy of the SQLite database, also while it is served.",
    )
    copy.add_argument("file", metavar="FILE", type=Path, help="a new file")
    copy.set_defaults(run=run_backup)


def run_verify(args: argparse.Namespace) -> int:
    """Print every fault."""
    house.enter()
    stations = [house.station_of(args.station)] if args.station else list(Station.select())
    faults = [f"{s.code}: {fault}" for s in stations for fault in verify.problems(s)]
    faults += [f"the database no longer refuses changes: {name}" for name in guards.missing()]
    for fault in faults:
        print(fault)
    if not faults:
        print(f"Sound: {len(stations)} station{'s' * (len(stations) != 1)}.")
    return 1 if faults else 0


def run_backup(args: argparse.Namespace) -> None:
    """Write the copy beside its name first, so that a broken one never looks whole."""
    house.enter()
    target: Path = args.file
    if target.exists():
        raise Failure(f"{target} is there already: name a new file")
    part = target.with_name(target.name + ".part")
    try:
        db.backup(part)
    except ValueError as error:
        raise Failure("PostgreSQL is backed up with pg_dump -Fc or pg_basebackup") from error
    os.replace(part, target)
    print(f"{target}: {target.stat().st_size:,} bytes")
