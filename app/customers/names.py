"""Pinyin initials of names. Pure."""

from pypinyin import Style, lazy_pinyin

# Surnames that pypinyin reads as common words.
_SURNAMES = {
    "单": "s", "曾": "z", "仇": "q", "解": "x", "区": "o", "查": "z", "朴": "p", "尉": "w",
    "盖": "g", "翟": "z", "缪": "m", "种": "c", "乐": "y", "召": "s", "员": "y", "繁": "p",
    "纪": "j", "洗": "x", "冼": "x", "秘": "b", "折": "s", "黑": "h", "长": "z", "覃": "q",
}  # fmt: skip


def initials(name: str) -> str:
    """The first letter of each character's reading: '安安志' -> 'aaz'. At most 24 letters."""
    letters = lazy_pinyin(name[:24], style=Style.FIRST_LETTER, errors=_keep_ascii)
    if name[:1] in _SURNAMES and letters:
        letters[0] = _SURNAMES[name[0]]
    return "".join(letters).lower()[:24]


def _keep_ascii(text: str) -> str:
    return "".join(c for c in text if c.isascii() and c.isalnum())
