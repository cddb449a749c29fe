"""Taking an uploaded file in: its bytes are kept, in pieces, until it has been read."""

import hashlib
import re
from datetime import datetime
from typing import BinaryIO

from app.clock import is_period
from app.db import transaction
from app.exchange.columns import KINDS
from app.exchange.importfile import FilePart, ImportFile
from app.exchange.limits import DEFAULT, Limits
from app.exchange.refusals import EmptyFile, FileTooBig
from app.jobs import job
from app.refusals import BadInput, Stale
from app.station import audit
from app.station.people import Staff, Station

# Short pieces, so that storing one keeps the database's writer for some milliseconds only.
_PIECE = 2 * 1024 * 1024
_BLANKS = re.compile(r"[\x00-\x1f\x7f]+")


def receive(
    station: Station,
    kind: str,
    filename: str,
    stream: BinaryIO,
    *,
    by: Staff | None,
    at: datetime,
    period: int | None = None,
    limits: Limits = DEFAULT,
) -> ImportFile:
    """Store an uploaded list. period (YYYYMM): what month it is of, if it has no such column.

    Raises BadInput for an unknown kind or month, EmptyFile, FileTooBig; nothing is kept then.
    """
    if kind not in KINDS:
        raise BadInput("kind", "选这是哪一种名单")
    if period is not None and not is_period(period):
        raise BadInput("period", "没有这个月份，写成 202610 这样")
    name = _BLANKS.sub(" ", re.split(r"[/\\]", filename)[-1]).strip()[-120:] or "名单"
    made = ImportFile.create(
        station=station, kind=kind, filename=name, size=0, digest="", period=period, by=by,
        made_at=at,
    )  # fmt: skip
    try:
        size, digest = _store(made.id, stream, name, limits.text_bytes)
        if not size:
            raise EmptyFile(name)
    except Exception:
        forget_bytes(made.id)
        made.delete_instance()
        raise
    made.size, made.digest = size, digest
    made.save()
    return made


def submit(imported: ImportFile, *, at: datetime) -> job.Job:
    """Have a child process read the file."""
    with transaction():
        made = job.queue(
            "import-parse", {"import": imported.id}, station=imported.station, by=imported.by, at=at
        )
        ImportFile.update(job_id=made.id).where(ImportFile.id == imported.id).execute()
    return made


def drop(imported: ImportFile, *, by: Staff | None, at: datetime) -> None:
    """不导了: nothing of it was written, nothing will be. Raises Stale once it is confirmed.

    Its staged rows go with the next import's reading, where time is no matter.
    """
    free = ImportFile.confirmed_at.is_null() & ImportFile.dropped_at.is_null()
    with transaction():
        query = ImportFile.update(dropped_at=at).where((ImportFile.id == imported.id) & free)
        if query.execute() != 1:
            raise Stale("这份已经在导了")
        audit.record("import_dropped", imported.id, station=imported.station_id, by=by, at=at)
    forget_bytes(imported.id)


def forget_bytes(import_id: int) -> None:
    """Delete the stored pieces."""
    FilePart.delete().where(FilePart.import_file == import_id).execute()


def already_loaded(imported: ImportFile) -> ImportFile | None:
    """The import that brought in the very same bytes before, if there is one."""
    return (
        ImportFile.select()
        .where(
            (ImportFile.station == imported.station_id)
            & (ImportFile.kind == imported.kind)
            & (ImportFile.digest == imported.digest)
            & ImportFile.applied_at.is_null(False)
            & (ImportFile.id != imported.id)
        )
        .order_by(ImportFile.id.desc())
        .first()
    )


def _store(import_id: int, stream: BinaryIO, name: str, most: int) -> tuple[int, str]:
    """Size and SHA-256 of the stream, its pieces stored."""
    size, n, digest = 0, 0, hashlib.sha256()
    while piece := stream.read(_PIECE):
        size, n = size + len(piece), n + 1
        if size > most:
            raise FileTooBig(name, size, most)
        digest.update(piece)
        FilePart.create(import_file=import_id, n=n, body=piece)
    return size, digest.hexdigest()
