"""The Python environment in .venv, exactly as the lock files in requirements/ say."""

from __future__ import annotations

import enum
import fcntl
import hashlib
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from machine import say
from machine.errors import MachineError
from machine.paths import TOP

STAMP = "kring-lock"


class Lock(enum.Enum):
    """Which lock file the environment follows; both hold all of Kring's own needs."""

    BASE = "base.txt"
    TEST = "test.txt"


def environment_path(checkout: Path = TOP) -> Path:
    """Return where the environment of a checkout stands."""
    return checkout / ".venv"


def python(checkout: Path = TOP) -> Path:
    """Return the interpreter of the environment."""
    return environment_path(checkout) / "bin" / "python"


def fingerprint(lock: Lock, checkout: Path = TOP) -> str:
    """Return what the environment is to hold, as a hash over the lock files and the version of Python."""
    digest = hashlib.sha256(f"{lock.value} {sys.version_info[:2]}".encode())
    for path in _lock_files(lock, checkout):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _lock_files(lock: Lock, checkout: Path) -> tuple[Path, Path]:
    """uv itself is in a lock of its own; without it a synchronisation would remove it."""
    return checkout / "requirements" / lock.value, checkout / "requirements" / "tools.txt"


@contextmanager
def _alone(checkout: Path) -> Iterator[None]:
    """Hold the checkout for one set-up at a time: `make test` beside `make demo` is allowed."""
    (checkout / ".kring").mkdir(exist_ok=True)
    with (checkout / ".kring" / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure(lock: Lock, checkout: Path = TOP) -> None:
    """Bring the environment in line with the lock; does nothing when it is.

    An environment that once got the test packages keeps them: `make demo` takes nothing from `make test`.

    Raises:
        MachineError: a package could not be fetched or does not match its hash.
    """
    environment = environment_path(checkout)
    with _alone(checkout):
        if (environment / "bin" / "pytest").exists():
            lock = Lock.TEST
        stamp = environment / STAMP
        wanted = fingerprint(lock, checkout)
        if stamp.exists() and stamp.read_text() == wanted and python(checkout).exists():
            return
        say.fact("python", f"installing requirements/{lock.value} in .venv")
        stamp.unlink(missing_ok=True)
        if not _works(python(checkout)):
            _run([sys.executable, "-m", "venv", "--clear", os.fspath(environment)], os.environ)
        _install(lock, checkout)
        stamp.write_text(wanted)


def _works(interpreter: Path) -> bool:
    """Return whether this is a Python of our version with a pip; an upgrade of the system breaks it."""
    asked = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    try:
        done = subprocess.run([interpreter, "-c", asked], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return done.returncode == 0


def _install(lock: Lock, checkout: Path) -> None:
    interpreter = os.fspath(python(checkout))
    uv = environment_path(checkout) / "bin" / "uv"
    wanted, tools = _lock_files(lock, checkout)
    quiet = ["--quiet", "--disable-pip-version-check"]
    _run([interpreter, "-m", "pip", "install", *quiet, "--require-hashes", "-r", os.fspath(tools)], os.environ)
    command = [os.fspath(uv), "pip", "sync", "--quiet", "--python", interpreter, "--compile-bytecode"]
    command += ["--require-hashes", os.fspath(wanted), os.fspath(tools)]
    _run(command, _uv_environment(interpreter))


def _uv_environment(interpreter: str) -> Mapping[str, str]:
    """Return the environment in which uv asks the same package index as pip does on this machine.

    uv reads neither pip's settings nor, unasked, the certificates of the system; behind the proxy of an
    office both are needed.
    """
    env = dict(os.environ)
    env.setdefault("UV_SYSTEM_CERTS", "true")
    shown = subprocess.run(
        [interpreter, "-m", "pip", "config", "list"], capture_output=True, text=True, stdin=subprocess.DEVNULL
    ).stdout
    settings = pip_settings(shown)
    if "index-url" in settings and not {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & set(env):
        env["UV_DEFAULT_INDEX"] = settings["index-url"]
    return env


def pip_settings(shown: str) -> dict[str, str]:
    """Return the settings in `pip config list`: the environment before [install] before [global]."""
    ranks = {"global": 0, "install": 1, ":env:": 2}
    found: dict[str, tuple[int, str]] = {}
    for each in shown.splitlines():
        key, _, quoted = each.partition("=")
        section, _, name = key.rpartition(".")
        value = "".join(shlex.split(quoted))
        rank = ranks.get(section, -1)
        if rank >= 0 and rank >= found.get(name, (-1, ""))[0]:
            found[name] = (rank, value)
    return {name: value for name, (_, value) in found.items()}


def _run(command: list[str], env: Mapping[str, str]) -> None:
    done = subprocess.run(
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise MachineError(f"{shlex.join(command)} ended with status {done.returncode}:\n{done.stdout.strip()}")
