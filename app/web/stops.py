"""How a round's stops read on today's page. The words are looked up once for all of them."""

from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from flask import url_for
from flask_babel import gettext as _

from app.dayplan.round import Call, Last
from app.money import yuan
from app.web import words
from app.web.dates import nth, short_day

# A leg shorter than this is next door and not worth a word.
NEXT_DOOR_M = 300
LONGEST_NOTE = 10


class Row(NamedTuple):
    """One stop: marker, link, name, where and what for, what happened last, the amount in two
    parts ('663', '.44'), what is to say about it."""

    n: int
    state: str
    url: str
    name: str
    place: str
    last: str
    whole: str
    cents: str
    remark: str
    tone: str


def clock(minutes: int | None) -> str:
    """Minutes after midnight as '08:30'; '' for None."""
    return "" if minutes is None else f"{minutes // 60:02d}:{minutes % 60:02d}"


def address(call: Call, *, village: bool = False) -> str:
    """The address without what everybody knows: the town, and the village unless asked for."""
    short = call.address.removeprefix(call.town)
    return short if village else short.removeprefix(call.village) or call.address


class Speech:
    """The words of a page's rows, looked up once."""

    def __init__(self, day: date) -> None:
        self._day = day
        # Without values a message comes back with its places unfilled.
        self._late, self._soon = _("逾期 %(n)s 天"), _("%(n)s 天后到期")
        self._today, self._paid = _("今天到期"), _("已交清")
        self._months, self._still = _("欠 %(n)s 个月"), _("%(method)s · 还欠 %(yuan)s")
        self._promised = _("承诺 %(d)s 日")
        self._metres, self._km = _("%(n)s 米"), _("%(n)s 公里")
        self._reversed, self._last = _("冲红了，还欠"), _("上次 %(day)s %(what)s")
        self._elderly, self._key, self._no_phone = _("独居老人"), _("重点户"), _("没有电话")
        self._outcomes, self._methods = words.outcomes(), words.methods()
        self._link = url_for("customers.show", account_no="-")[:-1]

    def row(self, call: Call, is_next: bool) -> Row:
        """One row of the rail. What was taken stands for a stop that is done."""
        last, fen = call.last, call.open_fen
        if call.state == "done":
            fen = last.fen if last and last.day == self._day and last.fen else call.planned_fen
        amount = yuan(fen)
        return Row(
            call.n,
            "next" if is_next else call.state,
            self._link + quote(call.account_no),
            call.name,
            self.place(call),
            self.happened(last) if last and not call.walked else "",
            amount[:-3],
            amount[-3:],
            *self._remark(call),
        )

    def place(self, call: Call) -> str:
        """Where it is, how far when it is not next door, and what to know first."""
        parts = [address(call)]
        if call.leg_m is not None and call.leg_m >= NEXT_DOOR_M:
            parts.append(self.metres(call.leg_m))
        if call.periods > 1:
            parts.append(self._months % {"n": call.periods})
        if call.elderly_alone or call.key_account:
            parts.append(self._elderly if call.elderly_alone else self._key)
        elif not call.phone:
            parts.append(self._no_phone)
        return " · ".join(parts)

    def metres(self, m: int) -> str:
        """A distance as people say it: 350 米, 1.2 公里."""
        if m < 1000:
            return self._metres % {"n": round(m, -1)}
        return self._km % {"n": f"{m / 1000:.1f}"}

    def happened(self, last: Last) -> str:
        """What happened last time: 上次 10月12日 无人."""
        return self._last % {"day": short_day(last.day), "what": self._outcomes[last.outcome]}

    def age(self, due_on: date | None) -> tuple[str, str]:
        """How old the oldest bill is, in words and as a tone."""
        if due_on is None:
            return "", ""
        days = (self._day - due_on).days
        if days > 0:
            return self._late % {"n": days}, "late"
        return (self._soon % {"n": -days} if days else self._today), "soon"

    def _remark(self, call: Call) -> tuple[str, str]:
        """What came of it today, else how old it is."""
        last = call.last
        if last is None or last.day != self._day:
            return (self._paid, "") if call.walked else self.age(call.due_on)
        if last.reversed:
            return self._reversed, "late"
        if last.outcome == "collected":
            method = self._methods.get(last.method, last.method)
            if call.open_fen:
                return self._still % {"method": method, "yuan": yuan(call.open_fen)}, ""
            return method, ""
        if last.promised_on is not None:
            same_month = last.promised_on.month == self._day.month
            day = nth(last.promised_on) if same_month else f"{last.promised_on:%m-%d}"
            return self._promised % {"d": day}, ""
        return " · ".join(
            filter(None, (self._outcomes[last.outcome], last.note[:LONGEST_NOTE]))
        ), ""
