"""Runs on its own, away from everything else: reads an old workbook and prints it as JSON lines.

The library aborts its whole process on some damaged or made-up files (one cell that says it is in
the last corner is enough). So it works in a process whose memory and time are limited, and that
may die without harm. Arguments: the path, and the index of a sheet to print; without it the
visible sheets are listed as [index, name].
"""

import json
import sys
from collections.abc import Iterator
from types import ModuleType

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

try:
    import resource
except ImportError:  # Windows has no such limits
    resource: ModuleType | None = None  # type: ignore[no-redef]

MEMORY = 1024 * 1024 * 1024
SECONDS = 60
LOCKED = 3


def main(path: str, sheet: str = "") -> int:
    """Print what was asked for; gives the exit code."""
    _limit()
    try:
        book = CalamineWorkbook.from_path(path)
    except PasswordError:
        return LOCKED
    for line in _rows(book, int(sheet)) if sheet else _sheets(book):
        print(json.dumps(line, default=_text))
    return 0


def _limit() -> None:
    if resource is None:
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, hard))


def _sheets(book: CalamineWorkbook) -> Iterator[list[object]]:
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
            yield [index, sheet.name]


def _rows(book: CalamineWorkbook, index: int) -> Iterator[list[object]]:
    """Rows begin at the sheet's first one, but cells only at the first column that is used."""
    sheet = book.get_sheet_by_index(index)
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        yield left + list(row)


def _text(moment: object) -> dict[str, str]:
    return {"at": str(moment)}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
