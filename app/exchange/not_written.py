"""The rows of a list that were not written, as a file to put right and bring in again."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from app.exchange.importfile import ASK, REJECT, ImportFile, StagedRow
from app.exchange.xlsx_out import write_xlsx
from app.station import audit
from app.station.people import Staff

ADDED = ("行号", "哪里不对", "怎么办")


def rows(imported: ImportFile, *verdicts: str) -> Any:
    """The query for rows of those verdicts in the file's order; rejected ones and open
    questions when none is named."""
    return (
        StagedRow.select()
        .where(
            (StagedRow.import_file == imported) & StagedRow.verdict.in_(verdicts or (REJECT, ASK))
        )
        .order_by(StagedRow.row_number)
    )


def as_xlsx(imported: ImportFile, *, by: Staff, at: datetime) -> bytes:
    """The columns as they were, then the row's number in the file, what is wrong and what to
    do. Repaired, this file can be imported as it is. The download is recorded."""
    heads: list[str] = imported.head["cells"]
    target = io.BytesIO()
    count = write_xlsx(target, "没收的行", (*heads, *ADDED), _cells(imported, len(heads)))
    audit.record(
        "not_written_downloaded", imported.id, station=imported.station_id, by=by, at=at, rows=count
    )
    return target.getvalue()


def _cells(imported: ImportFile, width: int) -> Iterator[tuple[str | int, ...]]:
    for row in rows(imported).where(StagedRow.taken.is_null() | ~StagedRow.taken).iterator():
        cells = (row.cells or [])[:width]
        blanks = [""] * (width - len(cells))
        yield (*cells, *blanks, row.row_number, row.reason, row.advice)
