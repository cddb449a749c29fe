"""Pages of which most looks find nothing changed: rendered once for what they show, and kept.

What belongs to one request alone, its form token and the time, is put in anew for every look.
"""

import secrets
from functools import lru_cache
from typing import Any, Protocol

from flask import current_app, make_response
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
    look = (language.chosen(), language.theme(), lines, tuple(chrome.tabs()))
    text = _rendered(template, shown, look)
    text = text.replace(_TOKEN, generate_csrf()).replace(_TIME, f"{local(now()):%H:%M}")
    return make_response(text)


@lru_cache(maxsize=256)
def _rendered(template: str, shown: Shown, _look: tuple[Any, ...]) -> str:
    context = chrome.context() | shown.context()
    context |= {"now_text": _TIME, "csrf_token": lambda: _TOKEN}
    return current_app.jinja_env.get_template(template).render(context)
