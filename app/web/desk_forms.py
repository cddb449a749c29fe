"""Forms of the desk: what several share, people, pairs, targets, settings."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from app.refusals import BadInput
from app.web.forms import DayField, Form, TextOf
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


def optional_text(most: int = 100) -> Any:
    """A text that may be left out; '' then."""
    words = _l("最多写 %(n)s 个字", n=most)
    return StringField(default="", validators=[Length(max=most, message=words)])


def needed_text(words: Any) -> Any:
    """A text that must be there; the words say so when it is not."""
    return StringField(default="", validators=[InputRequired(words), Length(max=100)])


class SheetsForm(Form):
    """Which day's sheets to print."""

    date = DayField(validators=[InputRequired(_l("选一天"))])


class TextsField(Field):
    """A field that may come many times; `data` is the list of texts."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep their order: another field may stand beside each."""
        self.data = [text.strip() for text in valuelist]


class NumberField(TextOf):
    """A whole number; `data` is an int."""

    words = _l("这张表单太旧了，重新打开再填")

    def parse(self, text: str) -> int:
        """Plain digits."""
        return int(text)


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


class EndingForm(Form):
    """Something ends on a day."""

    until = DayField(validators=[not_past])
    why = optional_text(200)

    def day(self) -> date:
        """The day named, or today."""
        return self.until.data or today()


class PersonForm(Form):
    """An account: what changes later."""

    name = needed_text(_l("写上姓名"))
    role = needed_text(_l("选一个角色"))
    post = optional_text()
    phone = optional_text()


class NewPersonForm(PersonForm):
    """A new account. `station`, `bureau` are codes; a station's administrator leaves them out."""

    login = needed_text(_l("写上登录名"))
    number = optional_text()
    station = optional_text()
    bureau = optional_text()


class PairForm(DatedForm):
    """B helps A. `a`, `b`, `cover` are staff numbers."""

    a = needed_text(_l("选 A 岗"))
    b = needed_text(_l("选 B 岗"))
    cover = optional_text()
    duty_note = optional_text(200)
    may_take_over = BooleanField()


class MarksForm(Form):
    """Checkpoints of a month, row by row: `due` and `rate` come equally often."""

    period = NumberField(validators=[InputRequired(_l("没有这个月份，重新选一下"))])
    staff = optional_text()
    due = TextsField()
    rate = TextsField()
    why = optional_text(200)

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

    name = needed_text(_l("没有这个设置"))
    value = optional_text()
