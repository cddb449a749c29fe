"""A list brought in from end to end in this process, as the command line does: the same steps as
on the web, in the same order."""

from datetime import datetime
from pathlib import Path

from app.exchange.answer import answer, confirm
from app.exchange.apply import apply
from app.exchange.importfile import ImportFile
from app.exchange.parse import parse
from app.exchange.receive import drop, receive
from app.exchange.refusals import FileRefused
from app.jobs.runner import Progress
from app.refusals import BadInput
from app.station.people import Staff, Station


def _silent(done: int, of: int) -> None:
    """Tell nobody."""


def import_file(
    path: Path,
    kind: str,
    station: Station,
    as_of: datetime | None,
    full: bool | None,
    *,
    by: Staff | None,
    at: datetime,
    period: int | None = None,
    progress: Progress = _silent,
) -> ImportFile:
    """Bring the file in; the result tells counts and effects. Rows that raise a question are
    left for a person.

    Lists of money need as_of and full; for customers both may be None. Raises BadInput,
    FileRefused, Stale, OSError for a file that can't be opened; nothing is written then.
    """
    if kind == "customers":
        full = bool(full)
    elif as_of is None or full is None:
        raise BadInput("as_of", "名单截至什么时候、是全所还是一部分，都要说清")
    with path.open("rb") as stream:
        imported = receive(station, kind, path.name, stream, by=by, at=at, period=period)
    try:
        imported = parse(imported, progress, at=at)
        if imported.failed_at:
            raise FileRefused(imported.failure)
        answer(imported, as_of, full, by=by, at=at, queue=False)
        confirm(imported, by=by, at=at, queue=False)
        return apply(ImportFile.get_by_id(imported.id), progress, at=at)
    except Exception:
        drop(imported, by=by, at=at)
        raise
