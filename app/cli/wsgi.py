"""What granian's workers load: the Flask app on the database that the environment names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from flask_babel import gettext as _

from app import create_app
from app.cli import house
from app.clock import system
from app.db import database
from app.demo.clock import Demo, banner
from app.web.dates import full_day


@dataclass(frozen=True)
class Lines:
    """A banner as pages show it."""

    text: list[str]


def make() -> Flask:
    """The app, on the demo's clock when the database is a demo."""
    opened = house.enter()
    database.close()
    return create_app(opened.config, opened.clock, _banner_of(opened.demo))


def _banner_of(found: Demo | None) -> Callable[[datetime], Lines | None]:
    return lambda now: _lines(found, now) if found else None


def _lines(found: Demo, now: datetime) -> Lines:
    said = banner(found, now, system())
    text = [
        _("演示，今天是 %(day)s。", day=full_day(said.day)),
        _("人名是编的，地方不是真的。"),
    ]
    if said.stale:
        text.append(_("又是一个月了，要新的演示就运行 make demo。"))
    return Lines(text)
