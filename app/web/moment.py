"""The request's one moment: the clock is read once, at the edge, and handed on as a value."""

from datetime import date, datetime

from flask import current_app, g

from app.clock import business_day


def now() -> datetime:
    """The instant of this request."""
    if "now" not in g:
        g.now = current_app.extensions["clock"]()
    return g.now


def today() -> date:
    """The business day of this request."""
    return business_day(now())
