"""`import`: a list from a file, without the browser."""

import argparse
from datetime import date, datetime
from pathlib import Path

from app.cli import house
from app.cli.house import Failure
from app.clock import day_end, parse_instant
from app.exchange.columns import KINDS
from app.exchange.importfile import ASK, CHANGED, DUPLICATE, NEW, REJECT, SAME
from app.exchange.whole import import_file

COUNTS = (
    ("written", (NEW, CHANGED)),
    ("same", (SAME,)),
    ("duplicate", (DUPLICATE,)),
    ("a person must decide", (ASK,)),
    ("rejected", (REJECT,)),
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command."""
    command = commands.add_parser(
        "import",
        help="import a list: customers, receivables, arrears or payments",
        description="Import a list as the marketing system exported it (.xlsx, .xls, .csv). All "
        "of it is written or nothing; rows that raise a question are left for a person.",
    )
    command.add_argument("file", metavar="FILE", type=Path)
    command.add_argument("--kind", required=True, choices=KINDS)
    command.add_argument(
        "--as-of",
        metavar="ISO",
        type=_as_of,
        help="up to when the list knows the world: 2026-10-20T18:00, or 2026-10-20 for 24:00 of "
        "it; no default but for customers",
    )
    whole = command.add_mutually_exclusive_group()
    whole.add_argument(
        "--full", dest="full", action="store_true", default=None,
        help="the whole station's list: what is missing is paid or gone",
    )  # fmt: skip
    whole.add_argument(
        "--partial", dest="full", action="store_false", help="only a part: what is missing stays"
    )
    command.add_argument(
        "--period", type=int, metavar="YYYYMM", help="the list's month, if no column says it"
    )
    command.add_argument("--station", metavar="CODE")
    command.set_defaults(run=run_import)


def run_import(args: argparse.Namespace) -> None:
    """Read, judge and write the list; say what came of its rows."""
    opened = house.enter()
    station = house.station_of(args.station)
    if args.full is None and args.kind != "customers":
        raise Failure("Say whether it is the whole station's list: --full or --partial")
    if args.as_of is None and args.kind != "customers":
        raise Failure("Say up to when the list knows the world: --as-of 2026-10-20T18:00")
    imported = import_file(
        args.file, args.kind, station, args.as_of, args.full, by=None, at=opened.clock(),
        period=args.period,
    )  # fmt: skip
    for words, verdicts in COUNTS:
        print(f"{imported.count(*verdicts):>9,}  {words}")


def _as_of(text: str) -> datetime:
    try:
        if len(text.strip()) == len("2026-10-20"):
            return day_end(date.fromisoformat(text.strip()))
        return parse_instant(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a day and time: {text!r}") from error
