"""Sign in and out."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.station import signin
from app.web import forms, limits, session
from app.web.moment import now
from app.web.page import page, see


def new() -> Any:
    """The login page; whoever is signed in already goes on."""
    if current_user.is_authenticated:
        return see(url_for("home.show"))
    return _form(forms.LoginForm(), 200)


def create() -> Any:
    """Check login and password; too many wrong tries must wait."""
    form = forms.LoginForm()
    if not form.validate():
        return _form(form, 422)
    if limits.too_many(form.login.data):
        return _form(form, 429, _("试得太多了，过三分钟再来。忘了密码找所长重设"))
    begun = signin.begin(form.login.data, form.password.data, at=now())
    if begun is None:
        limits.failed(form.login.data)
        return _form(form, 422, _("工号或密码不对"))
    session.sign_in(*begun)
    limits.succeeded(form.login.data)
    return see(forms.safe_next(request.args.get("next")) or url_for("home.show"))


def delete() -> Any:
    """Sign this browser out and have it forget the pages it kept."""
    session.sign_out()
    response = see(url_for("sessions.new"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _form(form: forms.LoginForm, status: int, error: str = "") -> Any:
    next_path = forms.safe_next(request.args.get("next"))
    return page("sessions/new.html", status=status, form=form, error=error, next_path=next_path)
