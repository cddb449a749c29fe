"""Reading an uploaded file into staged rows. Long work: it runs in a child process.

Nothing but the staging tables is written, in short steps.
"""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from app.bulk import insert_rows
from app.clock import business_day
from app.db import transaction
from app.exchange import judge, station_facts, typed
from app.exchange.customer_list.stored import compared, district_ids
from app.exchange.header import Header, read_header
from app.exchange.importfile import ASK, DUPLICATE, NEW, FilePart, ImportFile, StagedRow
from app.exchange.pace import in_steps, steps
from app.exchange.readers.opening import open_table
from app.exchange.receive import forget_bytes
from app.exchange.refusals import FileRefused
from app.exchange.rows.customers import CustomerRow
from app.exchange.rows.problem import RowProblem
from app.exchange.rows.staging import Stage
from app.exchange.rows.tally import Tally
from app.jobs.runner import Progress
from app.station import settings

_FIELDS = (
    StagedRow.import_file, StagedRow.row_number, StagedRow.verdict, StagedRow.account_no,
    StagedRow.period, StagedRow.name, StagedRow.data, StagedRow.cells, StagedRow.field,
    StagedRow.cell, StagedRow.reason, StagedRow.advice, StagedRow.asked_by,
)  # fmt: skip


def parse(imported: ImportFile, progress: Progress, *, at: datetime) -> ImportFile:
    """Read the file and judge its rows by the books as they are. A file that can't be read is
    marked failed with the words for the person; started again, it begins from the start."""
    _clear_dropped(imported.station_id)
    clear(imported)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        _fetch(imported, path)
        try:
            header = read_header(
                open_table(path, imported.filename), imported.kind, imported.period
            )
            tally = _stage(imported, header, progress, at)
        except FileRefused as refused:
            clear(imported)
            return _ended(imported, failed_at=at, failure=refused.words)
    _keep(imported, header, tally)
    judge.judge(ImportFile.get_by_id(imported.id), at=at)
    return _ended(imported, parsed_at=at)


def clear(imported: ImportFile) -> None:
    """Delete the staged rows, in steps."""
    query = StagedRow.select(StagedRow.id).where(StagedRow.import_file == imported)
    ids = [id_ for (id_,) in query.order_by(StagedRow.id).tuples().iterator()]
    in_steps(ids, lambda some: StagedRow.delete().where(StagedRow.id.in_(some)).execute())


def _clear_dropped(station_id: int) -> None:
    """Delete the staged rows of imports that came to nothing."""
    staged_for = StagedRow.select(StagedRow.import_file).distinct()
    dropped = ImportFile.select().where(
        (ImportFile.station == station_id)
        & ImportFile.dropped_at.is_null(False)
        & ImportFile.id.in_(staged_for)
    )
    for imported in list(dropped):
        clear(imported)


def _fetch(imported: ImportFile, path: Path) -> None:
    """Put the stored pieces together again."""
    pieces = FilePart.select(FilePart.body).where(FilePart.import_file == imported)
    with path.open("wb") as file:
        for (body,) in pieces.order_by(FilePart.n).tuples().iterator():
            file.write(bytes(body))


def _stage(imported: ImportFile, header: Header, progress: Progress, at: datetime) -> Tally:
    """Store every data row with what is wrong with it."""
    in_force = settings.of(imported.station_id, business_day(at))
    stage = Stage(header, station_facts.known(imported.station_id, imported.kind, in_force))
    done = 0
    for step in steps(_judged(imported, stage)):
        with transaction():
            insert_rows(_FIELDS, step)
        done += len(step)
        progress(done, 0)
    return stage.tally


def _judged(imported: ImportFile, stage: Stage) -> Iterator[tuple[Any, ...]]:
    """The values to store. Customers are compared at once, since there may be very many; lists
    of money are compared as a whole when they are there (judge.py), which may raise questions
    about good rows too, so that their cells are kept as well."""
    if imported.kind != "customers":
        for one in stage:
            if isinstance(one, RowProblem):
                yield _problem(imported, one)
            else:
                yield _good(imported, one, NEW, stage.cells)
        return
    districts = district_ids(imported.station_id)
    for piece in steps(stage, 500):
        good = [(n, one) for n, one in enumerate(piece) if isinstance(one, CustomerRow)]
        found = compared(imported.station_id, good, districts)
        verdicts = {n: verdict for n, _, _, verdict, _ in found}
        for n, one in enumerate(piece):
            if isinstance(one, RowProblem):
                yield _problem(imported, one)
            else:
                yield _good(imported, one, verdicts[n])


def _good(
    imported: ImportFile, row: Any, verdict: str, cells: list[str] | None = None
) -> tuple[Any, ...]:
    data = typed.pack(imported.kind, row)
    period = getattr(row, "period", None)
    return (
        imported.id, row.row_number, verdict, row.account_no, period, row.name, data, cells,
        "", "", "", "", "",
    )  # fmt: skip


def _problem(imported: ImportFile, problem: RowProblem) -> tuple[Any, ...]:
    data = typed.pack(imported.kind, problem.row) if problem.row is not None else None
    cells = None if problem.verdict == DUPLICATE else list(problem.cells)
    return (
        imported.id, problem.row_number, problem.verdict, problem.account_no, problem.period,
        problem.name_cell, data, cells, problem.field, problem.cell, problem.reason,
        problem.advice, "file" if problem.verdict == ASK else "",
    )  # fmt: skip


def _keep(imported: ImportFile, header: Header, tally: Tally) -> None:
    """Remember what the preview says of the file."""
    skipped = tally.skipped
    head = {
        "row": header.row_number,
        "cells": list(header.cells),
        "columns": header.columns,
        "titles": list(header.titles),
        "note": header.table.note,
        "unused": header.unused,
        "sheet": header.sheet.name,
    }
    notes = {
        "changes": tally.notes(),
        "blanks": skipped.blanks,
        "heads": skipped.heads,
        "sums": [word for _, word, _ in skipped.sums],
    }
    sums = {"good": tally.fen, "file": tally.file_fen}
    ImportFile.update(head=head, notes=notes, sums=sums).where(
        ImportFile.id == imported.id
    ).execute()


def _ended(imported: ImportFile, **told: Any) -> ImportFile:
    """Say how reading ended, and forget the file's bytes."""
    ImportFile.update(told).where(ImportFile.id == imported.id).execute()
    forget_bytes(imported.id)
    return ImportFile.get_by_id(imported.id)
