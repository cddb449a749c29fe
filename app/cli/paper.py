"""`sheets`: a day's route sheets as files."""

import argparse
from datetime import date
from pathlib import Path

from app.cli import house, wsgi
from app.cli.house import Failure
from app.clock import business_day
from app.dayplan import printing
from app.web import pdf, sheet_paper


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command."""
    sheets = commands.add_parser(
        "sheets",
        help="print a day's route sheets into a folder",
        description="Plan the day for everybody who works it, freeze each sheet with a serial, "
        "and write one PDF a collector and all.pdf for the station. What was printed before and "
        "still holds stays as it is.",
    )
    sheets.add_argument("--date", required=True, type=_day, metavar="YYYY-MM-DD")
    sheets.add_argument("--out", required=True, type=Path, metavar="DIR", help="made if missing")
    sheets.add_argument("--station", metavar="CODE")
    sheets.add_argument(
        "--address", default="", metavar="URL", help="the server's, for the code on the sheet"
    )
    sheets.set_defaults(run=run_sheets)


def run_sheets(args: argparse.Namespace) -> None:
    """Print and write the files."""
    app = wsgi.make()
    station, now = house.station_of(args.station), app.extensions["clock"]()
    if args.date < business_day(now):
        raise Failure(f"{args.date} is over: sheets are printed for today or later")
    args.out.mkdir(parents=True, exist_ok=True)
    done = printing.print_day(
        station, args.date, by=None, at=now, render=sheet_paper.renderer(app), base=args.address
    )
    for sheet in done:
        path = args.out / f"{sheet.serial}.pdf"
        path.write_bytes(bytes(sheet.pdf))
        print(f"{path}  {sheet.staff.name}  {sheet.households}")
    if not done:
        print("Nobody has anything to collect that day.")
        return
    (args.out / "all.pdf").write_bytes(pdf.joined(bytes(sheet.pdf) for sheet in done))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a date: {text!r}") from error
