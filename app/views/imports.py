"""Imports (look/14): choose a file, look at what it comes to, answer, write; and files out."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _

from app.exchange import answer as answers
from app.exchange import importfile, not_written, posting_file, preview, receive
from app.exchange.columns import KIND_WORDS, KINDS
from app.exchange.importfile import ImportFile
from app.exchange.refusals import FileRefused
from app.refusals import BadInput, Refusal
from app.web import errors, numbers, uploads
from app.web.moment import now
from app.web.page import page, see
from app.web.session import me, my_station

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def index() -> Any:
    """What came in lately, the form for the next file, and the file for posting."""
    return _index({}, 200)


def create() -> Any:
    """Keep the file and have a child process read it."""
    try:
        filename, stream = uploads.file("file")
        imported = receive.receive(
            my_station(),
            request.form.get("kind", ""),
            filename,
            stream,
            by=me(),
            at=now(),
            period=uploads.period(),
        )
    except (BadInput, FileRefused) as refusal:
        field = refusal.field if isinstance(refusal, BadInput) else "file"
        return _index({field: errors.words(refusal)}, 422)
    receive.submit(imported, at=now())
    return see(url_for("imports.show", import_id=imported.id))


def show(import_id: int) -> Any:
    """Where it stands: being read, the preview, being written, done."""
    return _show(_find(import_id), {}, 200)


def answer(import_id: int) -> Any:
    """As of when the list is, and whether it is the full one."""
    imported = _find(import_id)
    try:
        answers.answer(imported, uploads.as_of(), uploads.full(), by=me(), at=now())
    except BadInput as refusal:
        return _show(imported, {refusal.field: errors.words(refusal)}, 422)
    return see(url_for("imports.show", import_id=import_id))


def decide(import_id: int) -> Any:
    """One question answered: as the list says, or left as it is."""
    imported = _find(import_id)
    row = answers.find_row(imported, request.form.get("row", 0, type=numbers.number))
    try:
        answers.decide(row, request.form.get("take") == "1", by=me(), at=now())
    except BadInput as refusal:
        return _show(imported, {"take": errors.words(refusal)}, 422)
    return see(url_for("imports.show", import_id=import_id, page=uploads.page_number()))


def confirm(import_id: int) -> Any:
    """Write it: all of it or nothing."""
    imported = _find(import_id)
    try:
        answers.confirm(imported, by=me(), at=now())
    except BadInput as refusal:
        return _show(imported, {refusal.field: errors.words(refusal)}, 422)
    return see(url_for("imports.show", import_id=import_id))


def drop(import_id: int) -> Any:
    """不导了."""
    receive.drop(_find(import_id), by=me(), at=now())
    return see(url_for("imports.index"))


def rejected(import_id: int) -> Response:
    """The rows that were not written, to put right and bring in again."""
    body = not_written.as_xlsx(_find(import_id), by=me(), at=now())
    return _download(body, f"not-written-{import_id}.xlsx", _XLSX)


def posting(form: str) -> Response:
    """Our collections that the marketing system does not know yet."""
    if form == "csv":
        body = posting_file.as_csv(my_station(), by=me(), at=now())
        return _download(body, "posting.csv", "text/csv; charset=utf-8")
    return _download(posting_file.as_xlsx(my_station(), by=me(), at=now()), "posting.xlsx", _XLSX)


def _find(import_id: int) -> ImportFile:
    return importfile.find(my_station().id, import_id)


def _index(wrong: dict[str, str], status: int) -> Any:
    parts = posting_file.unposted(my_station().id)
    return page(
        "imports/index.html",
        status=status,
        kinds=[(kind, _(KIND_WORDS[kind])) for kind in KINDS],
        chosen=request.form.get("kind", ""),
        period=request.form.get("period", ""),
        imports=importfile.latest(my_station().id),
        kind_words=KIND_WORDS,
        posting_count=len(parts),
        posting_fen=sum(part.fen for part in parts),
        errors=wrong,
    )


def _show(imported: ImportFile, wrong: dict[str, str], status: int) -> Any:
    read = imported.parsed_at is not None
    number = uploads.page_number()
    return page(
        "imports/show.html",
        "imports/_state.html",
        status=status,
        imported=imported,
        kind_word=_(KIND_WORDS[imported.kind]),
        job=preview.job_of(imported),
        again=receive.already_loaded(imported) if read else None,
        shown=preview.not_written(imported, number) if read else None,
        number=number,
        open_questions=preview.open_questions(imported) if read else 0,
        taken=preview.taken(imported) if read else 0,
        typed=request.form,
        errors=wrong,
        wrong=_failure(imported),
    )


def _failure(imported: ImportFile) -> str:
    return errors.words(Refusal(imported.failure)) if imported.failure else ""


def _download(body: bytes, filename: str, kind: str) -> Response:
    return Response(
        body, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{filename}"'}
    )
