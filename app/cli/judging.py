"""`sweep`: judge checkpoints and cases, once or again and again."""

import argparse
import time
from datetime import datetime

from app.cli import house
from app.cli.house import Failure
from app.clock import parse_instant
from app.db import connection
from app.escalation import case, sweep
from app.station import people
from app.station.people import Station

AGAIN_SECONDS = 60.0


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command."""
    judge = commands.add_parser(
        "sweep",
        help="judge checkpoints and what follows from them",
        description="Judge what is due: cases open, help begins, takeovers and returns follow. "
        "Safe to run late, often, or twice at once; `serve` does it by itself every minute.",
    )
    judge.add_argument("--station", metavar="CODE", help="only this one; all unless it is given")
    judge.add_argument(
        "--now", metavar="ISO", type=_instant, help="judge as of then; Shanghai time unless it says"
    )
    judge.add_argument("--loop", action="store_true", help="every minute, until Ctrl-C")
    judge.set_defaults(run=run_sweep)


def run_sweep(args: argparse.Namespace) -> None:
    """Judge, and say what was done."""
    if args.loop and args.now:
        raise Failure("--loop follows the clock: leave out --now")
    opened = house.enter()
    only = house.station_of(args.station) if args.station else None
    if not args.loop:
        now = args.now or opened.clock()
        for station in [only] if only else people.stations():
            made = sweep.judge(station.id, now)
            print(f"{station.code}: {made} step{'s' * (made != 1)}, {_open(station)} open cases")
        return
    while True:
        with connection():
            sweep.run(opened.clock(), only)
        time.sleep(AGAIN_SECONDS)


def _open(station: Station) -> int:
    return len(case.still_open(station.id))


def _instant(text: str) -> datetime:
    try:
        return parse_instant(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date and time") from error
