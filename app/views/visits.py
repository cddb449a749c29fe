"""Logging a visit (look/03)."""

from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.billing import bill
from app.customers import sight
from app.customers.customer import Customer
from app.fieldwork import visit
from app.money import plain_yuan
from app.refusals import BadInput
from app.station.grant import COLLECT, LOG
from app.web import forms, words
from app.web.dates import nth
from app.web.moment import now, today
from app.web.page import page, see
from app.web.session import me, scope, settings

_ICONS = {"collected": "cash"}


def new(account_no: str) -> Any:
    """The form, with a fresh key."""
    return _form(sight.find(scope(), account_no, LOG), forms.VisitForm(), 200)


def create(account_no: str) -> Any:
    """Log the visit; the same form sent twice logs one."""
    form = forms.VisitForm()
    if not form.validate():
        return _form(sight.find(scope(), account_no, LOG), form, 422)
    known = visit.own(form.key.data, me(), account_no)
    customer = known or sight.find(scope(), account_no, LOG)
    try:
        visit.log(
            customer,
            form.outcome.data,
            channel=form.channel.data,
            by=me(),
            at=now(),
            key=form.key.data,
            settings=settings(),
            note=form.note.data or "",
            promised_on=form.promised_on.data if form.outcome.data == "promised" else None,
            promised_fen=form.promised_yuan.data if form.outcome.data == "promised" else None,
            located=form.located(),
            made_at=form.made_at.data,
        )
    except BadInput as refusal:
        form.refuse(refusal)
        return _form(sight.find(scope(), account_no, LOG), form, 422)
    return see(url_for("customers.show", account_no=account_no))


def _form(customer: Customer, form: forms.VisitForm, status: int) -> Any:
    owed = sum(b.open_fen for b in bill.open_of([customer.id]))
    right = scope().right(customer.station_id, customer.district_id, customer.id)
    collect_url = url_for("collections.new", account_no=customer.account_no)
    return page(
        "visits/new.html",
        status=status,
        customer=customer,
        form=form,
        owed_fen=owed,
        outcomes=[(o, words.outcome(o), _ICONS.get(o, "")) for o in visit.OUTCOMES],
        channels=[(c, words.channel(c)) for c in visit.CHANNELS],
        days=_days(customer),
        promised_yuan=plain_yuan(owed) if owed else "",
        collect_url=collect_url if right >= COLLECT else "",
        poor_m=settings().poor_metres,
    )


def _days(customer: Customer) -> list[dict[str, str]]:
    """Days that people usually promise: tomorrow, Saturday's market, the last day to pay."""
    tomorrow = today() + timedelta(days=1)
    saturday = today() + timedelta(days=(5 - today().weekday()) % 7 or 7)
    due = [b.due_on for b in bill.open_of([customer.id]) if b.due_on and b.due_on > tomorrow]
    days: dict[date, str] = {tomorrow: _("明天"), saturday: _("周六")}
    if due:
        days[due[0]] = _("到期日")
    return [
        {"value": day.isoformat(), "label": label, "small": _("%(d)s 日", d=nth(day))}
        for day, label in days.items()
    ]
