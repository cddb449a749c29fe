"""What the worker's child process does for imports (jobs.runner)."""

from app.clock import Clock
from app.exchange.answer import judge_answered
from app.exchange.apply import apply
from app.exchange.importfile import ImportFile
from app.exchange.parse import parse
from app.exchange.refusals import FileRefused
from app.jobs.job import Job
from app.jobs.runner import Progress, Runner


def runners(clock: Clock) -> dict[str, Runner]:
    """Kind of job -> what runs it."""

    def run_parse(job: Job, progress: Progress) -> dict[str, int]:
        imported = parse(_of(job), progress, at=clock())
        if imported.failed_at:
            raise FileRefused(imported.failure)
        return imported.counts or {}

    def run_judge(job: Job, progress: Progress) -> dict[str, int]:
        judge_answered(_of(job), at=clock())
        return _of(job).counts or {}

    def run_apply(job: Job, progress: Progress) -> dict[str, int]:
        return apply(_of(job), progress, at=clock()).effects or {}

    return {"import-parse": run_parse, "import-judge": run_judge, "import-apply": run_apply}


def _of(job: Job) -> ImportFile:
    return ImportFile.get_by_id(job.args["import"])
