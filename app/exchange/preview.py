"""What the screen shows of an import: the rows that are not written, a page at a time."""

from dataclasses import dataclass

from app.exchange.answer import can_take
from app.exchange.importfile import ASK, REJECT, ImportFile, StagedRow
from app.exchange.not_written import rows
from app.jobs.job import Job

PAGE = 30


@dataclass(frozen=True)
class Shown:
    """One page of rows that a person must look at, and how many pages there are."""

    rows: list[tuple[StagedRow, bool]]
    last: int


def not_written(imported: ImportFile, page: int) -> Shown:
    """Questions first, then the rejected, each with whether the list's word can be taken."""
    count = imported.count(ASK, REJECT)
    found = rows(imported).order_by(StagedRow.verdict, StagedRow.row_number)
    shown = list(found.limit(PAGE).offset((page - 1) * PAGE))
    return Shown([(row, can_take(row)) for row in shown], max(1, -(-count // PAGE)))


def open_questions(imported: ImportFile) -> int:
    """How many questions nobody has answered; they are left alone when the list is written."""
    asked = (StagedRow.import_file == imported) & (StagedRow.verdict == ASK)
    return StagedRow.select().where(asked & StagedRow.taken.is_null()).count()


def taken(imported: ImportFile) -> int:
    """How many questions were answered with: as the list says."""
    asked = (StagedRow.import_file == imported) & (StagedRow.verdict == ASK)
    return StagedRow.select().where(asked & StagedRow.taken).count()


def job_of(imported: ImportFile) -> Job | None:
    """The child process's job that works on it, if there is one."""
    return Job.get_or_none(Job.id == imported.job_id) if imported.job_id else None
