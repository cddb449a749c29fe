"""Reading the staged rows of an import back, in short pieces."""

from collections.abc import Iterator
from typing import Any

from app.exchange import typed
from app.exchange.importfile import ASK, CHANGED, NEW, REJECT, SAME, ImportFile, StagedRow
from app.exchange.pace import in_steps

_PIECE = 2000


def to_write(imported: ImportFile, *, judging: bool = False) -> Iterator[tuple[StagedRow, Any]]:
    """Each row that is to be written with its typed row, in the file's order: good ones, and
    those that a person took. When judging also those that our books raised a question about."""
    open_ones = StagedRow.data.is_null(False) & (
        (StagedRow.verdict != ASK) | (StagedRow.taken == True)  # noqa: E712
    )
    if judging:
        open_ones |= StagedRow.asked_by == "books"
    for row in _pieces(imported, open_ones):
        yield row, typed.unpack(imported.kind, row.data)


def taken(imported: ImportFile) -> Iterator[tuple[StagedRow, Any]]:
    """The rows that a person took, with their typed rows."""
    for row in _pieces(imported, StagedRow.taken == True):  # noqa: E712
        yield row, typed.unpack(imported.kind, row.data)


def forget_written(imported: ImportFile) -> None:
    """Delete the rows of an applied list that raised no question: they are in the live tables."""
    mine = (StagedRow.import_file == imported) & StagedRow.verdict.in_((NEW, CHANGED, SAME))
    ids = [id_ for (id_,) in StagedRow.select(StagedRow.id).where(mine).tuples().iterator()]
    in_steps(ids, lambda some: StagedRow.delete().where(StagedRow.id.in_(some)).execute())


def not_told(imported: ImportFile) -> list[tuple[str, str, int | None]]:
    """(account_no, name, period) of rows that are rejected or not decided for: what they speak
    of is never missing. Rows that our books ask about are listed all the same."""
    query = StagedRow.select(StagedRow.account_no, StagedRow.name, StagedRow.period).where(
        (StagedRow.import_file == imported)
        & (
            (StagedRow.verdict == REJECT)
            | (
                (StagedRow.verdict == ASK)
                & (StagedRow.taken.is_null() | (StagedRow.taken == False))  # noqa: E712
            )
        )
    )
    return list(query.tuples())


def _pieces(imported: ImportFile, condition: Any) -> Iterator[StagedRow]:
    last = 0
    while True:
        piece = list(
            StagedRow.select()
            .where((StagedRow.import_file == imported) & (StagedRow.id > last) & condition)
            .order_by(StagedRow.id)
            .limit(_PIECE)
        )
        yield from piece
        if len(piece) < _PIECE:
            return
        last = piece[-1].id
