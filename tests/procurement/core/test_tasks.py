"""The tasks of the core as plain calls, and the names that the schedule uses."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from kombu import Connection
from kombu.exceptions import OperationalError

from procurement.celery import app
from procurement.core import clock, tasks
from procurement.core.extension_points import JOB_KINDS, JobKind
from procurement.core.models import BackgroundJob, JobStatus
from procurement.core.services import jobs
from tests.cast import Cast

Plug = Callable[[Any, str, Any], None]


def test_everything_on_the_schedule_is_a_task_of_kring() -> None:
    app.loader.import_default_modules()

    wanted = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert wanted <= set(app.tasks)
    assert {"core.run_job", "core.requeue_silent_jobs", "core.send_notifications"} <= set(app.tasks)


def test_each_task_runs_with_nothing_to_do(db: None) -> None:
    done = [
        task()
        for task in (
            tasks.requeue_silent_jobs,
            tasks.send_notifications,
            tasks.remind_of_terms,
            tasks.remove_leftovers,
        )
    ]

    assert done == [None] * 4


def test_a_job_runs_as_a_task(cast: Cast, plug: Plug) -> None:
    plug(JOB_KINDS, "test.task", JobKind("Proef", lambda job, report: None))
    now = clock.real_now() - timedelta(minutes=2)
    job = BackgroundJob.objects.create(
        kind="test.task", fingerprint="f", requested_by=cast.buyer, created_at=now, heartbeat_at=now
    )

    tasks.run_job(str(job.pk))

    job.refresh_from_db()
    assert job.status == JobStatus.DONE


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_gone_does_not_stop_who_asks(cast: Cast, plug: Plug) -> None:
    plug(JOB_KINDS, "test.task", JobKind("Proef", lambda job, report: None))
    refused: list[str] = []

    def enqueue(job_id: str) -> None:
        try:
            with Connection("redis://127.0.0.1:1/0") as line:
                tasks.run_job.apply_async((job_id,), connection=line)
        except OperationalError:
            refused.append(job_id)
            raise

    started = time.monotonic()
    with transaction.atomic():
        job = jobs.request_job(
            "test.task",
            fingerprint="f",
            actor=cast.buyer,
            organisation=cast.organisation,
            params={},
            enqueue=enqueue,
        )

    assert refused == [str(job.pk)]
    assert BackgroundJob.objects.get().status == JobStatus.QUEUED
    assert time.monotonic() - started < 5
