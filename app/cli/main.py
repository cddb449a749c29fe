"""The parser, and the one place that turns what goes wrong into a line for the terminal."""

import argparse
import sys
from collections.abc import Sequence

from peewee import DatabaseError, InterfaceError, OperationalError

from app.cli import books, fresh, importing, judging, paper, serving, staff, working
from app.cli.house import Failure
from app.config import BadConfig
from app.refusals import BadInput, Refusal

COMMANDS = (fresh, serving, judging, importing, paper, books, staff, working)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 only on success. What a person can cause is one line on stderr."""
    args = parser().parse_args(argv)
    try:
        return args.run(args) or 0
    except KeyboardInterrupt:
        return 130
    except (Failure, BadConfig, Refusal, OSError, DatabaseError, InterfaceError) as error:
        print(f"taiqu: {_line(error)}", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="python -m app",
        description="Taiqu: electricity-fee collection at a power supply station.",
        epilog="Which database: DATABASE_URL, sqlite:///data/taiqu.db unless it is set.",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in COMMANDS:
        module.add_to(commands)
    return top


def _line(error: Exception) -> str:
    if isinstance(error, BadInput):
        return f"{error.field}: {error.words}"
    if isinstance(error, Refusal | Failure | BadConfig):
        return str(error)
    if isinstance(error, OperationalError | InterfaceError | DatabaseError):
        return f"the database does not answer as it should: {_first_line(error)}"
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return _first_line(error)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
