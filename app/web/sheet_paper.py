"""How a sheet's frozen values become paper (look/17). A job renders it, so nothing here asks who
is signed in."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from flask import Flask
from flask_babel import gettext as _

from app.clock import local
from app.dayplan.drawing import Drawing, Spot, draw
from app.web import chrome, pdf, qr
from app.web.page import spaced

MAP_WIDTH = 300
# Rows beside the map: with the boxes at the foot below them, and without.
ROWS_WITH_FOOT, ROWS = 16, 18
PITCH, TIGHT_PITCH = 34, 31
# So many rows fit on three pages only when they stand a little closer.
TIGHT_FROM, TIGHT_TO = 56, 60


class Row(NamedTuple):
    """One line of the table, all in words but the money."""

    n: int
    black: bool
    name: str
    place: str
    account_no: str
    phone: str
    periods: int
    fen: int
    note: str


def renderer(app: Flask) -> Callable[[dict[str, Any]], bytes]:
    """A function from a sheet's values to its PDF, for `dayplan.printing`."""

    def _render(data: dict[str, Any]) -> bytes:
        with app.test_request_context():
            return pdf.render("print/sheet.html", **context(data))

    return _render


def context(data: dict[str, Any]) -> dict[str, Any]:
    """The template's values."""
    day = date.fromisoformat(data["day"])
    rows = [_row(stop, day) for stop in data["stops"]]
    alone = len(rows) <= ROWS_WITH_FOOT
    pitch = TIGHT_PITCH if TIGHT_FROM <= len(rows) <= TIGHT_TO else PITCH
    beside = ROWS_WITH_FOOT if alone else ROWS * PITCH // pitch
    known = data["known_until"]
    lost = [s["n"] for s in data["stops"] if s["lat"] is None or s["lon"] is None]
    return {
        "sheet": data,
        "day": day,
        "printed_at": local(datetime.fromisoformat(data["printed_at"])),
        "known_until": chrome.until(datetime.fromisoformat(known)) if known else "",
        "hours": [f"{t // 100:02d}:{t % 100:02d}" for t in (data["from"], data["until"])],
        "phone": spaced(data["person"]["phone"]),
        "fen": sum(row.fen for row in rows),
        "bills": sum(row.periods for row in rows),
        "tables": [rows[:beside], rows[beside:]],
        "noted": any(row.note for row in rows),
        "pitch": pitch,
        # The legend below the map has one line more when stops are missing on it.
        "drawing": _drawing(data, beside * pitch - (26 if lost else 8)),
        "lost": lost,
        "qr": qr.code(data["url"]),
    }


def _drawing(data: dict[str, Any], height: int) -> Drawing | None:
    spots = [
        Spot(s["n"], s["village"], s["lat"], s["lon"], s["old"], s["metres"])
        for s in data["stops"]
        if s["lat"] is not None and s["lon"] is not None
    ]
    return draw(spots, MAP_WIDTH, height) if spots else None


def _row(stop: dict[str, Any], day: date) -> Row:
    village = stop["village"]
    place = stop["address"].removeprefix(stop["town"]).removeprefix(village)
    return Row(
        n=stop["n"],
        black=stop["old"],
        name=_cut(stop["name"].removeprefix(village) or stop["name"], 24),
        place=_cut(place or stop["address"], 28),
        account_no=stop["account_no"],
        phone=spaced(stop["phone"]) or "—",
        periods=stop["periods"],
        fen=stop["fen"],
        note=_note(stop, day),
    )


def _note(stop: dict[str, Any], day: date) -> str:
    """What to know at the door, the gravest first."""
    flags = {
        "elderly_alone": _("独居老人"),
        "disabled": _("行动不便"),
        "key_account": _("重点户"),
        "floating": _("流动户"),
        "demolition": _("要拆迁"),
    }
    parts = [*stop["cares"], *(_promise(code, days, day) for code, days in stop["promise"])]
    parts += [flags[flag] for flag in stop["flags"]]
    if not stop["phone"]:
        parts.append(_("没电话"))
    return _cut("、".join(parts[:2]), 16)


def _cut(text: str, longest: int) -> str:
    """The text, or so much of it that a row keeps its height."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _promise(code: str, days: int, day: date) -> str:
    """What was promised, by the plan's reason (worth.py) and its number of days."""
    if code == "promise_broken":
        return _("承诺 %(d)s 日没交", d=(day - timedelta(days=days)).day)
    return _("承诺今天交") if not days else _("承诺 %(d)s 日", d=(day + timedelta(days=days)).day)
