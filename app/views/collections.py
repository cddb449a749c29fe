"""Taking money (look/04)."""

from typing import Any

from flask import url_for

from app.billing import bill
from app.billing.bill import Bill
from app.customers import sight
from app.customers.customer import Customer
from app.ledger import entry
from app.ledger.collect import booked_for, collect
from app.money import plain_yuan
from app.refusals import BadInput
from app.station.grant import COLLECT
from app.web import forms, words
from app.web.moment import now, today
from app.web.page import page, see
from app.web.session import me, scope, settings


def new(account_no: str) -> Any:
    """The form, with a fresh key and every open month ticked, oldest first."""
    return _form(sight.find(scope(), account_no, COLLECT), forms.CollectionForm(), 200)


def create(account_no: str) -> Any:
    """Book the money and show the slip; the same form sent twice books it once."""
    form = forms.CollectionForm()
    if not form.validate():
        return _form(sight.find(scope(), account_no, COLLECT), form, 422)
    known = booked_for(form.key.data, me(), account_no)
    customer = known or sight.find(scope(), account_no, COLLECT)
    try:
        received = collect(
            customer,
            form.yuan.data,
            method=form.method.data,
            by=me(),
            at=now(),
            key=form.key.data,
            settings=settings(),
            periods=form.periods.data or (),
            payer_name=form.payer_name.data or "",
            located=form.located(),
            made_at=form.made_at.data,
        )
    except BadInput as refusal:
        form.refuse(refusal)
        return _form(sight.find(scope(), account_no, COLLECT), form, 422)
    return see(url_for("slips.show", number=received.number, fresh=1))


def _form(customer: Customer, form: forms.CollectionForm, status: int) -> Any:
    bills = bill.open_of([customer.id])
    ticked = set(form.periods.data or ()) if form.is_submitted() else {b.period for b in bills}
    picked = [b for b in bills if b.period in ticked]
    picked_fen = sum(b.open_fen for b in picked)
    return page(
        "collections/new.html",
        status=status,
        customer=customer,
        form=form,
        owed_fen=sum(b.open_fen for b in bills),
        bills=[_row(b, b.period in ticked) for b in bills],
        picked=len(picked),
        picked_fen=picked_fen,
        yuan=plain_yuan(picked_fen) if picked_fen else "",
        cash_fen=entry.balance(entry.CASH, me().id),
        ceiling_fen=settings().cash_ceiling_fen,
        poor_m=settings().poor_metres,
    )


def _row(row: Bill, checked: bool) -> dict[str, Any]:
    age, tone = words.age(row.due_on, today())
    return {
        "period": row.period,
        "label": words.month(row.period, today()),
        "fen": row.open_fen,
        "age": age,
        "tone": tone,
        "checked": checked,
    }
