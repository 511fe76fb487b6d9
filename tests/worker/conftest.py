"""A real broker, and workers that can be killed."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from kombu import Connection
from pytest_django import Settings

from procurement.core.tasks import run_job

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60
Enqueue = Callable[[str], object]


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory with a short path, because a socket's name must be short."""
    path = Path(tempfile.mkdtemp(prefix="kring-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def broker(place: Path) -> Iterator[str]:
    """Address of the broker: the one of the environment, or a Redis of this test."""
    given = os.environ.get("CELERY_BROKER_URL", "")
    if given.startswith("redis"):
        yield given
        return
    path = place / "redis.sock"
    command = ["redis-server", "--port", "0", "--unixsocket", str(path), "--save", "", "--dir", str(place)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        url = f"redis+socket://{path}"
        with Connection(url) as line:
            line.ensure_connection(max_retries=50, interval_start=0.1, interval_step=0, interval_max=0.1)
        yield url
        server.terminate()


@pytest.fixture
def queue() -> str:
    """A queue of this test alone: other workers may use the same broker."""
    return f"test-{os.getpid()}-{os.urandom(4).hex()}"


@pytest.fixture
def enqueue(broker: str, queue: str) -> Enqueue:
    """Hand a job to the broker, as the web process does."""

    def send(job_id: str) -> None:
        with Connection(broker) as line:
            run_job.apply_async((job_id,), connection=line, queue=queue)

    return send


@pytest.fixture
def listener(place: Path) -> Iterator[socket.socket]:
    """Where a job tells that it halts."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place / "test.sock"))
        server.listen()
        server.settimeout(PATIENCE_SECONDS)
        yield server


@pytest.fixture
def start_worker(
    broker: str, queue: str, place: Path, settings: Settings
) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start a real worker on the database of the tests; all of them end with the test."""
    settings.MEDIA_ROOT = str(place / "media")
    at = connection.settings_dict
    login = f"{at['USER']}:{at['PASSWORD']}@" if at["USER"] else ""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "procurement.settings.test",
        "DATABASE_URL": f"postgresql://{login}/{at['NAME']}?host={at['HOST']}",
        "CELERY_BROKER_URL": broker,
        "MEDIA_ROOT": settings.MEDIA_ROOT,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "celery", "-A", "tests.worker.celery_app", "worker"]
    options = ["--concurrency", "1", "--queues", queue, "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        name = f"{queue}-{len(started)}"
        with (place / f"{name}.log").open("wb") as log:
            worker = subprocess.Popen(
                [*command, *options, "--hostname", f"{name}@kring"],
                cwd=ROOT,
                env=env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        kill(worker)
    for log in sorted(place.glob("*.log")):
        sys.stdout.write(log.read_text(errors="replace"))  # shown when the test fails


def kill(worker: subprocess.Popen[bytes]) -> None:
    """End a worker and its children at once, as a machine that loses power does."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(PATIENCE_SECONDS)
