"""Forms of the territory: who gets which districts, zones, leave cover."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from app.refusals import BadInput, Stale
from app.web.desk_forms import (
    DatedForm,
    NumberField,
    TextsField,
    needed_text,
    not_past,
    optional_text,
)
from app.web.forms import DayField, Form


class TickedForm(DatedForm):
    """The districts that were ticked, and a day."""

    districts = TextsField()

    def codes(self) -> set[str]:
        """Their codes."""
        return {code for code in self.districts.data or [] if code}


class GivingForm(DatedForm):
    """Somebody becomes responsible from a day on."""

    staff = needed_text(_l("选一个人"))
    why = optional_text(200)

    def overtaken(self, refusal: Stale) -> None:
        """Say at the person that somebody else was quicker, and whom they chose."""
        name = refusal.facts.get("newest") or "-"
        self.refuse(BadInput("staff", "有人先改了，定的是%(name)s。看清楚再定", name=name))


class AssignmentForm(GivingForm):
    """One unit is given. `expected`: the newest assignment seen."""

    expected = NumberField()
    together = BooleanField()


class ReassignForm(TickedForm, GivingForm):
    """Ticked districts are given. `expected`: CODE:ID each; `to`: the choice while looking."""

    to = optional_text()
    expected = TextsField()

    def seen(self) -> dict[str, int]:
        """District code -> id of the newest assignment seen."""
        pairs = (text.rpartition(":") for text in self.expected.data or [])
        return {code: int(id_) for code, _, id_ in pairs if re.fullmatch(r"[0-9]{1,18}", id_)}


class ZoneForm(Form):
    """A zone's name."""

    name = needed_text(_l("给片区起个名字"))


class PlacementForm(TickedForm):
    """Which districts belong to a zone from a day on."""


class LeaveForm(DatedForm):
    """Somebody is away, somebody covers. `until` is the day of coming back."""

    staff = needed_text(_l("选一个人"))
    cover = optional_text()
    until = DayField(validators=[InputRequired(_l("哪天回来，选一天")), not_past])
    why = optional_text(200)
