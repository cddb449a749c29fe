"""Forms about cases: what the head decides, what a B post answers."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length

from app.web.desk_forms import NumberField
from app.web.forms import DayField, Form

LONGEST_REASON = 200


def _reason() -> Any:
    words = _l("最多写 %(n)s 个字", n=LONGEST_REASON)
    return StringField(default="", validators=[Length(max=LONGEST_REASON, message=words)])


class DeferralForm(Form):
    """Put off through a day, or for so many working days from today on."""

    until = DayField()
    days = NumberField()
    reason = _reason()


class ReasonForm(Form):
    """Anything that takes nothing but a reason."""

    reason = _reason()


class ReplacementForm(Form):
    """Another B; `b` and `cover` are staff numbers."""

    b = StringField(validators=[InputRequired(_l("选一个人")), Length(max=100)])
    cover = StringField(default="", validators=[Length(max=100)])
    override = _reason()
    reason = _reason()


class AnswerForm(Form):
    """B takes over, or says what stands in the way."""

    accepted = BooleanField()
    reason = _reason()
