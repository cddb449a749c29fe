"""Chinese by default, English by switch; kept in a cookie of its own."""

from flask import Flask, g, request
from flask_babel import Babel, gettext, ngettext

LANGUAGES = {"zh": "zh", "en": "en"}
THEMES = ("auto", "light", "dark")
YEAR_SECONDS = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Wire Flask-Babel."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, default_locale="zh", locale_selector=chosen)
    # Chinese is written in the templates: looking every word up again would cost a page of sixty
    # stops more than rendering it does.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        _word, ngettext, newstyle=True
    )


def _word(text: str) -> str:
    if "lang" not in g:
        g.lang = chosen()
    return text if g.lang == "zh" else gettext(text)


def chosen() -> str:
    """The language of this request."""
    return LANGUAGES.get(request.cookies.get("lang", "zh"), "zh")


def theme() -> str:
    """The look of this request: auto, light or dark."""
    kept = request.cookies.get("theme", "auto")
    return kept if kept in THEMES else "auto"
