"""A worker killed in the middle of a document: the job is done again, once, and there is never half a file."""

import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from procurement.core import clock
from procurement.core.extension_points import FILE_ACCESS, JOB_KINDS
from procurement.core.models import AuditEvent, BackgroundJob, JobStatus, StoredFile
from procurement.core.models.job import SILENCE
from procurement.core.services import files, jobs
from tests.cast import Cast
from tests.worker.conftest import PATIENCE_SECONDS, Enqueue, kill
from tests.worker.halting import CONTENT, HALTING, KIND, everyone

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
StartWorker = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def kind() -> Iterator[str]:
    """The kind of job that the worker knows."""
    JOB_KINDS[KIND], FILE_ACCESS[KIND] = HALTING, everyone
    yield KIND
    dict.__delitem__(JOB_KINDS, KIND)
    dict.__delitem__(FILE_ACCESS, KIND)


def halted(listener: socket.socket) -> tuple[socket.socket, str]:
    """Wait until the worker says where it is; the line to it, and what it said."""
    line, _address = listener.accept()
    line.settimeout(PATIENCE_SECONDS)
    return line, line.recv(100).decode()


def stop(worker: subprocess.Popen[bytes]) -> None:
    """Let the worker finish what it does, and end."""
    worker.send_signal(signal.SIGTERM)
    worker.wait(PATIENCE_SECONDS)


def pass_silence(job: BackgroundJob) -> None:
    """Let so much time pass that the worker counts as silent; its last transaction is rolled back by then."""
    with transaction.atomic():
        BackgroundJob.objects.select_for_update().get(pk=job.pk)
        silent_since = clock.real_now() - SILENCE - timedelta(seconds=1)
        BackgroundJob.objects.filter(pk=job.pk).update(heartbeat_at=silent_since)


@pytest.mark.parametrize("moment", ["building", "storing"])
def test_a_killed_worker_leaves_nothing_and_its_job_is_done_again(
    cast: Cast,
    kind: str,
    moment: str,
    listener: socket.socket,
    start_worker: StartWorker,
    enqueue: Enqueue,
) -> None:
    params = {"halt": moment, "socket": listener.getsockname()}
    first = start_worker()
    job = jobs.request_job(
        kind, fingerprint="f" * 64, actor=cast.buyer, organisation=cast.organisation, params=params, enqueue=enqueue
    )
    line, said = halted(listener)
    assert said == f"{moment} 1"

    kill(first)
    line.close()
    pass_silence(job)

    job.refresh_from_db()
    assert (job.status, job.percent, job.result) == (JobStatus.RUNNING, 50, None)
    assert not StoredFile.objects.exists()

    assert jobs.requeue_silent(enqueue=enqueue) == 1
    second = start_worker()
    line, said = halted(listener)
    assert said == f"{moment} 2"
    line.sendall(b"go")
    line.close()
    stop(second)

    job.refresh_from_db()
    assert (job.status, job.attempt) == (JobStatus.DONE, 2)
    stored = StoredFile.objects.get()
    assert job.result == stored
    assert files.content_of(stored) == CONTENT
    assert AuditEvent.objects.filter(action="file.stored").count() == 1


def test_a_worker_that_comes_back_from_the_dead_writes_nothing(
    cast: Cast, kind: str, listener: socket.socket, start_worker: StartWorker, enqueue: Enqueue
) -> None:
    params = {"halt": "building", "socket": listener.getsockname()}
    lost = start_worker()
    job = jobs.request_job(
        kind, fingerprint="f" * 64, actor=cast.buyer, organisation=cast.organisation, params=params, enqueue=enqueue
    )
    line, _said = halted(listener)
    pass_silence(job)
    jobs.requeue_silent(enqueue=lambda job_id: None)
    assert BackgroundJob.objects.claim(str(job.pk), now=clock.real_now()) == 2  # another worker

    line.sendall(b"go")
    line.close()
    stop(lost)

    job.refresh_from_db()
    assert (job.status, job.attempt, job.result) == (JobStatus.RUNNING, 2, None)
    assert not StoredFile.objects.exists()
