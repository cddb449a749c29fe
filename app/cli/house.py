"""Opening the house for a command: settings, database, clock, station."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app import db, engines
from app.cli import roles
from app.clock import Clock
from app.config import Config
from app.demo.clock import Demo, clock_of, demo
from app.ledger import seal
from app.station.people import Station

SQLITE = "sqlite:///"


class Failure(Exception):
    """What went wrong and how to go on, in one line for whoever typed the command."""


@dataclass(frozen=True)
class House:
    """An open house: its settings, its clock, and the demo that its database is, if it is one."""

    config: Config
    clock: Clock
    demo: Demo | None


def settings() -> Config:
    """The settings from the environment. Raises BadConfig."""
    return Config.from_env(os.environ)


def enter() -> House:
    """The house on a database that is there and up to date. Raises Failure.

    SQLite is brought up to date on the way; PostgreSQL needs its owner for that.
    """
    config = settings()
    _must_exist(config)
    _bind(config, config.database_url)
    _bring_up_to_date()
    found = demo()
    return House(config, clock_of(config, found), found)


def found_new() -> House:
    """The house on a database that is made, or brought up to date, on the way."""
    config = settings()
    migrate(config)
    found = demo()
    return House(config, clock_of(config, found), found)


def migrate(config: Config) -> list[str]:
    """Apply pending migrations as the tables' owner; leaves the house open as the app's role."""
    _bind(config, config.database_admin_url)
    applied = db.migrate()
    role = urlsplit(config.database_url).username
    if config.database_admin_url != config.database_url and role:
        roles.let_work(unquote(role))
        db.database.close()
        _bind(config, config.database_url)
    return applied


def station_of(code: str | None) -> Station:
    """The station that a command acts on: the one named, or the only one. Raises Failure."""
    stations = list(Station.select().order_by(Station.code))
    if code:
        found = [s for s in stations if s.code == code]
        if not found:
            raise Failure(f"There is no station {code}; there are: {_codes(stations)}")
        return found[0]
    if not stations:
        raise Failure("There is no station yet: make one with `python -m app init`")
    if len(stations) > 1:
        raise Failure(f"Say which station with --station: {_codes(stations)}")
    return stations[0]


def _codes(stations: list[Station]) -> str:
    return ", ".join(s.code for s in stations) or "none"


def _must_exist(config: Config) -> None:
    if not config.database_url.startswith(SQLITE):
        return
    path = Path(config.database_url.removeprefix(SQLITE))
    if not path.exists():
        raise Failure(
            f"There is no database at {path} yet: make one with `python -m app init` for a real "
            "station, or `python -m app demo`"
        )


def _bind(config: Config, url: str) -> None:
    db.bind(engines.open_database(url))
    db.database.connect(reuse_if_open=True)
    seal.use_keys(config.seal_keys)


def _bring_up_to_date() -> None:
    pending = db.pending_migrations()
    if pending and not isinstance(db.database.obj, engines.Sqlite):
        raise Failure(
            f"The database lacks {', '.join(pending)}: run `python -m app migrate` first, as the "
            "owner of the tables (DATABASE_ADMIN_URL)"
        )
    if pending:
        db.migrate()
