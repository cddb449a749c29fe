"""`work`: the child process that runs one job. `serve` starts it; nobody types it."""

import argparse

from app.cli import house
from app.clock import Clock
from app.exchange import work as imports
from app.jobs import limits, runner
from app.jobs.runner import Runner


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The hidden command."""
    work = commands.add_parser("work", description="Run one job; `serve` does this by itself.")
    work.add_argument("job_id", type=int)
    work.set_defaults(run=run_work)


def run_work(args: argparse.Namespace) -> None:
    """Run the job under limits. How it went stands in its row, not in the exit code."""
    limits.limit_process()
    opened = house.enter()
    runner.work(args.job_id, runners(opened.clock), opened.clock)


def runners(clock: Clock) -> dict[str, Runner]:
    """Kind of job -> the function that does it."""
    return imports.runners(clock)
