"""Claims about long work: claimed once, told in words, restarted, and buried in the end."""

from datetime import timedelta

import pytest

from app.clock import Clock, fixed
from app.jobs import job, runner
from app.jobs.job import MOST_ATTEMPTS, SILENT, Job
from app.refusals import Refusal
from tests.world import MORNING

CLOCK: Clock = fixed(MORNING)
LATER = MORNING + SILENT + timedelta(seconds=1)


def queued(**args: object) -> Job:
    return job.queue("sum", args, station=None, by=None, at=MORNING)


def test_a_job_is_done_with_its_result_and_its_progress(database):
    made = queued(numbers=[1, 2])

    def add(claimed, progress):
        progress(1, 2)
        return sum(claimed.args["numbers"])

    assert runner.work(made.id, {"sum": add}, CLOCK)
    done = Job.get_by_id(made.id)
    assert (done.state, done.result, done.percent) == ("done", 3, 100)


def test_a_claimed_job_is_nobody_elses(database):
    made = queued()
    assert job.claim(made.id, MORNING)
    assert not runner.work(made.id, {"sum": lambda *_: 1}, CLOCK)
    assert Job.get_by_id(made.id).attempt == 1


@pytest.mark.parametrize(
    ("trouble", "message"),
    [
        (Refusal("文件里没有一行能用"), "文件里没有一行能用"),
        (MemoryError(), runner.NO_MEMORY),
        (ZeroDivisionError(), runner.BROKEN),
    ],
)
def test_what_goes_wrong_is_told_in_words(database, trouble, message, capsys):
    made = queued()

    def fail(*_):
        raise trouble

    assert not runner.work(made.id, {"sum": fail}, CLOCK)
    failed = Job.get_by_id(made.id)
    assert (failed.state, failed.message) == ("failed", message)
    assert ("Traceback" in capsys.readouterr().err) == isinstance(trouble, ZeroDivisionError)


def test_a_kind_that_nobody_knows_fails_with_a_sentence(database):
    made = queued()
    assert not runner.work(made.id, {}, CLOCK)
    assert Job.get_by_id(made.id).message == runner.UNKNOWN


def test_a_job_whose_worker_fell_silent_is_claimed_again(database):
    made = queued()
    job.claim(made.id, MORNING)
    assert job.waiting(MORNING) == []
    assert job.waiting(LATER) == [made.id]
    assert job.claim(made.id, LATER)


def test_a_sign_of_life_keeps_a_job(database):
    made = queued()
    job.claim(made.id, MORNING)
    job.heard(made.id, LATER)
    assert job.waiting(LATER) == []


def test_a_crash_is_tried_again_and_the_last_one_is_told(database):
    made = queued()
    for _ in range(MOST_ATTEMPTS):
        assert job.claim(made.id, MORNING)
        job.fallen(made.id, MORNING, blame=True)
    failed = Job.get_by_id(made.id)
    assert (failed.state, failed.message) == ("failed", job.TRIED_IN_VAIN)
    assert job.waiting(LATER) == []


def test_stopping_the_server_costs_a_job_no_attempt(database):
    made = queued()
    job.claim(made.id, MORNING)
    job.fallen(made.id, MORNING, blame=False)
    again = Job.get_by_id(made.id)
    assert (again.state, again.attempt) == ("queued", 0)


def test_what_fell_silent_at_its_last_attempt_does_not_hang_for_ever(database):
    made = queued()
    Job.update(state="running", attempt=MOST_ATTEMPTS, heard_at=MORNING).execute()
    job.give_up(MORNING)
    assert Job.get_by_id(made.id).state == "running"
    job.give_up(LATER)
    assert Job.get_by_id(made.id).message == job.TRIED_IN_VAIN
