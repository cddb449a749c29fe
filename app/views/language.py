"""Chinese or English."""

from flask import request, url_for
from werkzeug.wrappers import Response

from app.web.forms import safe_next
from app.web.language import LANGUAGES, YEAR_SECONDS
from app.web.page import see


def update() -> Response:
    """Remember the choice and go back to where it was made."""
    response = see(safe_next(request.form.get("next")) or url_for("home.show"))
    chosen = request.form.get("lang", "zh")
    if chosen in LANGUAGES:
        response.set_cookie("lang", chosen, max_age=YEAR_SECONDS, samesite="Lax", httponly=True)
    return response
