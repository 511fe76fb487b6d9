"""Celery tasks of the core: thin, with ids as arguments; what they do stands in the services."""

from celery import shared_task

from procurement.core.services import files, jobs, notifications


@shared_task(name="core.run_job")
def run_job(job_id: str) -> None:
    """Do one background job."""
    jobs.run(job_id)


@shared_task(name="core.requeue_silent_jobs")
def requeue_silent_jobs() -> None:
    """Offer jobs again that no worker took or whose worker is gone."""
    jobs.requeue_silent(enqueue=run_job.delay)


@shared_task(name="core.send_notifications")
def send_notifications() -> None:
    """Mail what waits in the outbox."""
    notifications.send_waiting()


@shared_task(name="core.remind_of_terms")
def remind_of_terms() -> None:
    """Tell each person what of their work falls due."""
    notifications.remind_of_terms()


@shared_task(name="core.remove_leftovers")
def remove_leftovers() -> None:
    """Remove files on disk that belong to nothing."""
    files.remove_leftovers()
