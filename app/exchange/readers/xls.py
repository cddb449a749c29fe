"""Old binary workbooks (.xls), read by calamine in a process of its own (xls_child.py)."""

import json
import mmap
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.exchange.limits import Limits
from app.exchange.readers import shown, xls_child
from app.exchange.readers.table import Row, Sheet, Table, numbered
from app.exchange.refusals import DamagedFile, LockedFile, NotATable


def open_xls(path: Path, filename: str, limits: Limits) -> Table:
    """The workbook's visible sheets. Raises FileRefused: a password, a Word file, broken."""
    _check_streams(path, filename)
    sheets = tuple(
        Sheet(name, partial(_rows, path, filename, index, limits))
        for index, name in _printed(path, filename)
    )
    return Table(filename, "xls", "", sheets, full_lines=False)


def _check_streams(path: Path, filename: str) -> None:
    """What kind of compound file it is shows in its directory, in UTF-16 names."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            raise LockedFile(filename)
        if data.find("WordDocument".encode("utf-16-le")) >= 0:
            raise NotATable(filename, "Word 文档", "把里面的表格贴到 Excel 里，存成 .xlsx 再传")
        if data.find("PowerPoint".encode("utf-16-le")) >= 0:
            raise NotATable(filename, "演示文稿")


def _rows(path: Path, filename: str, index: int, limits: Limits) -> Iterator[Row]:
    printed = _printed(path, filename, str(index))
    return numbered(([_text(cell) for cell in row] for row in printed), filename, limits)


def _printed(path: Path, filename: str, *sheet: str) -> Iterator[list]:
    """The child's lines as they come. Raises LockedFile, DamagedFile (it failed or was stopped)."""
    command = [sys.executable, "-I", xls_child.__file__, str(path), *sheet]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdout is not None
    try:
        for line in child.stdout:
            yield json.loads(line)
        if code := child.wait():
            raise LockedFile(filename) if code == xls_child.LOCKED else DamagedFile(filename)
    except ValueError as error:  # it died in the middle of a line
        raise DamagedFile(filename) from error
    finally:
        child.stdout.close()
        child.kill()
        child.wait()


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell.replace("\0", "")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return shown.number_text(repr(cell).removesuffix(".0"))
    if isinstance(cell, dict):
        return str(cell["at"]).removesuffix(" 00:00:00")
    return ""
