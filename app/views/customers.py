"""Customers: search, and one customer's page (look/02)."""

from datetime import date, timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from app.billing import bill, late_fee, search
from app.billing.bill import Bill
from app.clock import local
from app.customers import contact, sight
from app.customers.customer import Customer
from app.fieldwork import visit, visited
from app.ledger import history
from app.ledger.history import Payment
from app.station.grant import COLLECT, LOG
from app.web import links, numbers, words
from app.web.dates import day_text, short_day
from app.web.moment import today
from app.web.page import page
from app.web.session import scope, settings


def index() -> Any:
    """Search among the customers in sight."""
    query = request.args.get("q", "").strip()[:100]
    number = max(1, request.args.get("page", 1, type=numbers.number))
    found = search.search(scope(), query, page=number)
    return page(
        "customers/index.html", "customers/_rows.html", query=query, number=number, found=found
    )


def show(account_no: str) -> Any:
    """Everything about one customer."""
    customer = sight.find(scope(), account_no)
    bills = bill.of_customer(customer.id)
    open_bills = [b for b in bills if b.open_fen > 0]
    right = scope().right(customer.station_id, customer.district_id, customer.id)
    payments = history.payments(customer.id)
    return page(
        "customers/show.html",
        customer=customer,
        warnings=_warnings(customer),
        call_url=links.call(customer.phone),
        navigate_url=links.navigate(customer.lat, customer.lon),
        owed_fen=sum(b.open_fen for b in open_bills),
        late_fee=_late_fee(open_bills, customer),
        bills=[_bill_row(b) for b in open_bills],
        usage=_usage(bills),
        history=_history(visited.of_customer(customer.id), payments),
        last_paid=payments[0].at if payments else None,
        contacts=contact.contacts(customer.id),
        visit_url=url_for("visits.new", account_no=account_no) if right >= LOG else "",
        collect_url=url_for("collections.new", account_no=account_no) if right >= COLLECT else "",
    )


def _warnings(customer: Customer) -> list[tuple[str, str, str]]:
    found = [
        (text, "amber", "dog" if "狗" in text else "warning")
        for text in contact.cares([customer.id], today()).get(customer.id, [])
    ]
    flags = (
        (customer.elderly_alone, _("独居老人")),
        (customer.disabled, _("行动不便")),
        (customer.key_account, _("重点户")),
        (customer.floating, _("流动户")),
        (customer.demolition, _("要拆迁")),
        (customer.prepaid, _("先付后用")),
        (not customer.phone, _("没有电话")),
    )
    return found + [(text, "plain", "") for holds, text in flags if holds]


def _bill_row(row: Bill) -> dict[str, Any]:
    text, tone = words.age(row.due_on, today())
    if tone == "soon":
        text = _("%(day)s到期，%(text)s", day=short_day(row.due_on), text=text)
    label = words.month(row.period, today())
    return {"label": label, "fen": row.open_fen, "text": text, "tone": tone}


def _late_fee(bills: list[Bill], customer: Customer) -> dict[str, Any]:
    """The estimate over all open bills, with its working."""
    policy = late_fee.LateFeePolicy(minimum_fen=settings().late_fee_minimum_fen)
    category: late_fee.Category = "residential" if customer.category == "居民" else "other"
    estimates = [
        late_fee.estimate(b.open_fen, b.due_on, today(), category, policy)
        for b in bills
        if b.due_on
    ]
    working = [_(line.words, **line.facts) for e in estimates for line in e.working]
    return {"fen": sum(e.fen for e in estimates), "working": working}


def _usage(bills: list[Bill]) -> list[tuple[str, int]]:
    rows = [(words.month(b.period, today()), b.kwh) for b in bills if b.kwh is not None]
    return rows[-6:]


def _history(visits: list[visit.Visit], payments: list[Payment]) -> list[dict[str, Any]]:
    """Visits and payments on one line, newest first; a visit that took money is the payment."""
    days = [local(p.at).date() for p in payments]
    rows: list[Any] = [
        (v.recorded_at, _visit_row(v, days)) for v in visits if v.outcome != "collected"
    ]
    rows += [(p.at, _payment_row(p)) for p in payments]
    rows.sort(key=lambda row: row[0], reverse=True)
    return [item for _at, item in rows[:20]]


def _visit_row(row: visit.Visit, paid: list[date]) -> dict[str, Any]:
    title, tone, kept = words.outcome(row.outcome), "", ""
    promise = getattr(row, "promise", None)
    if promise is not None and promise.id:
        title, tone = _("承诺 %(day)s交", day=day_text(promise.promised_on)), "amber"
        if any(row.day <= day <= promise.promised_on for day in paid):
            tone, kept = "good", _("兑现了")
        elif promise.promised_on < today():
            tone, kept = "red", _("没有兑现")
    flags = words.flags(row.fix.flags) if row.fix_id else []
    text = [words.channel(row.channel), *flags, row.note, kept]
    return {
        "when": _day(local(row.recorded_at).date()),
        "title": title,
        "text": " · ".join(filter(None, text)),
        "who": row.by.name,
        "tone": tone,
    }


def _payment_row(row: Payment) -> dict[str, Any]:
    text = " · ".join(filter(None, (words.method(row.channel), row.slip)))
    return {
        "when": _day(local(row.at).date()),
        "title": _("交了 ¥%(yuan)s", yuan=f"{row.fen // 100:,}.{row.fen % 100:02d}"),
        "text": text,
        "who": row.by,
        "tone": "good",
    }


def _day(day: date) -> str:
    if today() - day < timedelta(days=1):
        return _("今天")
    return short_day(day)
