"""What the demo tells on purpose, in the story's own dates (today is 21 October 2026). Pure data.

People and accounts are made up, as all of the packed station is.
"""

from dataclasses import dataclass
from datetime import date

# 邱玉萍 has not handed in since then; the rest of what she took was paid by QR, so that she has
# ¥1,826.40 in hand. 谭春芬 has declared the last day's cash and waits for the count.
CASH_KEPT_SINCE = {"S13": date(2026, 10, 13), "S16": date(2026, 10, 20)}
WAITS_FOR_COUNT = "S16"
PAID_BY_QR = frozenset({
    "0526142785", "0526315888", "0526650781", "0526621371", "0526193202", "0526848100",
})  # fmt: skip

# The head puts 谢平兴's takeover off once.
DEFERRED = "S18"
DEFERRED_AT = "2026-10-19 09:10"
DEFERRED_WHY = "吴德斌 ¥14,344.24 说 20 日货款到账"


@dataclass(frozen=True)
class Told:
    """A visit of the story: by whom, when, how, with what outcome."""

    account_no: str
    by: str
    when: str
    channel: str
    outcome: str
    note: str = ""
    promised_on: date | None = None
    promised_fen: int | None = None


VISITS = (
    Told("0526169531", "S10", "2026-09-17 10:20", "door", "nobody_home", "贴了通知单"),
    Told("0526169531", "S10", "2026-09-24 15:05", "phone", "promised", "本人接的",
         date(2026, 9, 30)),
    Told("0526344620", "S18", "2026-10-12 09:40", "door", "promised", "等货款，说 18 日前交",
         date(2026, 10, 17), 1434424),
    Told("0526344620", "S18", "2026-10-19 08:35", "phone", "promised", "货款 20 日到账，到了就交",
         date(2026, 10, 20), 1434424),
    Told("0526505734", "S10", "2026-10-15 16:10", "door", "hardship", "腿伤在家，先交一个月也行"),
    Told("0526534388", "S10", "2026-10-16 11:30", "door", "away", "看烤房的去地里了，钥匙在村委"),
    Told("0526892135", "S10", "2026-10-20 10:15", "phone", "promised", "要发票，明天上午在家",
         date(2026, 10, 21), 58405),
)  # fmt: skip

# Account number -> (kind, what to know at the door).
CARES = {
    "0526169531": ("dog", "有狗，先喊门"),
    "0526534388": ("key", "钥匙在村委"),
    "0526892135": ("note", "要发票"),
    "0526505734": ("note", "困难户，慢慢说"),
}
# Account number -> the account of the neighbour who carries the message.
NEIGHBOURS = {"0526169531": "0526887350"}
