"""A station's settings in words, and how each is typed and shown (station/settings.py)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.money import parse_yuan, plain_yuan
from app.refusals import BadInput
from app.standing.rate import short_rate_text
from app.station.settings import RANGES
from app.web import language
from app.web.dates import nth
from app.web.desk_forms import parse_percent

MONTH_END = 99


@dataclass(frozen=True)
class Kind:
    """How a value is typed (`parse` raises ValueError), put into an input, and read aloud."""

    parse: Callable[[str], Any]
    typed: Callable[[Any], str]


@dataclass(frozen=True)
class Words:
    """One setting: its name for people, what it does, its unit, and how it is typed."""

    label: Any
    hint: Any
    unit: Any
    kind: Kind


def _clock(text: str) -> int:
    found = re.fullmatch(r"([01]?\d|2[0-3])[:：]([0-5]\d)", text)
    if found is None:
        raise ValueError(text)
    return int(found[1]) * 100 + int(found[2])


def _marks(text: str) -> list[list[int]]:
    """'18=60 25=90 月末=100' -> [[18, 6000], [25, 9000], [99, 10000]]"""
    pairs = [
        part.replace("＝", "=").partition("=") for part in re.split(r"[\s,，、]+", text) if part
    ]
    return [
        [MONTH_END if day in _LAST else int(day), parse_percent(rate)] for day, _e, rate in pairs
    ]


def _month_end() -> str:
    """The month's last day as one types it in the language of the page."""
    return _LAST[1] if language.chosen() == "en" else _LAST[0]


_LAST = ("月末", "end", str(MONTH_END))
_TRUE = {"1": True, "0": False}
_WHOLE = Kind(int, str)
_YUAN = Kind(parse_yuan, plain_yuan)
_PERCENT = Kind(parse_percent, short_rate_text)
_YES = Kind(_TRUE.__getitem__, lambda value: "1" if value else "0")
_TIME = Kind(_clock, lambda value: f"{value // 100:02d}:{value % 100:02d}")
_TEXT = Kind(str, str)
_MARKS = Kind(
    _marks,
    lambda points: " ".join(
        f"{_month_end() if day == MONTH_END else day}={short_rate_text(rate)}"
        for day, rate in points
    ),
)

# Only settings that something reads now; the order is the page's.
SETTINGS: dict[str, Words] = {
    "checkpoints": Words(
        _l("考核节点"), _l("每月到哪天收到百分之几，写成 18=60 25=90 月末=100"), "", _MARKS
    ),
    "release_day": Words(_l("发行日"), _l("计划线从这天画起"), _l("日"), _WHOLE),
    "cash_ceiling_fen": Words(
        _l("手里现金上限"), _l("到了上限先解款再收现金，扫码照常收"), _l("元"), _YUAN
    ),
    "waiting_hours": Words(
        _l("节点最多等几小时数据"), _l("过了还没导入，就按已到的判"), _l("小时"), _WHOLE
    ),
    "takeover_at": Words(_l("几点起顶岗"), _l("没到节点后的下一个工作日，从这时起"), "", _TIME),
    "silence_is_consent": Words(
        _l("B 岗没答复算不算同意"), _l("到顶岗的钟点没答复，条件都满足就顶岗"), "", _YES
    ),
    "defer_working_days": Words(
        _l("最多缓几个工作日"), _l("没到节点时，所长可以缓一次"), _l("个工作日"), _WHOLE
    ),
    "share_a_after_takeover_bp": Words(
        _l("顶岗后达标，A 岗记几成"), _l("B 岗总是记全份"), "%", _PERCENT
    ),
    "far_metres": Words(_l("离客户多远算远"), _l("走访定位比这远就标出来，不拦"), _l("米"), _WHOLE),
    "poor_metres": Words(_l("定位多差算差"), _l("误差比这大就标出来，不拦"), _l("米"), _WHOLE),
    "old_seconds": Words(_l("定位多旧算旧"), _l("定位比这早就标出来，不拦"), _l("秒"), _WHOLE),
    "day_stops": Words(_l("一天最多走几户"), _l("排今日和派工单时用"), _l("户"), _WHOLE),
    "day_starts_at": Words(_l("几点出发"), _l("排路线时用"), "", _TIME),
    "day_ends_at": Words(_l("几点收工"), _l("排路线时用"), "", _TIME),
    "service_minutes": Words(_l("一户停几分钟"), _l("排路线时用"), _l("分钟"), _WHOLE),
    "road_factor_percent": Words(
        _l("山路绕多少"), _l("实际路程是直线的百分之几，排路线时用"), "%", _WHOLE
    ),
    "metres_per_minute": Words(_l("一分钟走多远"), _l("排路线时用"), _l("米"), _WHOLE),
    "late_fee_minimum_fen": Words(
        _l("违约金起步数"), _l("估算不到这个数就按这个数，0 是不用起步数"), _l("元"), _YUAN
    ),
    "account_digits": Words(_l("户号几位"), _l("导入时位数不对的行要人看"), _l("位"), _WHOLE),
}


def parse(name: str, text: str) -> Any:
    """The value for what was typed. Raises BadInput at `value`."""
    try:
        return SETTINGS[name].kind.parse(text.strip())
    except (ValueError, KeyError) as error:
        raise BadInput("value", "看不懂，照旁边的样子写") from error


def typed(name: str, value: Any) -> str:
    """The value as an input shows it."""
    return SETTINGS[name].kind.typed(value)


def is_yes_no(name: str) -> bool:
    """Whether the setting is a plain yes or no."""
    return SETTINGS[name].kind is _YES


def shown(name: str, value: Any) -> str:
    """The value as people read it, with its unit."""
    if is_yes_no(name):
        return _("是") if value else _("否")
    if name == "checkpoints":
        return " · ".join(_mark_words(day, rate) for day, rate in value)
    return f"{typed(name, value)} {SETTINGS[name].unit}".strip()


def _mark_words(day: int, rate_bp: int) -> str:
    rate = short_rate_text(rate_bp)
    if day == MONTH_END:
        return _("月末 %(rate)s%%", rate=rate)
    return _("%(day)s日 %(rate)s%%", day=nth(day), rate=rate)


def limits(name: str) -> str:
    """What the value may be, in words; '' without limits."""
    if name not in RANGES:
        return ""
    low, high = RANGES[name]
    return _("%(low)s 到 %(high)s", low=typed(name, low), high=typed(name, high))
