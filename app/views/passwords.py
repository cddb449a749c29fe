"""Changing one's own password; the first one must be changed before anything else."""

from typing import Any

from flask import url_for
from flask_login import current_user

from app.refusals import BadInput
from app.station import people, signin
from app.web import forms
from app.web.moment import now
from app.web.page import page, see
from app.web.session import me


def edit() -> Any:
    """The form."""
    return _form(forms.PasswordForm(), 200)


def update() -> Any:
    """Change it; every other browser of this person is signed out."""
    form = forms.PasswordForm()
    if not form.validate():
        return _form(form, 422)
    try:
        people.change_password(me(), form.old.data, form.new.data, at=now())
    except BadInput as refusal:
        form.refuse(refusal)
        return _form(form, 422)
    signin.renew(me(), current_user.token, at=now())
    return see(url_for("home.show"))


def _form(form: forms.PasswordForm, status: int) -> Any:
    return page("passwords/edit.html", status=status, form=form, first=me().must_change)
