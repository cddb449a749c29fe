"""Words for categories, channels and yes or no, turned into ours. Pure."""

import re

from app.exchange.cells.badcell import BadCell, narrow, says_nothing

RESIDENTIAL = "居民"
COMMERCIAL = "一般工商业"
FARMING = "农业生产"
INDUSTRY = "大工业"
TEMPORARY = "临时"
OTHER = "其他"
# The same words as customers.customer.CATEGORIES, which is no pure file; a test compares them.
CATEGORIES = (RESIDENTIAL, COMMERCIAL, FARMING, INDUSTRY, TEMPORARY, OTHER)

# What a marketing system calls a category holds one of these; the first that fits decides, so
# 执行居民价的非居民用户 (schools, homes for the old) is looked for before 居民.
_CATEGORY_SIGNS = (
    (re.compile("临时"), TEMPORARY),
    (re.compile("执行居民|居民价|学校|教学|福利|养老"), OTHER),
    (re.compile("农业|农排|排灌|灌溉|农副|养殖|种植"), FARMING),
    (re.compile("大工业"), INDUSTRY),
    (re.compile("商业|非居民|非工业|普通工业|普工|工商|公变商|办公"), COMMERCIAL),
    (re.compile("居民|住宅|生活"), RESIDENTIAL),
)

CHANNELS = ("坐收", "走收", "代收", "网上", "预存")
_CHANNEL_SIGNS = (
    (re.compile("预存|预收|预付"), "预存"),
    (re.compile("走收|上门|入户"), "走收"),
    (re.compile("坐收|柜台|营业厅|前台|现金|POS", re.I), "坐收"),
    (re.compile("网上|网银|微信|支付宝|APP|掌上|电e宝|云闪付|扫码|二维码", re.I), "网上"),
    (re.compile("代收|代扣|代缴|银行|邮|批扣|托收|信用社|联社|自助"), "代收"),
)

_YES = frozenset(["1", "是", "有", "y", "yes", "true", "√", "✓", "✔", "对"])
_NO = frozenset(["0", "否", "不是", "n", "no", "false", "×", "x", "错"])


def category(cell: str) -> str:
    """One of CATEGORIES, '' for an empty cell. Lists of tariff classes change from year to year,
    so a word that fits none is 其他 and no error. Raises BadCell for more than 40 characters.
    """
    found = _by_signs(cell, CATEGORIES, _CATEGORY_SIGNS)
    return found if found in CATEGORIES or not found else OTHER


def channel(cell: str) -> str:
    """How a payment came in: one of CHANNELS, '' or the word as it is. Raises BadCell: too long."""
    return _by_signs(cell, CHANNELS, _CHANNEL_SIGNS)


def flag(cell: str) -> bool:
    """Yes or no; an empty cell is no. Raises BadCell for any other word."""
    text = narrow(cell).lower()
    if text in _YES:
        return True
    if text in _NO or says_nothing(text):
        return False
    raise BadCell("看不出是不是", "填 是 或 否")


def prepaid(cell: str) -> bool:
    """Whether the customer pays in advance: 预付费, 预存, 购电, or a plain yes. Raises BadCell."""
    text = narrow(cell)
    if re.search("后付|抄表|普通|非费控|非预付", text):
        return False
    if re.search("预付|预存|预购|购电|费控|卡表", text):
        return True
    return flag(text)


def _by_signs(
    cell: str, ours: tuple[str, ...], signs: tuple[tuple[re.Pattern[str], str], ...]
) -> str:
    if cell in ours:
        return cell
    text = narrow(cell).replace(" ", "")
    if says_nothing(text):
        return ""
    if len(text) > 40:
        raise BadCell("长得不正常", "照营销系统里的改好")
    return next((word for sign, word in signs if sign.search(text)), text)
