"""How much a file may ask of us before it is refused."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds on one imported file.

    Measured on 360,000 customers with 15 columns: 30 MB as .xlsx (274 MB unpacked, 90 % saved),
    57 MB as GB18030 text, 1.5 million shared strings. So all defaults leave room for that list
    and refuse what only a bomb reaches.
    """

    packed_bytes: int = 64 * MIB
    text_bytes: int = 160 * MIB
    unpacked_bytes: int = 1024 * MIB
    entries: int = 2000
    ratio: int = 200  # unpacked over packed, judged from `ratio_from` bytes on
    ratio_from: int = 8 * MIB
    rows: int = 1_048_576
    columns: int = 256
    cell_chars: int = 32_767
    strings: int = 4_000_000
    string_chars: int = 120_000_000


DEFAULT = Limits()
