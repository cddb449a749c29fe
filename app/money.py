"""Money as integer fen: reading what people type, writing it in figures and in 大写. Pure."""

import re
import unicodedata

import cn2an

# Ten million yuan: no station takes this at a door or bills it to one account in a month.
# A larger figure is a slip of the finger or a broken cell, so it is refused, not stored.
MOST_FEN = 10_000_000 * 100

_YUAN = re.compile(r"^-?\d{1,3}(,\d{3})+(\.\d{1,2})?$|^-?\d+(\.\d{1,2})?$|^-?\.\d{1,2}$")


def parse_yuan(text: str) -> int:
    """Fen for what somebody typed: '1,234.50', '¥12', '３５元'. Never goes through a float.

    Raises ValueError when it is no amount, has more than two decimals or is absurdly large.
    """
    cleaned = unicodedata.normalize("NFKC", text)
    # Signs only where they belong: '5元3' means 5.30 to who wrote it and must not become 53.
    cleaned = re.sub(r"\s", "", cleaned).replace("−", "-").removesuffix("元")
    cleaned = re.sub(r"^(-?)¥", r"\1", cleaned)
    # A raised figure is none: NFKC would turn '1²' into 12.
    if not _YUAN.match(cleaned) or any(unicodedata.category(c) == "No" for c in text):
        raise ValueError(f"not an amount in yuan: {text!r}")
    sign = -1 if cleaned.startswith("-") else 1
    whole, _, cents = cleaned.lstrip("-").replace(",", "").partition(".")
    fen = sign * (int(whole or "0") * 100 + int(cents.ljust(2, "0")))
    if abs(fen) > MOST_FEN:
        raise ValueError(f"an amount beyond ten million yuan: {text!r}")
    return fen


def yuan(fen: int) -> str:
    """Fen as figures with thousands marks: 123450 -> '1,234.50'; a negative has a true minus."""
    sign = "−" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def plain_yuan(fen: int) -> str:
    """Fen as a number for a file or an input: 123450 -> '1234.50'."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def capitals(fen: int) -> str:
    """人民币大写 for a positive or zero amount, as slips need it: 23330 -> '贰佰叁拾叁元叁角整'.

    Raises ValueError for a negative amount: nobody signs for one.
    """
    if fen < 0:
        raise ValueError("大写 is for amounts that a person signs for, never negative")
    whole, jiao, cents = fen // 100, fen // 10 % 10, fen % 10
    words = cn2an.an2cn(str(whole), "up") + "元" if whole or not fen else ""
    if jiao:
        words += cn2an.an2cn(str(jiao), "up") + "角"
    elif cents and whole:
        words += "零"
    return words + (cn2an.an2cn(str(cents), "up") + "分" if cents else "整")
