"""`work`: the child process that runs one job. `serve` starts it; nobody types it."""

import argparse
from functools import partial

from flask import Flask

from app.cli import wsgi
from app.clock import Clock
from app.dayplan import printing
from app.exchange import work as imports
from app.jobs import limits, runner
from app.jobs.runner import Runner
from app.web import sheet_paper


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The hidden command."""
    work = commands.add_parser("work", description="Run one job; `serve` does this by itself.")
    work.add_argument("job_id", type=int)
    work.set_defaults(run=run_work)


def run_work(args: argparse.Namespace) -> None:
    """Run the job under limits. How it went stands in its row, not in the exit code."""
    limits.limit_process()
    app = wsgi.make()
    runner.work(args.job_id, runners(app), app.extensions["clock"])


def runners(app: Flask) -> dict[str, Runner]:
    """Kind of job -> the function that does it."""
    clock: Clock = app.extensions["clock"]
    render = sheet_paper.renderer(app)
    return imports.runners(clock) | {
        printing.KIND: partial(printing.run, clock=clock, render=render),
    }
