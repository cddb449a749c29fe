"""Pages and fragments by one rule: htmx gets the fragment alone, everybody else the whole page."""

from typing import Any

from flask import Flask, make_response, redirect, render_template, request
from htmx_flask import Htmx
from werkzeug.wrappers import Response

from app.clock import local
from app.money import capitals, plain_yuan, yuan
from app.standing.rate import rate_text, short_rate_text
from app.web import chrome, dates
from app.web.moment import today


def init_app(app: Flask) -> None:
    """Wire htmx-flask and what templates may use."""
    Htmx(app)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        yuan=yuan,
        plain_yuan=plain_yuan,
        capitals=capitals,
        rate=rate,
        short_rate=short_rate_text,
        period=dates.whole_month,
        month=month,
        nth=dates.nth,
        local=local,
        spaced=spaced,
        clock_text=dates.clock_text,
        day_text=dates.day_text,
        short_day=dates.short_day,
    )
    app.context_processor(chrome.context)


def page(template: str, fragment: str | None = None, *, status: int = 200, **context: Any) -> Any:
    """Render the page, or only its fragment for a plain htmx request.

    A boosted request and one that restores history want the whole page.
    """
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    alone = bool(fragment) and htmx and not htmx.boosted and not htmx.history_restore_request
    shown = fragment if fragment and alone else template
    response = make_response(render_template(shown, **context), status)
    response.headers.add("Vary", "HX-Request")
    return response


def see(url: str) -> Response:
    """Answer a good POST: go and look at the result (303; htmx follows as a whole page)."""
    if request.headers.get("HX-Request"):
        return Response(status=204, headers={"HX-Redirect": url})
    return redirect(url, 303)


def rate(basis_points: int | None) -> str:
    """Basis points as per cent with two digits: 8109 -> '81.09', 10000 -> '100', -5 -> '−0.05'."""
    if basis_points is None:
        return "—"
    return "100" if basis_points == 10000 else rate_text(basis_points)


def month(period: int) -> str:
    """A period as people say it today: '6 月', with the year when it is another one."""
    return dates.month(period, today())


def spaced(digits: str) -> str:
    """A phone or account number in groups that people can read out: 0526 169 531."""
    if len(digits) == 11:
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if len(digits) == 10:
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return digits
