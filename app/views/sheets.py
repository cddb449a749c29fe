"""Sheets (派工单): a day's list, printing it, and each sheet as a page and as paper."""

from datetime import date, timedelta
from typing import Any

from flask import request, url_for

from app.clock import parse_day
from app.dayplan import printing, sheet
from app.refusals import BadInput, NotInSight
from app.web import pdf as paper
from app.web.desk_forms import SheetsForm
from app.web.moment import now, today
from app.web.page import page, see
from app.web.session import me, my_station, settings


def index() -> Any:
    """Who works that day and whose sheet is printed; tomorrow unless another day is asked for."""
    asked = request.args.get("date")
    return _list(_day(asked) if asked else today() + timedelta(days=1), SheetsForm(), 200)


def create() -> Any:
    """Have the day printed."""
    form = SheetsForm()
    if not form.validate():
        return _list(today() + timedelta(days=1), form, 422)
    try:
        printing.order(my_station(), form.date.data, by=me(), at=now(), base=request.host_url)
    except BadInput as refusal:
        form.refuse(refusal)
        return _list(form.date.data, form, 422)
    return see(url_for("sheets.index", date=form.date.data.isoformat()))


def show(serial: str) -> Any:
    """What the code on the paper leads to: whose sheet it is, and whether it still counts."""
    found = sheet.find(me(), serial)
    areas = sheet.areas_on(found.station_id, found.day, now(), settings())
    return page("sheets/show.html", sheet=found, void=sheet.why_void(found, areas))


def pdf(serial: str) -> Any:
    """The paper, as it was printed."""
    found = sheet.find(me(), serial)
    if found.pdf is None:
        raise NotInSight()
    sheet.opened([found], by=me(), at=now())
    return paper.answer(bytes(found.pdf), f"{serial}.pdf")


def whole(day: str) -> Any:
    """Every sheet of the day that holds, in one file."""
    found = sheet.printed(my_station(), _day(day), now(), settings())
    if not found:
        raise NotInSight()
    sheet.opened(found, by=me(), at=now())
    return paper.answer(paper.joined(bytes(s.pdf) for s in found), f"sheets-{day}.pdf")


def _list(day: date, form: SheetsForm, status: int) -> Any:
    lines = sheet.of_day(my_station(), day, now(), settings())
    return page(
        "sheets/index.html",
        "sheets/_list.html",
        status=status,
        day=day,
        form=form,
        lines=lines,
        job=printing.under_way(my_station().id, day),
        ready=any(line.valid for line in lines),
    )


def _day(text: str) -> date:
    """A day of the address. Raises BadInput."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise BadInput("date", "没有这一天，写成 2026-10-24 这样") from error
