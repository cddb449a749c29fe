"""The words for what the records say in codes; one place, so that each thing has one word."""

from datetime import date

from flask_babel import gettext as _

from app.billing.bill import overdue_days
from app.station.people import Staff
from app.web import dates


def outcomes() -> dict[str, str]:
    """Every outcome of a visit in words."""
    return {
        "collected": _("收到钱"),
        "promised": _("承诺交"),
        "forgot": _("忘记了"),
        "away": _("外出"),
        "nobody_home": _("无人"),
        "unreachable": _("联系不上"),
        "hardship": _("困难"),
        "refused": _("不肯交"),
        "disputed": _("有争议"),
        "paid_elsewhere": _("已在别处交"),
        "message_left": _("留了话"),
    }


def outcome(code: str) -> str:
    """What came of a visit."""
    return outcomes()[code]


def channel(code: str) -> str:
    """How a customer was reached."""
    return {
        "door": _("上门"),
        "phone": _("电话"),
        "counter": _("柜台"),
        "message": _("留言"),
    }[code]


def methods() -> dict[str, str]:
    """Every way to take money in words."""
    return {"cash": _("现金"), "qr": _("扫码"), "transfer": _("转账")}


def method(code: str) -> str:
    """How money was paid. Imported channels already are words."""
    return methods().get(code, code)


def role(code: str) -> str:
    """What a person is, for signing in."""
    return {
        "staff": _("员工"),
        "collector": _("台区经理"),
        "cashier": _("营业厅收费员"),
        "head": _("所长"),
        "bureau": _("供电局"),
        "administrator": _("管理员"),
    }[code]


def of_post(person: Staff) -> str:
    """A person's own post, or what the role is called."""
    return person.post or role(person.role)


def age(due_on: date | None, on: date) -> tuple[str, str]:
    """How old a bill is, in words and as a tone: ('逾期 26 天', 'late'), ('4 天后到期', 'soon')."""
    days = overdue_days(due_on, on)
    if days is None:
        return "", ""
    if days > 0:
        return _("逾期 %(n)s 天", n=days), "late"
    return (_("今天到期") if days == 0 else _("%(n)s 天后到期", n=-days)), "soon"


def month(period: int, on: date) -> str:
    """A period as people say it: '6 月', with the year when it is another one."""
    return dates.month(period, on)


def flags(words: str) -> list[str]:
    """What is odd about a fix (gps.judge's flags)."""
    known = {
        "far": _("离客户远"),
        "poor": _("定位差"),
        "old": _("定位旧"),
        "none": _("没有定位"),
        "implausible": _("位置不对"),
    }
    return [known.get(flag, flag) for flag in words.split()]
