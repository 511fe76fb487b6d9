"""Background jobs: asked for once, claimed once, seen to end or to fail. The row is the truth, not the broker."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from procurement.core import audit, clock
from procurement.core.extension_points import JOB_KINDS, JobFile, Text
from procurement.core.models import BackgroundJob, JobStatus, StoredFile
from procurement.core.models.job import MAX_ATTEMPTS, OPEN
from procurement.core.services import files
from procurement.core.trouble import new_reference

logger = logging.getLogger(__name__)
# Well within the silence after which a job counts as lost.
HEARTBEAT_SECONDS = 20.0
Enqueue = Callable[[str], object]


class JobLost(RuntimeError):
    """This attempt was given up and another may have the job: stop, and write nothing."""


@transaction.atomic
def request_job(
    kind: str, *, fingerprint: str, actor: Any, organisation: Any, params: dict[str, Any], enqueue: Enqueue
) -> BackgroundJob:
    """Return this person's job for this content: the open one, the finished one that has its file, or a new one.

    fingerprint: SHA-256 over everything that decides the content. params: JSON values that ``run`` needs; a "title"
    in it is shown instead of the label of the kind. enqueue: ``procurement.core.tasks.run_job.delay``.

    Raises:
        KeyError: nobody registered ``kind``.
    """
    JOB_KINDS[kind]
    same = BackgroundJob.objects.filter(kind=kind, fingerprint=fingerprint, requested_by=actor)
    finished = same.filter(status=JobStatus.DONE, result__isnull=False).first()
    if finished:
        return finished
    now = clock.real_now()
    job, created = BackgroundJob.objects.get_or_create(
        kind=kind,
        fingerprint=fingerprint,
        requested_by=actor,
        status__in=OPEN,
        defaults={"organisation": organisation, "params": params, "created_at": now, "heartbeat_at": now},
    )
    if created:
        _offer_after_commit(str(job.pk), enqueue)
        audit.record("job.requested", actor=actor, target=job, kind=kind)
    return job


def retry(job: BackgroundJob, *, actor: Any, enqueue: Enqueue) -> BackgroundJob:
    """Ask again for a job that failed or was parked; returns the new job. The old row stays as it ended."""
    return request_job(
        job.kind,
        fingerprint=job.fingerprint,
        actor=actor,
        organisation=job.organisation,
        params=job.params,
        enqueue=enqueue,
    )


def run(job_id: str) -> None:
    """Do a queued job. A second delivery, or an attempt that was given up meanwhile, changes nothing."""
    attempt = BackgroundJob.objects.claim(job_id, now=clock.real_now())
    if attempt is None:
        logger.info("job %s was taken before", job_id)
        return
    job = BackgroundJob.objects.select_related("requested_by", "organisation").get(pk=job_id)
    try:
        with _beating(job):
            made = JOB_KINDS[job.kind].run(job, partial(_report, job))
            _finish(job, made)
    except JobLost:
        logger.info("job %s attempt %s was given up before it ended", job_id, attempt)
    except Exception as error:
        _fail(job, error)


def hold(job: BackgroundJob) -> None:
    """Lock the row of a running job for the rest of the transaction, before an effect that must happen once.

    Raises:
        JobLost: this attempt does not own the job any more.
        TransactionManagementError: called outside a transaction.
    """
    if not BackgroundJob.objects.held(str(job.pk), job.attempt).select_for_update().exists():
        raise JobLost(job.pk)


def requeue_silent(*, enqueue: Enqueue) -> int:
    """Offer again what waits too long or went silent; park what was tried often enough. Returns how many it touched."""
    waiting = BackgroundJob.objects.waiting_too_long(clock.real_now()).values_list("pk", flat=True)
    return sum(_requeue(str(pk), enqueue) for pk in list(waiting))


@transaction.atomic
def _requeue(job_id: str, enqueue: Enqueue) -> bool:
    now = clock.real_now()
    waiting = BackgroundJob.objects.waiting_too_long(now).select_for_update(skip_locked=True)
    job = waiting.filter(pk=job_id).first()
    if job is None:
        return False
    if job.status == JobStatus.RUNNING and job.attempt >= MAX_ATTEMPTS:
        job.status, job.finished_at, job.reference = JobStatus.PARKED, now, new_reference()
        with override("nl"):
            job.error = _("Dit is na %(attempts)s pogingen gestopt. Kenmerk: %(reference)s.") % {
                "attempts": job.attempt,
                "reference": job.reference,
            }
        job.save(update_fields=["status", "finished_at", "reference", "error"])
        logger.error("job %s of kind %s parked, reference %s", job.pk, job.kind, job.reference)
        return True
    job.status, job.heartbeat_at = JobStatus.QUEUED, now
    job.save(update_fields=["status", "heartbeat_at"])
    _offer_after_commit(job_id, enqueue)
    return True


def _offer_after_commit(job_id: str, enqueue: Enqueue) -> None:
    """Robust: without a broker the row stays queued, nobody sees an error, and the beat task offers it again."""

    def offer() -> None:  # no partial: Django asks a failing callback for its name
        enqueue(job_id)

    transaction.on_commit(offer, robust=True)


def _report(job: BackgroundJob, percent: int, step: Text = "") -> None:
    changed = BackgroundJob.objects.held(str(job.pk), job.attempt).update(
        percent=max(0, min(100, percent)), step=str(step)[:120], heartbeat_at=clock.real_now()
    )
    if not changed:
        raise JobLost(job.pk)


@transaction.atomic
def _finish(job: BackgroundJob, made: JobFile | StoredFile | None) -> None:
    hold(job)
    stored = _store(job, made) if isinstance(made, JobFile) else made
    BackgroundJob.objects.filter(pk=job.pk).update(
        status=JobStatus.DONE, percent=100, step="", result=stored, finished_at=clock.real_now()
    )


def _store(job: BackgroundJob, made: JobFile) -> StoredFile:
    if made.lock:
        made.lock()
    stored = files.store(
        made.content,
        name=made.name,
        kind=made.kind,
        target_id=made.target_id,
        organisation=job.organisation,
        actor=job.requested_by,
    )
    if made.keep:
        made.keep(stored)
    return stored


def _fail(job: BackgroundJob, error: Exception) -> None:
    reference = new_reference()
    logger.error("job %s of kind %s failed, reference %s", job.pk, job.kind, reference, exc_info=error)
    with override("nl"):
        sentence = (
            _("Dit duurde te lang en is gestopt.")
            if isinstance(error, SoftTimeLimitExceeded)
            else _("Dit is niet gelukt. Probeer het opnieuw; lukt het dan niet, meld dan het kenmerk.")
        )
        sentence = f"{sentence} {_('Kenmerk: %(reference)s.') % {'reference': reference}}"
    BackgroundJob.objects.held(str(job.pk), job.attempt).update(
        status=JobStatus.FAILED, error=sentence, reference=reference, finished_at=clock.real_now()
    )


@contextmanager
def _beating(job: BackgroundJob) -> Iterator[None]:
    """Show that the worker lives while one long step, such as laying out a document, reports nothing."""
    ended = threading.Event()
    thread = threading.Thread(target=_beat, args=(job, ended), name=f"heartbeat-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat(job: BackgroundJob, ended: threading.Event) -> None:
    try:
        while not ended.wait(HEARTBEAT_SECONDS):
            BackgroundJob.objects.held(str(job.pk), job.attempt).update(heartbeat_at=clock.real_now())
    finally:
        connection.close()
