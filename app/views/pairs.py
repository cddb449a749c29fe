"""结对: which B post helps which A post, from when, and who does B's own work meanwhile."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from app.refusals import BadInput
from app.station import pair, pairing, people
from app.station.people import Staff
from app.web import choices, desk_forms, words
from app.web.dates import day_text
from app.web.moment import now, today
from app.web.page import page, see
from app.web.session import me, my_station


def index() -> Any:
    """Pairs in force, to come and over; A posts without a B; the form for one more."""
    return _page(desk_forms.PairForm(formdata=None), 200)


def create() -> Any:
    """Pair a B with an A; the A's earlier pair ends that day."""
    form = desk_forms.PairForm()
    if not form.validate():
        return _page(form, 422)
    station_id = my_station().id
    try:
        a = people.named(station_id, form.a.data, field="a")
        b = people.named(station_id, form.b.data, field="b")
        named = form.cover.data
        cover = people.named(station_id, named, field="cover") if named else None
        pair.join(
            a, b, since=form.since.data, by=me(), at=now(), cover=cover,
            duty_note=form.duty_note.data, may_take_over=form.may_take_over.data,
        )  # fmt: skip
    except BadInput as refusal:
        form.refuse(refusal)
        return _page(form, 422)
    flash(_("%(b)s%(day)s起帮%(a)s", a=a.name, b=b.name, day=day_text(form.since.data)))
    return see(url_for("pairs.index"))


def end(pair_id: int) -> Any:
    """End a pair on a day."""
    found = pair.find(my_station().id, pair_id)
    form = desk_forms.EndingForm()
    if not form.validate():
        return _page(desk_forms.PairForm(formdata=None), 422, ending=form)
    pair.part(found, until=form.day(), by=me(), at=now(), why=form.why.data)
    flash(
        _("%(b)s和%(a)s的对子%(day)s止", a=found.a.name, b=found.b.name, day=day_text(form.day()))
    )
    return see(url_for("pairs.index"))


def _page(form: desk_forms.PairForm, status: int, ending: Any = None) -> Any:
    station_id = my_station().id
    board = pairing.board(station_id, now())
    return page(
        "pairs/index.html",
        status=status,
        form=form,
        ending=ending,
        board=board,
        a_posts=choices.people(board.a_posts),
        b_posts=[(p.number, _suggestion(p, count)) for p, count in board.suggestions],
        covers=choices.people(people.of_station(station_id)),
        ended=pair.ended(station_id, today()),
    )


def _suggestion(person: Staff, count: int) -> str:
    said = f"{person.name} · {words.of_post(person)}"
    return _("%(who)s · 已帮 %(n)s 个", who=said, n=count) if count else said
