"""QR codes for pages and paper."""

from typing import NamedTuple

import segno


class Code(NamedTuple):
    """One SVG path of unit squares, and how many squares wide it is."""

    path: str
    size: int


def code(text: str) -> Code:
    """The QR code that says this text."""
    rows = [bytes(row) for row in segno.make(text, error="m").matrix]
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return Code(path, len(rows))
