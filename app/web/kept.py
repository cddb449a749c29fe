"""Pages of which most looks find nothing changed: rendered once for what they show, and kept.

What belongs to one request alone, its form token and the time, is put in anew for every look.
"""

import secrets
from functools import lru_cache
from typing import Any, Protocol

from flask import Response, current_app, session
from flask_wtf.csrf import generate_csrf

from app.clock import local
from app.web import chrome, language
from app.web.moment import now

# Marks that nobody can write into a name: they are new with every start.
_TOKEN, _TIME = secrets.token_hex(16), secrets.token_hex(16)


class Shown(Protocol):
    """All that a page shows. Equal ones look the same."""

    def __hash__(self) -> int: ...

    def context(self) -> dict[str, Any]:
        """What the template needs."""


def page(template: str, shown: Shown) -> Any:
    """The whole page, never a fragment."""
    banner = current_app.extensions["demo_banner"](now())
    lines = tuple(banner.text) if banner else ()
    look = (language.chosen(), language.theme(), lines, chrome.phone_places())
    text = _rendered(template, shown, look)
    text = text.replace(_TOKEN, _token()).replace(_TIME, f"{local(now()):%H:%M}")
    return Response(text, mimetype="text/html")


def _token() -> str:
    """The form token of this session, signed once: it has no date to run out."""
    kept = session.get(current_app.config["WTF_CSRF_FIELD_NAME"])
    return _signed(current_app.secret_key, kept) if kept else generate_csrf()


@lru_cache(maxsize=2048)
def _signed(_secret: object, _kept: str) -> str:
    return generate_csrf()


@lru_cache(maxsize=256)
def _rendered(template: str, shown: Shown, _look: tuple[Any, ...]) -> str:
    context = chrome.context() | shown.context()
    context |= {"now_text": _TIME, "csrf_token": lambda: _TOKEN}
    return current_app.jinja_env.get_template(template).render(context)
