"""Taiqu 台区通. `create_app` wires the house together; nobody imports it but the entry points."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Flask
from flask_compress import Compress

from app import db, engines, views
from app.clock import Clock
from app.config import Config
from app.ledger import seal
from app.web import errors, language, page, routing, security, session, static


def create_app(
    config: Config, clock: Clock, demo_banner: Callable[[datetime], Any] | None = None
) -> Flask:
    """The Flask app on the database that the config names. `demo_banner` tells, at an instant,
    what a demo's banner says; None for a real station."""
    app = Flask(__name__, template_folder="../templates", static_folder=None)
    app.extensions["clock"] = clock
    app.extensions["config"] = config
    app.extensions["demo_banner"] = demo_banner or (lambda _now: None)
    db.bind(engines.open_database(config.database_url))
    seal.use_keys(config.seal_keys)
    app.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=4)
    Compress(app)
    security.init_app(app, config)
    language.init_app(app)
    session.init_app(app)
    page.init_app(app)
    static.init_app(app)
    errors.init_app(app)
    routing.init_app(app, views)
    app.before_request(_connect)
    return app


def _connect() -> None:
    """One connection a thread, kept: opening one costs more than most pages' queries."""
    db.database.connect(reuse_if_open=True)
