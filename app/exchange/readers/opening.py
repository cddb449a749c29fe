"""The one way to open a file: what it is, is told by what is in it, never by its name."""

import re
from pathlib import Path

from app.exchange.limits import DEFAULT, Limits
from app.exchange.readers.html import open_html
from app.exchange.readers.table import Table
from app.exchange.readers.text import encoding_of, open_text
from app.exchange.readers.xls import open_xls
from app.exchange.readers.xlsx import open_xlsx
from app.exchange.readers.xml2003 import open_xml2003
from app.exchange.refusals import SAVE_AGAIN, EmptyFile, FileTooBig, NotATable

_HEAD = 8192
_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"RIFF", "图片或音视频"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"PK\x05\x06", "空的压缩包"),
    (b"{\\rtf", "RTF 文档"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"SQLite format 3", "数据库"),
)
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_WORKBOOK = re.compile(r"<(\w+:)?Workbook\b")
_HTML = re.compile(r"<(!doctype html|html|head|meta|body|table|style|div|tr|script)\b", re.I)


def open_table(path: Path | str, filename: str, limits: Limits = DEFAULT) -> Table:
    """Open an uploaded file; `filename` is the name it came with, for messages only.

    Rows are read when `Sheet.rows()` is gone through, so refusals may also come from there.
    Raises FileRefused.
    """
    path = Path(path)
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise EmptyFile(filename)
    packed = head.startswith((_ZIP, _COMPOUND))
    most = limits.packed_bytes if packed else limits.text_bytes
    if size > most:
        raise FileTooBig(filename, size, most)
    if head.startswith(_ZIP):
        return open_xlsx(path, filename, limits)
    if head.startswith(_COMPOUND):
        return open_xls(path, filename, limits)
    _refuse_others(head, filename)
    return _open_marked_up(path, filename, limits) or open_text(path, filename, limits)


def _refuse_others(head: bytes, filename: str) -> None:
    for magic, what in _OTHERS:
        if head.startswith(magic) and not (magic == b"BM" and b"\0" not in head):
            raise NotATable(filename, what)
    if b"\0" in head and not head.startswith(_BOMS):
        raise NotATable(filename, "看不出格式的二进制文件", SAVE_AGAIN)


def _open_marked_up(path: Path, filename: str, limits: Limits) -> Table | None:
    """The table in an HTML or XML file, or None when it is plain text."""
    with path.open(encoding=encoding_of(path, filename)) as stream:
        head = stream.read(_HEAD).lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        if _WORKBOOK.search(head) and not re.search(r"<html\b", head, re.I):
            return open_xml2003(path, filename, limits)
        if _HTML.search(head):
            return open_html(path, filename, limits)
        raise NotATable(filename, "认不出的 XML 文件", SAVE_AGAIN)
    if head.startswith("MIME-Version:"):
        raise NotATable(filename, "单个文件网页（.mht）", SAVE_AGAIN)
    return None
