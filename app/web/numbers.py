"""Whole numbers out of what a request says, none larger than a database column holds. Pure."""


def whole(text: str, *, most: int = 9) -> int | None:
    """The whole number of at most so many digits, or None. Nine fit every column; '²' is a digit
    to isdigit() and none to int()."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= most else None


def number(text: str) -> int:
    """The same for `request.args.get(…, type=number)`. Raises ValueError."""
    found = whole(text)
    if found is None:
        raise ValueError(f"no whole number: {text[:20]!r}")
    return found
