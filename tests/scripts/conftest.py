"""Fixtures for the scripts that run before anything is installed: a place for real servers, real programs."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from machine.paths import TOP


@contextmanager
def _short_directory() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="kring-tests-", dir="/var/tmp"))
    path.chmod(0o711 if os.geteuid() == 0 else 0o700)
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def short_directory() -> Callable[[], AbstractContextManager[Path]]:
    """Make a directory with a short path that the accounts of the servers may enter, unlike pytest's own."""
    return _short_directory


@pytest.fixture
def place() -> Iterator[Path]:
    """Such a directory for one test."""
    with _short_directory() as path:
        yield path


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a Python program that finds the modules of scripts/; it is killed when the test is over."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: str | Path, **options: object) -> subprocess.Popen[str]:
        env = dict(os.environ) | {"PYTHONPATH": str(TOP / "scripts"), "PYTHONUNBUFFERED": "1"}
        env.pop("MAKELEVEL", None)
        process: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            env=env | options.pop("env", {}),
            **options,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()
