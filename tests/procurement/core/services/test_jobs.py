"""Background jobs: once, fenced, seen to end."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from procurement.core import clock
from procurement.core.extension_points import JOB_KINDS, JobFile, JobKind
from procurement.core.models import AuditEvent, BackgroundJob, JobStatus, StoredFile
from procurement.core.models.job import MAX_ATTEMPTS, SILENCE, WAITED
from procurement.core.services import files, jobs
from tests.cast import Cast
from tests.factories.files import PDF

Run = Callable[[BackgroundJob, Callable[[int, str], None]], Any]


@pytest.fixture
def add_kind() -> Iterator[Callable[[Run], str]]:
    """Register a kind of job for one test."""

    def add(run: Run) -> str:
        JOB_KINDS["test.job"] = JobKind("Proefdocument", run)
        return "test.job"

    yield add
    dict.pop(JOB_KINDS, "test.job", None)


@pytest.fixture
def sent() -> list[str]:
    """The ids that were handed to the broker."""
    return []


def ask(cast: Cast, sent: list[str], *, fingerprint: str = "f" * 64, **params: Any) -> BackgroundJob:
    return jobs.request_job(
        "test.job",
        fingerprint=fingerprint,
        actor=cast.buyer,
        organisation=cast.organisation,
        params=params,
        enqueue=sent.append,
    )


def fresh(job: BackgroundJob) -> BackgroundJob:
    return BackgroundJob.objects.get(pk=job.pk)


def age(job: BackgroundJob, by: timedelta) -> None:
    BackgroundJob.objects.filter(pk=job.pk).update(heartbeat_at=clock.real_now() - by - timedelta(seconds=1))


def test_asking_makes_one_job_and_offers_it_after_the_commit(
    cast: Cast,
    add_kind: Callable[[Run], str],
    sent: list[str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    add_kind(lambda job, report: None)

    with django_capture_on_commit_callbacks(execute=True):
        first, second = ask(cast, sent), ask(cast, sent)

    assert first == second
    assert sent == [str(first.pk)]
    assert AuditEvent.objects.get().action == "job.requested"
    assert (first.status, first.title, first.is_open) == (JobStatus.QUEUED, "Proefdocument", True)


def test_another_person_or_other_content_is_another_job(
    cast: Cast, add_kind: Callable[[Run], str], sent: list[str]
) -> None:
    add_kind(lambda job, report: None)

    mine, other = ask(cast, sent), ask(cast, sent, fingerprint="e" * 64, title="Leidraad")
    theirs = jobs.request_job(
        "test.job",
        fingerprint="f" * 64,
        actor=cast.reader,
        organisation=cast.organisation,
        params={},
        enqueue=sent.append,
    )

    assert len({mine.pk, other.pk, theirs.pk}) == 3
    assert other.title == "Leidraad"
    assert list(BackgroundJob.objects.of(cast.reader)) == [theirs]


def test_a_job_without_a_broker_stays_queued(
    cast: Cast, add_kind: Callable[[Run], str], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    add_kind(lambda job, report: None)

    def broken(job_id: str) -> None:
        raise ConnectionError("no broker")

    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        job = jobs.request_job(
            "test.job",
            fingerprint="f" * 64,
            actor=cast.buyer,
            organisation=cast.organisation,
            params={},
            enqueue=broken,
        )

    assert len(callbacks) == 1
    assert fresh(job).status == JobStatus.QUEUED


def test_the_result_is_stored_and_the_job_done(
    cast: Cast, add_kind: Callable[[Run], str], sent: list[str], file_kind: str
) -> None:
    seen: list[tuple[int, str]] = []
    kept: list[StoredFile] = []

    def run(job: BackgroundJob, report: Callable[[int, str], None]) -> JobFile:
        report(40, "Hoofdstukken opmaken")
        now = fresh(job)
        seen.append((now.percent, now.step))
        return JobFile(PDF, name="proef.pdf", kind=file_kind, target_id=1, keep=kept.append)

    add_kind(run)
    job = ask(cast, sent)

    jobs.run(str(job.pk))

    done = fresh(job)
    assert seen == [(40, "Hoofdstukken opmaken")]
    assert (done.status, done.percent, done.is_open) == (JobStatus.DONE, 100, False)
    assert files.content_of(done.result) == PDF
    assert kept == [done.result]
    assert done.finished_at is not None


def test_the_same_content_is_not_made_twice(
    cast: Cast, add_kind: Callable[[Run], str], sent: list[str], file_kind: str
) -> None:
    add_kind(lambda job, report: JobFile(PDF, name="proef.pdf", kind=file_kind, target_id=1))
    job = ask(cast, sent)
    jobs.run(str(job.pk))

    again = ask(cast, sent)

    assert again == job
    assert BackgroundJob.objects.newest("test.job", "f" * 64, person=cast.buyer) == job


def test_a_second_delivery_does_nothing(cast: Cast, add_kind: Callable[[Run], str], sent: list[str]) -> None:
    runs: list[str] = []
    add_kind(lambda job, report: runs.append("run"))
    job = ask(cast, sent)

    jobs.run(str(job.pk))
    jobs.run(str(job.pk))

    assert runs == ["run"]
    assert fresh(job).attempt == 1


def test_a_failure_gives_a_sentence_with_a_reference_and_nothing_of_the_fault(
    cast: Cast, add_kind: Callable[[Run], str], sent: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def run(job: BackgroundJob, report: Callable[[int, str], None]) -> None:
        raise ValueError("bid of 412500 euro")

    add_kind(run)
    job = ask(cast, sent)

    with caplog.at_level(logging.ERROR):
        jobs.run(str(job.pk))

    failed = fresh(job)
    assert failed.status == JobStatus.FAILED
    assert failed.error == (
        f"Dit is niet gelukt. Probeer het opnieuw; lukt het dan niet, meld dan het kenmerk. "
        f"Kenmerk: {failed.reference}."
    )
    assert "412500" not in failed.error
    assert failed.reference in caplog.text
    assert not StoredFile.objects.exists()


def test_a_job_that_takes_too_long_says_so(cast: Cast, add_kind: Callable[[Run], str], sent: list[str]) -> None:
    def run(job: BackgroundJob, report: Callable[[int, str], None]) -> None:
        raise SoftTimeLimitExceeded

    add_kind(run)
    job = ask(cast, sent)

    jobs.run(str(job.pk))

    assert fresh(job).error.startswith("Dit duurde te lang en is gestopt. Kenmerk: ")


def test_what_belongs_to_the_result_happens_with_it_or_not_at_all(
    cast: Cast, add_kind: Callable[[Run], str], sent: list[str], file_kind: str
) -> None:
    def keep(stored: StoredFile) -> None:
        raise RuntimeError("the letter cannot be linked")

    add_kind(lambda job, report: JobFile(PDF, name="proef.pdf", kind=file_kind, target_id=1, keep=keep))
    job = ask(cast, sent)

    jobs.run(str(job.pk))

    assert fresh(job).status == JobStatus.FAILED
    assert not StoredFile.objects.exists()


def test_a_failed_job_can_be_asked_for_again(cast: Cast, add_kind: Callable[[Run], str], sent: list[str]) -> None:
    outcomes: Iterator[Any] = iter([ValueError("once"), None])

    def run(job: BackgroundJob, report: Callable[[int, str], None]) -> None:
        outcome = next(outcomes)
        if outcome:
            raise outcome

    add_kind(run)
    first = ask(cast, sent)
    jobs.run(str(first.pk))

    second = jobs.retry(fresh(first), actor=cast.buyer, enqueue=sent.append)
    jobs.run(str(second.pk))

    assert second.pk != first.pk
    assert (fresh(first).status, fresh(second).status) == (JobStatus.FAILED, JobStatus.DONE)


def test_an_attempt_that_was_given_up_writes_nothing(
    cast: Cast, add_kind: Callable[[Run], str], sent: list[str], file_kind: str
) -> None:
    def run(job: BackgroundJob, report: Callable[[int, str], None]) -> JobFile:
        # Meanwhile the beat task found this worker silent, and another one took the job.
        BackgroundJob.objects.filter(pk=job.pk).update(attempt=job.attempt + 1)
        return JobFile(PDF, name="proef.pdf", kind=file_kind, target_id=1)

    add_kind(run)
    job = ask(cast, sent)

    jobs.run(str(job.pk))

    assert (fresh(job).status, fresh(job).attempt) == (JobStatus.RUNNING, 2)
    assert not StoredFile.objects.exists()


def test_an_attempt_that_was_given_up_stops_at_its_next_report(
    cast: Cast, add_kind: Callable[[Run], str], sent: list[str]
) -> None:
    reached: list[str] = []

    def run(job: BackgroundJob, report: Callable[[int, str], None]) -> None:
        BackgroundJob.objects.filter(pk=job.pk).update(attempt=job.attempt + 1)
        report(50, "halverwege")
        reached.append("further")

    add_kind(run)
    job = ask(cast, sent)

    jobs.run(str(job.pk))

    assert reached == []
    assert fresh(job).percent == 0


def test_hold_locks_the_job_for_an_effect(cast: Cast, add_kind: Callable[[Run], str], sent: list[str]) -> None:
    def run(job: BackgroundJob, report: Callable[[int, str], None]) -> None:
        with transaction.atomic():
            jobs.hold(job)
        BackgroundJob.objects.filter(pk=job.pk).update(attempt=job.attempt + 1)
        with transaction.atomic(), pytest.raises(jobs.JobLost):
            jobs.hold(job)

    add_kind(run)
    job = ask(cast, sent)

    jobs.run(str(job.pk))

    assert fresh(job).status == JobStatus.RUNNING


@pytest.mark.parametrize(
    ("status", "quiet"), [(JobStatus.QUEUED, WAITED), (JobStatus.RUNNING, SILENCE)], ids=["waits", "silent"]
)
def test_a_job_that_waits_or_is_silent_is_offered_again(
    cast: Cast,
    add_kind: Callable[[Run], str],
    sent: list[str],
    status: JobStatus,
    quiet: timedelta,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    add_kind(lambda job, report: None)
    job = ask(cast, sent)
    BackgroundJob.objects.filter(pk=job.pk).update(status=status, attempt=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.requeue_silent(enqueue=sent.append) == 0
    age(job, quiet)

    with django_capture_on_commit_callbacks(execute=True):
        touched = jobs.requeue_silent(enqueue=sent.append)

    assert touched == 1
    assert sent == [str(job.pk)]
    assert fresh(job).status == JobStatus.QUEUED


def test_a_job_whose_worker_dies_each_time_is_parked_and_seen(
    cast: Cast, add_kind: Callable[[Run], str], sent: list[str]
) -> None:
    add_kind(lambda job, report: None)
    job = ask(cast, sent)
    for _ in range(MAX_ATTEMPTS):
        assert BackgroundJob.objects.claim(str(job.pk), now=clock.real_now())
        age(job, SILENCE)
        assert jobs.requeue_silent(enqueue=sent.append) == 1

    parked = fresh(job)
    assert parked.status == JobStatus.PARKED
    assert parked.error == f"Dit is na 3 pogingen gestopt. Kenmerk: {parked.reference}."
    assert parked.can_retry
    assert jobs.requeue_silent(enqueue=sent.append) == 0


@pytest.mark.django_db(transaction=True)
def test_a_long_step_shows_that_the_worker_lives(
    cast: Cast, add_kind: Callable[[Run], str], sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "HEARTBEAT_SECONDS", 0.01)
    beats: list[bool] = []

    def run(job: BackgroundJob, report: Callable[[int, str], None]) -> None:
        age(job, SILENCE)
        limit = clock.real_now() + timedelta(seconds=10)
        while not beats and clock.real_now() < limit:
            if not BackgroundJob.objects.waiting_too_long(clock.real_now()).exists():
                beats.append(True)

    add_kind(run)
    job = ask(cast, sent)

    jobs.run(str(job.pk))

    assert beats == [True]
    assert fresh(job).status == JobStatus.DONE
