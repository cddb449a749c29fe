"""Forms of the desk: territory, people, pairs, targets, settings."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, IntegerField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.refusals import BadInput
from app.web.forms import DayField, Form
from app.web.moment import today

FURTHEST_AHEAD = timedelta(days=366)


def not_past(_form: Any, field: Field) -> None:
    """Validator: today or later, and no more than a year ahead."""
    if field.data is None:
        return
    if field.data < today():
        raise ValidationError(_l("这天已经过了，选今天或以后"))
    if field.data > today() + FURTHEST_AHEAD:
        raise ValidationError(_l("太远了，选一年以内的日子"))


def _why() -> Any:
    return StringField(validators=[Length(max=200, message=_l("最多写 200 个字"))])


class TextsField(Field):
    """A field that may come many times; `data` is the list of texts."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep their order: another field may stand beside each."""
        self.data = [text.strip() for text in valuelist]


def parse_percent(text: str) -> int:
    """Basis points for what somebody typed: '62.5' -> 6250. Never goes through a float.

    Raises ValueError when it is no percentage with two decimals at most.
    """
    whole, _, cents = unicodedata.normalize("NFKC", text).rstrip("% ").partition(".")
    if not re.fullmatch(r"[0-9]{1,3}", whole) or not re.fullmatch(r"[0-9]{0,2}", cents):
        raise ValueError(text)
    return int(whole) * 100 + int(cents.ljust(2, "0"))


class DatedForm(Form):
    """Something that holds from a day on."""

    since = DayField(validators=[InputRequired(_l("从哪天起，选一天")), not_past])

    def day(self) -> date:
        """The day named, or tomorrow: whoever walks today goes on walking."""
        return self.since.data or today() + timedelta(days=1)


class TickedForm(DatedForm):
    """The same for the districts that were ticked."""

    districts = TextsField()

    def codes(self) -> set[str]:
        """Their codes."""
        return {code for code in self.districts.data or [] if code}


class AssignmentForm(DatedForm):
    """Who is responsible for one unit from a day on. `expected`: the newest assignment seen."""

    staff = StringField(validators=[InputRequired(_l("选一个人")), Length(max=100)])
    why = _why()
    expected = IntegerField(validators=[Optional()])
    together = BooleanField()


class ReassignForm(TickedForm):
    """The same for many districts. `expected`: CODE:ID each; `to`: the choice while looking."""

    staff = StringField(validators=[InputRequired(_l("选一个人")), Length(max=100)])
    to = StringField(validators=[Length(max=100)])
    why = _why()
    expected = TextsField()

    def seen(self) -> dict[str, int]:
        """District code -> id of the newest assignment seen."""
        pairs = (text.rpartition(":") for text in self.expected.data or [])
        return {code: int(id_) for code, _, id_ in pairs if id_.isdigit() and len(id_) < 18}


class ZoneForm(Form):
    """A zone's name."""

    name = StringField(validators=[InputRequired(_l("给片区起个名字"))])


class PlacementForm(TickedForm):
    """Which districts belong to a zone from a day on."""


class LeaveForm(DatedForm):
    """Somebody is away, somebody covers. `until` is the day of coming back."""

    staff = StringField(validators=[InputRequired(_l("选一个人"))])
    cover = StringField()
    until = DayField(validators=[InputRequired(_l("哪天回来，选一天")), not_past])
    why = _why()


class EndingForm(Form):
    """Something ends on a day."""

    until = DayField(validators=[not_past])
    why = _why()

    def day(self) -> date:
        """The day named, or today."""
        return self.until.data or today()


class PersonForm(Form):
    """An account: what changes later."""

    name = StringField(validators=[InputRequired(_l("写上姓名"))])
    role = StringField(validators=[InputRequired(_l("选一个角色"))])
    post = StringField()
    phone = StringField()


class NewPersonForm(PersonForm):
    """A new account. `station`, `bureau` are codes; a station's administrator leaves them out."""

    login = StringField(validators=[InputRequired(_l("写上登录名"))])
    number = StringField()
    station = StringField()
    bureau = StringField()


class PairForm(DatedForm):
    """B helps A. `a`, `b`, `cover` are staff numbers."""

    a = StringField(validators=[InputRequired(_l("选 A 岗"))])
    b = StringField(validators=[InputRequired(_l("选 B 岗"))])
    cover = StringField()
    duty_note = _why()
    may_take_over = BooleanField()


class MarksForm(Form):
    """Checkpoints of a month, row by row: `due` and `rate` come equally often."""

    period = IntegerField(validators=[InputRequired(_l("没有这个月份，重新选一下"))])
    staff = StringField()
    due = TextsField()
    rate = TextsField()
    why = _why()

    def marks(self) -> list[tuple[date, int]]:
        """(date, basis points) of every row filled in. Raises BadInput for a half or wrong one."""
        try:
            return [
                (date.fromisoformat(due), parse_percent(rate))
                for due, rate in zip(self.due.data or [], self.rate.data or [], strict=False)
                if due or rate
            ]
        except ValueError as error:
            raise BadInput("due", "每个节点写全：哪天，百分之几") from error


class SettingForm(DatedForm):
    """One value from a day on; what `value` looks like depends on the setting."""

    name = StringField(validators=[InputRequired()])
    value = StringField()
