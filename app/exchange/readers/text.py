"""Text files: which encoding they are in, and comma or tab separated values."""

import codecs
import csv
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from app.exchange.limits import Limits
from app.exchange.readers.table import Row, Sheet, Table, numbered
from app.exchange.refusals import DamagedFile, UnreadableText

_CHUNK = 1024 * 1024
_SEPARATORS = ",\t;|"
_LOOK_AT = 20  # rows; a list with a longer preamble has no header that we would find


def encoding_of(path: Path, filename: str) -> str:
    """The codec that reads the whole file: a BOM decides, then UTF-8 strictly, then GB18030.

    Never a guess by statistics: GB18030 reads almost anything, UTF-8 only what is UTF-8, so the
    order decides. Raises UnreadableText.
    """
    with path.open("rb") as stream:
        head = stream.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif head.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    else:
        candidates = ["utf-8", "gb18030"]
    good_lines = 0
    for candidate in candidates:
        broken = _broken_line(path, candidate)
        if broken is None:
            return candidate
        good_lines = max(good_lines, broken - 1)
    raise UnreadableText(filename, good_lines + 1)


def encoding_words(encoding: str) -> str:
    """How the preview names it: 'UTF-8', 'GB18030', 'UTF-16'."""
    return encoding.removesuffix("-sig").upper()


def open_text(path: Path, filename: str, limits: Limits) -> Table:
    """A file of separated values. Raises UnreadableText."""
    encoding = encoding_of(path, filename)
    separator = _separator(path, encoding)
    rows = partial(_rows, path, filename, limits, encoding, separator)
    return Table(filename, "text", encoding_words(encoding), (Sheet("", rows),), full_lines=True)


def _rows(
    path: Path, filename: str, limits: Limits, encoding: str, separator: str
) -> Iterator[Row]:
    try:
        with path.open(encoding=encoding, newline="") as stream:
            reader = csv.reader(_lines(stream, filename), delimiter=separator)
            yield from numbered(reader, filename, limits)
    except csv.Error as error:
        raise DamagedFile(filename, "有一个引号没有配对") from error


def _lines(stream: Iterator[str], filename: str) -> Iterator[str]:
    for line in stream:
        if "\0" in line:
            raise DamagedFile(filename)
        yield line


def _separator(path: Path, encoding: str) -> str:
    """The separator that parts the first rows into most cells."""
    with path.open(encoding=encoding, newline="") as stream:
        lines = [line[:10_000] for line in islice(stream, _LOOK_AT)]
    return max(_SEPARATORS, key=lambda separator: sum(line.count(separator) for line in lines))


def _broken_line(path: Path, encoding: str) -> int | None:
    """The first line that is not in that encoding, None when all are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            held = decoder.getstate()[0]
            try:
                line += decoder.decode(chunk).count("\n")
            except UnicodeDecodeError as error:
                return line + (held + chunk)[: error.start].count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return line
    return None
