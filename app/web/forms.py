"""Forms: what a request says becomes instants, fen and dates, or a reason at the field.

Field names are an interface (README): other programs and the phone's outbox send them.
"""

import re
import uuid
from datetime import date, datetime
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, FloatField, HiddenField, PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from app.clock import is_period, parse_day, parse_instant
from app.fieldwork import evidence
from app.fieldwork.fix import Located
from app.fieldwork.visit import CHANNELS, LONGEST_NOTE, OUTCOMES
from app.ledger.collect import METHODS
from app.money import parse_yuan
from app.refusals import BadInput
from app.web import numbers


class TextOf(StringField):
    """A text field whose `data` is parsed; what was typed stays in it when it can't be."""

    words: Any = _l("填的不对")
    data: Any

    def parse(self, text: str) -> Any:
        """The value, or ValueError."""
        raise NotImplementedError

    def process_formdata(self, valuelist: list[str]) -> None:
        """Parse what came, if anything did."""
        self.typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        # Blanks alone are nothing typed: InputRequired looks at this and must say so.
        self.raw_data = [self.typed] if self.typed else []
        if self.typed:
            try:
                self.data = self.parse(self.typed)
            except ValueError as error:
                raise ValueError(self.words) from error

    def _value(self) -> str:
        value: Any = getattr(self, "data", None)
        return getattr(self, "typed", "") or ("" if value is None else str(value))


class YuanField(TextOf):
    """An amount in yuan; `data` is fen."""

    words = _l("写成数，比如 123.45")

    def parse(self, text: str) -> int:
        return parse_yuan(text)


class DayField(TextOf):
    """A date; `data` is a date."""

    words = _l("没有这一天，写成 2026-10-24 这样")

    def parse(self, text: str) -> date:
        return parse_day(text)


class InstantField(TextOf):
    """An instant in ISO; `data` is aware UTC."""

    words = _l("时间不对")

    def parse(self, text: str) -> datetime:
        return parse_instant(text)


class KeyField(HiddenField):
    """The form's key: made when the form is shown, so that a second tap is the same deed."""

    def __init__(self, **kwargs: Any):
        super().__init__(default=lambda: str(uuid.uuid4()), **kwargs)

    def post_validate(self, form: Any, stopped: bool) -> None:
        """Refuse what is no UUID."""
        try:
            self.data: str = evidence.parse_key(str(self.data or ""))
        except BadInput as error:
            raise ValidationError(_l("这张表单太旧了，重新打开再填")) from error


class PeriodsField(Field):
    """Tick boxes or '202609,202610'; `data` is a list of periods."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Parse every part."""
        parts = [p for value in valuelist for p in re.split(r"[,\s]+", value) if p]
        if not all(numbers.whole(p, most=6) is not None and is_period(int(p)) for p in parts):
            self.data = []
            raise ValueError(_l("没有这个月份，重新选一下"))
        self.data = [int(p) for p in parts]


class Form(FlaskForm):
    """A form that can also take a domain verb's BadInput at its field."""

    def refuse(self, refusal: BadInput) -> None:
        """Show the refusal's words at its field, or at the first when it has none here."""
        field = self._fields.get(refusal.field) or next(iter(self._fields.values()))
        field.errors = [*field.errors, refusal.fill(_(refusal.pattern))]

    class Meta(FlaskForm.Meta):
        # CSRF is checked for every unsafe request by CSRFProtect; once is enough.
        csrf = False


class LocatedForm(Form):
    """The location fields that every field event may carry."""

    lat = FloatField(validators=[Optional()])
    lon = FloatField(validators=[Optional()])
    accuracy_m = FloatField(validators=[Optional(), NumberRange(0, 1_000_000)])
    fixed_at = InstantField()
    gps_error = StringField(validators=[Length(max=40)])
    made_at = InstantField()

    def located(self) -> Located | None:
        """What was said about the place; None when nothing was."""
        lat, lon = self.lat.data, self.lon.data
        whole = lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180
        if not whole and not self.gps_error.data:
            return None
        return Located(
            lat=lat if whole else None,
            lon=lon if whole else None,
            accuracy_m=self.accuracy_m.data if whole else None,
            fixed_at=self.fixed_at.data if whole else None,
            error=self.gps_error.data or "",
        )


class VisitForm(LocatedForm):
    """A visit (look/03)."""

    key = KeyField()
    channel = RadioField(choices=list(CHANNELS), default="door")
    outcome = RadioField(choices=list(OUTCOMES), validators=[InputRequired(_l("选一个结果"))])
    note = StringField(validators=[Length(max=LONGEST_NOTE, message=_l("最多写 500 个字"))])
    promised_on = DayField()
    promised_yuan = YuanField()


class CollectionForm(LocatedForm):
    """A collection (look/04)."""

    key = KeyField()
    yuan = YuanField(validators=[InputRequired(_l("收多少，写个大于 0 的数"))])
    method = RadioField(choices=list(METHODS), default="cash")
    periods = PeriodsField()
    payer_name = StringField(validators=[Length(max=60, message=_l("名字最多 60 个字"))])


class LoginForm(Form):
    """Sign in."""

    login = StringField(validators=[InputRequired(_l("写上工号")), Length(max=100)])
    password = PasswordField(validators=[InputRequired(_l("写上密码")), Length(max=200)])


class PasswordForm(Form):
    """Change one's own password."""

    old = PasswordField(validators=[InputRequired(_l("写上原来的密码")), Length(max=200)])
    new = PasswordField(validators=[InputRequired(_l("写上新密码")), Length(max=200)])


def safe_next(target: str | None) -> str | None:
    """A path on this site to go on to after signing in, or None: never another site."""
    if not target or not target.startswith("/") or target[1:2] in ("/", "\\"):
        return None
    return None if re.search(r"[\x00-\x20\\]", target) else target.rstrip("?")


def pieces(prefix: str = "n") -> dict[int, int]:
    """Counts by denomination in fen from fields n10000, n5000 …; raises BadInput."""
    counts = {}
    for name, value in request.form.items():
        if re.fullmatch(prefix + r"\d{1,5}", name) and value.strip():
            many = numbers.whole(value, most=6)
            if many is None:
                raise BadInput("counts", "张数不对，重新数一下")
            counts[int(name.removeprefix(prefix))] = many
    return counts
