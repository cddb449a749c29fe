"""The front door: each person is sent where the day's work is."""

from flask import url_for
from werkzeug.wrappers import Response

from app.web.page import see
from app.web.session import in_the_field, me, scope


def show() -> Response:
    """Send the person on."""
    places = {
        "head": "station.show",
        "cashier": "remittances.index",
        "administrator": "people.index",
        "bureau": "bureau.index",
    }
    place = places.get(me().role)
    if place is None:
        helps = "pair" in scope().kinds and not scope().working
        place = "buddy.show" if helps else "today.index" if in_the_field() else "me.show"
    return see(url_for(place))
