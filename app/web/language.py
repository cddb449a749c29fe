"""Chinese by default, English by switch; kept in a cookie of its own."""

from flask import Flask, request
from flask_babel import Babel

LANGUAGES = {"zh": "zh", "en": "en"}
THEMES = ("auto", "light", "dark")
YEAR_SECONDS = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Wire Flask-Babel."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, default_locale="zh", locale_selector=chosen)


def chosen() -> str:
    """The language of this request."""
    return LANGUAGES.get(request.cookies.get("lang", "zh"), "zh")


def theme() -> str:
    """The look of this request: auto, light or dark."""
    kept = request.cookies.get("theme", "auto")
    return kept if kept in THEMES else "auto"
