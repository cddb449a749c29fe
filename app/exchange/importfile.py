"""The tables of an import: the file as it came, and its rows as they are understood.

Nothing here touches what the station works with; only applying does (apply.py).
"""

from peewee import (
    JOIN,
    BlobField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from app.db import JsonField, Record, UtcField
from app.jobs.job import Job
from app.refusals import NotInSight
from app.station.people import Staff, Station

# What a row is found to be. Written are new and changed ones; the five counts of the preview
# are new + changed, same, duplicate, ask, reject, and add up to the file's data rows.
NEW, CHANGED, SAME, DUPLICATE, ASK, REJECT = (
    "new", "changed", "same", "duplicate", "ask", "reject",
)  # fmt: skip
VERDICTS = (NEW, CHANGED, SAME, DUPLICATE, ASK, REJECT)
NOT_WRITTEN = (DUPLICATE, ASK, REJECT)


class ImportFile(Record):
    """One uploaded list on its way in. Its state is told by which instants are set.

    period: what month a list without such a column is of. head: where the head stands and what
    it says. counts: verdict -> rows. sums: fen. notes: what was put right, with rows. effects:
    what applying does beside the rows (or did). as_of and full: the person's answers, never
    assumed. feed_seen: the newest list of the station when the rows were judged.
    """

    station = ForeignKeyField(Station)
    kind = CharField()
    filename = CharField()
    size = IntegerField()
    digest = CharField()
    period = IntegerField(null=True)
    by = ForeignKeyField(Staff, null=True, backref="+")
    made_at = UtcField()
    head = JsonField(null=True)
    counts = JsonField(null=True)
    sums = JsonField(null=True)
    notes = JsonField(null=True)
    effects = JsonField(null=True)
    feed_seen = IntegerField(default=0)
    parsed_at = UtcField(null=True)
    failed_at = UtcField(null=True)
    failure = TextField(default="")
    as_of = UtcField(null=True)
    full = BooleanField(null=True)
    answered_at = UtcField(null=True)
    confirmed_by = ForeignKeyField(Staff, null=True, backref="+")
    confirmed_at = UtcField(null=True)
    applied_at = UtcField(null=True)
    dropped_at = UtcField(null=True)
    job_id = IntegerField(null=True)

    class Meta:
        indexes = ((("station", "made_at"), False),)

    @property
    def state(self) -> str:
        """reading, failed, dropped, asking (not answered), judging, ready, applying, applied."""
        if self.applied_at:
            return "applied"
        if self.dropped_at:
            return "dropped"
        if self.failed_at:
            return "failed"
        if not self.parsed_at:
            return "reading"
        if self.confirmed_at:
            return "applying"
        if self.answered_at:
            return "ready"
        return "judging" if self.full is not None else "asking"

    def count(self, *verdicts: str) -> int:
        """How many rows have one of the verdicts."""
        counts: dict[str, int] = self.counts or {}
        return sum(counts.get(verdict, 0) for verdict in verdicts)


class FilePart(Record):
    """A piece of the file's bytes, kept until it has been read."""

    import_file = ForeignKeyField(ImportFile, index=False)
    n = IntegerField()
    body = BlobField()

    class Meta:
        indexes = ((("import_file", "n"), True),)


class StagedRow(Record):
    """One data row. `data` is the typed row, None when it can't be written; `cells` the row as
    it was, kept for rows that are not written.

    field, cell, reason, advice: as in RowProblem. asked_by: 'file' when the row itself raises
    the question, 'books' when what we know does. taken: a person's decision on a question.
    """

    import_file = ForeignKeyField(ImportFile, index=False)
    row_number = IntegerField()
    verdict = CharField()
    account_no = CharField(default="")
    period = IntegerField(null=True)
    name = TextField(default="")
    data = JsonField(null=True)
    cells = JsonField(null=True)
    field = CharField(default="")
    cell = TextField(default="")
    reason = TextField(default="")
    advice = TextField(default="")
    asked_by = CharField(default="")
    taken = BooleanField(null=True)
    decided_by = ForeignKeyField(Staff, null=True, backref="+")
    decided_at = UtcField(null=True)

    class Meta:
        indexes = ((("import_file", "verdict", "row_number"), False),)


def find(station_id: int, import_id: int) -> ImportFile:
    """The station's import with that id. Raises NotInSight."""
    found = ImportFile.get_or_none(
        (ImportFile.id == import_id) & (ImportFile.station == station_id)
    )
    if found is None:
        raise NotInSight()
    if found.state == "applying" and not is_being_written(found):
        # Its worker died for good: nothing was written, the person may confirm again.
        ImportFile.update(confirmed_at=None, confirmed_by=None).where(
            (ImportFile.id == import_id) & ImportFile.applied_at.is_null()
        ).execute()
        return ImportFile.get_by_id(import_id)
    return found


def is_being_written(imported: ImportFile) -> bool:
    """Whether somebody is at it: confirmed, not applied, and its worker has not failed."""
    if imported.state != "applying":
        return False
    failed = (Job.id == imported.job_id) & (Job.state == "failed")
    return not Job.select().where(failed).exists()


def latest(station_id: int, limit: int = 30) -> list[ImportFile]:
    """The station's imports, newest first, each with who uploaded it."""
    return list(
        ImportFile.select(ImportFile, Staff)
        .join(Staff, JOIN.LEFT_OUTER, on=(ImportFile.by == Staff.id), attr="by")
        .where(ImportFile.station == station_id)
        .order_by(ImportFile.id.desc())
        .limit(limit)
    )
