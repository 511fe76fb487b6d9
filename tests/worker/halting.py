"""A kind of job that stops in the middle until the test says go."""

import socket
from collections.abc import Callable
from typing import Any

from procurement.core.extension_points import JobFile, JobKind
from procurement.core.models import BackgroundJob, StoredFile
from tests.factories.files import PDF

KIND = "test.halting"
CONTENT = PDF * 1000


def everyone(user: Any, ids: Any) -> set[int]:
    """Who may read the file: not what is tested here."""
    return set(ids)


def _halt(job: BackgroundJob, place: str) -> None:
    """Tell the test where this attempt is, and go on when it says so."""
    if job.params["halt"] != place:
        return
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(job.params["socket"])
        line.sendall(f"{place} {job.attempt}".encode())
        line.recv(2)


def _run(job: BackgroundJob, report: Callable[[int, str], None]) -> JobFile:
    report(50, "halverwege")
    _halt(job, "building")

    def keep(stored: StoredFile) -> None:
        _halt(job, "storing")

    return JobFile(CONTENT, name="proef.pdf", kind=KIND, target_id=1, keep=keep)


HALTING = JobKind("Proefdocument", _run)
