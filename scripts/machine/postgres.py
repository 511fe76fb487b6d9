"""A private PostgreSQL: a cluster of our own on a unix socket, with the binaries of the system."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from machine import processes
from machine.errors import MachineError
from machine.paths import Account, account, check_socket, private_directory

INSTALLED = Path("/usr/lib/postgresql")
ROLE = "postgres"
DATABASE = "kring"

# After a kill -9 the old backends hold the shared memory for a moment.
START_PATIENCE = 20.0


def version_of(bin_directory: Path) -> int:
    """Return the major version of the server in this directory, as ``15``."""
    shown = subprocess.run(
        [bin_directory / "postgres", "--version"],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    ).stdout
    found = re.search(r"\b(\d+)(?:\.\d+|devel|beta\d+|rc\d+)", shown)
    if not found:
        raise MachineError(f"{bin_directory}/postgres says {shown.strip()!r}; that is no version Kring knows.")
    return int(found[1])


def bin_directories() -> list[Path]:
    """Return the directories with a PostgreSQL server, the one to prefer first; PG_BIN goes before all."""
    chosen = os.environ.get("PG_BIN")
    if chosen:
        if not (Path(chosen) / "initdb").exists():
            raise MachineError(f"PG_BIN is {chosen}, but there is no initdb in it.")
        return [Path(chosen)]
    found = [path.parent for path in INSTALLED.glob("*/bin/initdb") if (path.parent / "postgres").exists()]
    found.sort(key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0, reverse=True)
    on_path = shutil.which("initdb")
    if on_path and not found:
        found.append(Path(on_path).resolve().parent)
    return found


class Cluster:
    """One PostgreSQL cluster in ``root``/data with its socket in ``root``/socket."""

    def __init__(self, root: Path, *, durable: bool) -> None:
        """``durable`` keeps what is committed over a crash; else the cluster is quick and for one run."""
        self.root = root
        self.data = root / "data"
        self.sockets = root / "socket"
        self.log = root / "postgres.log"
        self.durable = durable
        self.owner: Account | None = account(ROLE)
        self.process: subprocess.Popen[bytes] | None = None
        self.bin = Path()

    @property
    def url(self) -> str:
        """The address for Django, as DATABASE_URL."""
        return f"postgresql://{ROLE}@/{DATABASE}?host={quote(os.fspath(self.sockets), safe='/')}"

    def prepare(self) -> None:
        """Make the cluster when it is not there yet.

        Raises:
            MachineError: no server is installed, or not the version that made this cluster.
        """
        check_socket(self.sockets / ".s.PGSQL.5432")
        for path in (self.root, self.sockets):
            private_directory(path, owner=self.owner)
        self.bin = self._choose_bin()
        if not (self.data / "PG_VERSION").exists():
            self._create()

    def _choose_bin(self) -> Path:
        found = bin_directories()
        if not found:
            raise MachineError("No PostgreSQL server is installed (looked in PG_BIN and /usr/lib/postgresql/*/bin).")
        made_by = self.data / "PG_VERSION"
        if not made_by.exists():
            return found[0]
        wanted = int(made_by.read_text())
        for each in found:
            if version_of(each) == wanted:
                return each
        raise MachineError(
            f"The data in {self.data} were made by PostgreSQL {wanted}, which is not installed (any more).\n"
            f"Install postgresql-{wanted}, or remove {self.root} to begin with empty data."
        )

    def _create(self) -> None:
        # initdb works beside the final place: a cluster that was half made is never taken for a whole one
        fresh = self.root / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        arguments = ["-U", ROLE, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "-D", fresh, *arguments, *([] if self.durable else ["--no-sync"]))
        fresh.rename(self.data)

    def _run(self, program: str, *arguments: str | Path) -> str:
        """Run a program of PostgreSQL as the owner of the cluster and return what it printed."""
        owner = self.owner
        done = subprocess.run(
            [os.fspath(each) for each in (self.bin / program, *arguments)],
            cwd=self.root,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            user=owner.uid if owner else None,
            group=owner.gid if owner else None,
            extra_groups=[] if owner else None,
        )
        if done.returncode:
            raise MachineError(f"{program} ended with status {done.returncode}:\n{done.stdout.strip()}")
        return done.stdout

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": os.fspath(self.root)}

    def _command(self) -> list[str]:
        command = [os.fspath(self.bin / "postgres"), "-D", os.fspath(self.data)]
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": os.fspath(self.sockets),
            "max_connections": "100",
        }
        if not self.durable:
            settings |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
                "autovacuum": "off",
            }
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        return command

    def answers(self) -> bool:
        """Return whether a connection can be made; nothing else proves that a server is ready."""
        try:
            self._sql("SELECT 1")
        except MachineError:
            return False
        return True

    def start(self) -> None:
        """Start the server and wait until it answers; a server that an earlier run left is ended first.

        Raises:
            MachineError: it does not come up; the end of its log is in the text.
        """
        self.clear_leftovers()
        deadline = time.monotonic() + START_PATIENCE
        while time.monotonic() < deadline:
            with self.log.open("ab") as log:
                self.process = processes.spawn(
                    self._command(),
                    env=self._environment(),
                    cwd=self.root,
                    output=log,
                    user=self.owner,
                    death_signal=signal.SIGINT,  # the fast shutdown
                )
            ready = processes.wait_until(
                lambda: self.process is not None and (self.process.poll() is not None or self.answers()),
                seconds=deadline - time.monotonic(),
            )
            if ready and self.process.poll() is None:
                return
            self.stop()
        raise MachineError(f"PostgreSQL does not start. The end of {self.log}:\n{tail(self.log)}")

    def clear_leftovers(self) -> None:
        """End a server of an earlier run and remove a pid file that names another process by now."""
        ended = processes.end_all(lambda: processes.working_in(self.data, program="postgres"), first=signal.SIGINT)
        if not ended:
            raise MachineError(f"A PostgreSQL server still works in {self.data} and does not end.")
        with contextlib.suppress(FileNotFoundError):
            (self.data / "postmaster.pid").unlink()

    def create_database(self) -> None:
        """Make the application's database when it is not there yet."""
        there = self._sql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'")
        if not there.strip():
            self._sql(f'CREATE DATABASE "{DATABASE}"')

    def _sql(self, statement: str) -> str:
        quiet = ["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1"]
        return self._run("psql", *quiet, "-h", self.sockets, "-U", ROLE, "-d", "postgres", "-c", statement)

    def stop(self) -> None:
        """End the server: fast when what it holds is kept, at once when it is thrown away."""
        if self.process is not None:
            processes.end(self.process, first=signal.SIGINT if self.durable else signal.SIGQUIT, patience=30.0)
            self.process = None


def tail(path: Path, lines: int = 15) -> str:
    """Return the last lines of a log."""
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
    except FileNotFoundError:
        return "(no log)"
