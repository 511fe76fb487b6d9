"""A private Redis on a unix socket: the broker between the web processes and the worker."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

from machine import processes
from machine.errors import MachineError
from machine.paths import Account, account, check_socket, private_directory
from machine.postgres import tail

PROGRAM = "redis-server"
ACCOUNT = "redis"


class Broker:
    """One Redis server with its data and socket in ``root``."""

    def __init__(self, root: Path, *, durable: bool) -> None:
        """``durable`` writes every command to the append-only file before it counts on it."""
        self.root = root
        self.socket = root / "redis.sock"
        self.log = root / "redis.log"
        self.durable = durable
        self.owner: Account | None = account(ACCOUNT)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for Celery, as CELERY_BROKER_URL."""
        return f"redis+socket://{self.socket}"

    def prepare(self) -> None:
        """Make its directory.

        Raises:
            MachineError: no Redis server is installed.
        """
        check_socket(self.socket)
        private_directory(self.root, owner=self.owner)
        if not shutil.which(PROGRAM):
            raise MachineError(f"No {PROGRAM} is installed.")

    def _command(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": os.fspath(self.socket),
            "unixsocketperm": "700",
            "dir": os.fspath(self.root),
            "save": "",
            "appendonly": "yes" if self.durable else "no",
            "daemonize": "no",
        }
        command = [PROGRAM]
        for name, value in settings.items():
            command += [f"--{name}", value]
        return command

    def answers(self) -> bool:
        """Return whether the server answers PING (not so while it still reads its append-only file)."""
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2.0)
            try:
                client.connect(os.fspath(self.socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def start(self) -> None:
        """Start the server and wait until it answers; a server that an earlier run left is ended first.

        Raises:
            MachineError: it does not come up; the end of its log is in the text.
        """
        self.clear_leftovers()
        with self.log.open("ab") as log:
            self.process = processes.spawn(
                self._command(),
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
                cwd=self.root,
                output=log,
                user=self.owner,
            )
        started = self.process
        processes.wait_until(lambda: started.poll() is not None or self.answers(), seconds=20.0)
        if started.poll() is not None or not self.answers():
            self.stop()
            raise MachineError(f"Redis does not start. The end of {self.log}:\n{tail(self.log)}")

    def clear_leftovers(self) -> None:
        """End a server of an earlier run."""
        if not processes.end_all(lambda: processes.working_in(self.root, program=PROGRAM)):
            raise MachineError(f"A Redis server still works in {self.root} and does not end.")
        self.socket.unlink(missing_ok=True)

    def stop(self) -> None:
        """End the server; a durable one writes its file first."""
        if self.process is not None:
            processes.end(self.process, first=signal.SIGTERM, patience=10.0)
            self.process = None
