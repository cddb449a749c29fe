"""Who is asking: Flask-Login around a sign-in row, and what that person may see and do."""

from typing import Any

from flask import Flask, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from app.refusals import NotInSight
from app.station import settings as station_settings
from app.station import sight, signin
from app.station.grant import LOG
from app.station.people import Staff, Station
from app.station.settings import Settings
from app.station.sight import Scope
from app.web.moment import now, today


class SignedIn(UserMixin):
    """Flask-Login's user: a person and the token of the sign-in row."""

    def __init__(self, person: Staff, token: str):
        self.person = person
        self.token = token
        self.name = person.name
        self.role = person.role

    def get_id(self) -> str:
        """What the cookie holds: the token, which a signed-out row no longer answers to."""
        return self.token

    @property
    def station_name(self) -> str:
        """For the page's corner: the station, or the bureau over stations."""
        unit = self.person.station if self.person.station_id else self.person.bureau
        return unit.name if unit else ""


class Cookies(SecureCookieSessionInterface):
    """Flask's own signed cookie, with the signer made once instead of for every request."""

    def __init__(self, app: Flask) -> None:
        self._signer = super().get_signing_serializer(app)

    def get_signing_serializer(self, app: Flask) -> Any:
        """The one signer."""
        return self._signer


def init_app(app: Flask) -> None:
    """Wire Flask-Login."""
    app.session_interface = Cookies(app)
    manager = LoginManager(app)
    manager.session_protection = None  # phones change networks all day
    manager.user_loader(_load)
    manager.unauthorized_handler(to_login)


def _load(token: str) -> SignedIn | None:
    person = signin.who(token, at=now())
    return SignedIn(person, token) if person else None


def to_login() -> Response:
    """Send a stranger to the login page; htmx must load it whole, never swap it into a row."""
    target = url_for("sessions.new", next=request.full_path if request.method == "GET" else None)
    if request.headers.get("HX-Request"):
        return Response(status=401, headers={"HX-Redirect": target})
    return redirect(target, 303)


def sign_in(person: Staff, token: str) -> None:
    """Begin a session with nothing left of an earlier one in it."""
    kept = {k: session[k] for k in ("device", "known") if k in session}
    session.clear()
    session.update(kept)
    session.permanent = True
    session["known"] = person.login
    login_user(SignedIn(person, token))


def sign_out() -> None:
    """End the sign-in row and the session."""
    if current_user.is_authenticated:
        signin.end(current_user.token, at=now())
    logout_user()
    session.clear()


def me() -> Staff:
    """The person asking; only behind a guarded route."""
    return current_user.person


def my_station() -> Station:
    """The person's station. Raises NotInSight for the few who have none (a bureau's people, an
    administrator of the whole database)."""
    if me().station_id is None:
        raise NotInSight()
    return me().station


def scope() -> Scope:
    """What the person may see and do now; worked out once a request."""
    if "scope" not in g:
        g.scope = sight.scope(me(), now())
    return g.scope


def settings() -> Settings:
    """The settings of the person's station today; read once a request."""
    if "settings" not in g:
        g.settings = station_settings.of(me().station_id, today())
    return g.settings


def may_enter(roles: list[str]) -> bool:
    """Whether the signed-in person has one of the roles. `field` is whoever holds a LOG or
    COLLECT grant today; `everyone` any signed-in person."""
    if "everyone" in roles or current_user.role in roles:
        return True
    return "field" in roles and in_the_field()


def in_the_field() -> bool:
    """Whether the person may log visits somewhere today by grant."""
    held: Any = scope()
    return any(right >= LOG for right in (*held.districts.values(), *held.customers.values()))
