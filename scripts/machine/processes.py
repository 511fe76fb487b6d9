"""Starting processes that cannot outlive us, ending them, and finding what an earlier run left behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from machine import kernel
from machine.paths import Account
from machine.signals import Stopped

# Every process of a run carries the run's directory in this variable: so it is found back after a kill -9.
MARK = "KRING_RUN"


def _before_exec(parent: int, death_signal: int) -> Callable[[], None]:
    def prepare() -> None:
        kernel.die_with_parent(death_signal)
        if os.getppid() != parent:  # it died between the fork and the line above
            os._exit(1)

    return prepare


def spawn(
    command: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: Path,
    output: IO[bytes] | None = None,
    user: Account | None = None,
    own_session: bool = True,
    keyboard: bool = False,
    death_signal: int = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a process that gets ``death_signal`` when this one dies.

    In a session of its own it does not feel the Ctrl-C of the terminal: we end it, in our order. ``keyboard``
    gives it our standard input.
    """
    return subprocess.Popen(
        [os.fspath(part) for part in command],
        env=dict(env),
        cwd=cwd,
        stdin=None if keyboard else subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        user=user.uid if user else None,
        group=user.gid if user else None,
        extra_groups=[] if user else None,
        start_new_session=own_session,
        preexec_fn=_before_exec(os.getpid(), death_signal),
    )


def foreground(command: Sequence[str], *, env: Mapping[str, str], cwd: Path, keyboard: bool = False) -> int:
    """Run a command with its output in view and return its exit status.

    It feels the Ctrl-C of the terminal as we do and is given time to clean up; other signals are passed on.

    Raises:
        Stopped: a signal ended us.
    """
    child = spawn(command, env=env, cwd=cwd, own_session=False, keyboard=keyboard)
    try:
        return child.wait()
    except Stopped as stopped:
        if stopped.number != signal.SIGINT:
            child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(15)
        raise


def finish(command: Sequence[str], *, env: Mapping[str, str]) -> tuple[int, str]:
    """Run a command that is better not broken off; return its exit status and all that it printed.

    A signal is heeded when the command is done.
    """
    with tempfile.TemporaryFile() as output:
        child = spawn(command, env=env, cwd=Path("/"), output=output)
        try:
            status = child.wait()
        except Stopped:
            child.wait()
            raise
        output.seek(0)
        return status, output.read().decode(errors="replace")


def end(process: subprocess.Popen[bytes], *, first: int = signal.SIGTERM, patience: float = 10.0) -> int:
    """End a child that leads its own session, its group with it; returns its exit status."""
    if process.poll() is None:
        process.send_signal(first)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def wait_until(condition: Callable[[], bool], *, seconds: float, every: float = 0.05) -> bool:
    """Return True as soon as the condition holds, False when it did not within the time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def _stat_fields(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat from the state on; the name before them may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def alive(pid: int) -> bool:
    """Return whether the process runs; a zombie does not."""
    try:
        return _stat_fields(pid)[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _all_pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def descendants(pid: int) -> set[int]:
    """Return every process below this one that still runs."""
    parents: dict[int, int] = {}
    for each in _all_pids():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            state, parent = _stat_fields(each)[:2]
            if state not in "ZX":
                parents[each] = int(parent)
    found: set[int] = set()
    grown = True
    while grown:
        below = {each for each, parent in parents.items() if parent == pid or parent in found}
        grown = below != found
        found = below
    return found


def marked(run: Path) -> set[int]:
    """Return the processes, ours excepted, that an earlier run with this directory started."""
    wanted = f"{MARK}={run}".encode()
    found = set()
    for each in _all_pids():
        with contextlib.suppress(OSError):
            if wanted in Path(f"/proc/{each}/environ").read_bytes().split(b"\0"):
                found.add(each)
    return {each for each in found if each != os.getpid() and alive(each)}


def working_in(directory: Path, *, program: str) -> set[int]:
    """Return the processes of a program in a directory: PostgreSQL and Redis stay in their data."""
    found = set()
    for each in _all_pids():
        with contextlib.suppress(OSError):
            name = Path(f"/proc/{each}/comm").read_text().strip()
            if name == program and os.readlink(f"/proc/{each}/cwd") == os.fspath(directory):
                found.add(each)
    return {each for each in found if alive(each)}


def end_all(find: Callable[[], Iterable[int]], *, first: int = signal.SIGTERM, patience: float = 10.0) -> bool:
    """Signal what ``find`` returns until it returns nothing; the hard way when patience is over."""
    for each_signal, seconds in ((first, patience), (signal.SIGKILL, 5.0)):
        pids = set(find())
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, each_signal)
        if wait_until(lambda: not set(find()), seconds=seconds):
            return True
    return False


def reap(*, except_for: set[int]) -> None:
    """Collect the exit status of adopted children that ended; those in ``except_for`` are waited for elsewhere."""
    for pid in _all_pids():
        with contextlib.suppress(OSError):
            if pid not in except_for and _stat_fields(pid)[:2] == ["Z", str(os.getpid())]:
                os.waitpid(pid, os.WNOHANG)
