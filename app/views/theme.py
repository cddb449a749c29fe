"""Light, dark, or as the phone says."""

from flask import request, url_for
from werkzeug.wrappers import Response

from app.web.forms import safe_next
from app.web.language import THEMES, YEAR_SECONDS
from app.web.page import see


def update() -> Response:
    """Remember the choice and go back to where it was made."""
    response = see(safe_next(request.form.get("next")) or url_for("home.show"))
    chosen = request.form.get("theme", "auto")
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=YEAR_SECONDS, samesite="Lax", httponly=True)
    return response
