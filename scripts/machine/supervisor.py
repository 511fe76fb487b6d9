"""Keeping services running: what dies is started again, and all end together."""

from __future__ import annotations

import subprocess
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from machine import processes, say
from machine.errors import MachineError
from machine.postgres import tail

# A service that dies this often within this many seconds will not get better by starting it again.
MOST_DEATHS = 5
DEATH_WINDOW = 60.0
LOOK_EVERY = 0.5


class Service(Protocol):
    """What the supervisor needs of a service."""

    process: subprocess.Popen[bytes] | None
    log: Path

    def start(self) -> None:
        """Start it and wait until it works."""

    def stop(self) -> None:
        """End it with all that it started."""


class Program:
    """A service that is a plain program, with its output in a log."""

    def __init__(
        self, command: Sequence[str], *, env: Mapping[str, str], cwd: Path, log: Path, patience: float = 15.0
    ) -> None:
        """``patience`` is how many seconds it gets to finish its work when it is asked to end."""
        self.command = command
        self.env = env
        self.cwd = cwd
        self.log = log
        self.patience = patience
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the program; whether it works shows later."""
        with self.log.open("ab") as log:
            self.process = processes.spawn(self.command, env=self.env, cwd=self.cwd, output=log)

    def stop(self) -> None:
        """Ask the program to end, and end its whole session when it does not."""
        if self.process is not None:
            processes.end(self.process, patience=self.patience)
            self.process = None


class Supervisor:
    """The services that run, in the order in which they were started."""

    def __init__(self) -> None:
        self._services: dict[str, Service] = {}
        self._deaths: dict[str, deque[float]] = {}

    def start(self, name: str, service: Service) -> None:
        """Start a service and look after it from now on."""
        self._services[name] = service
        self._deaths[name] = deque(maxlen=MOST_DEATHS)
        service.start()

    def watch(self) -> None:
        """Start again what dies, until an exception ends it.

        Raises:
            MachineError: a service dies again and again; the end of its log is in the text.
        """
        while True:
            self.revive()
            time.sleep(LOOK_EVERY)

    def revive(self) -> list[str]:
        """Start again each service that died and return their names.

        Raises:
            MachineError: one died too often.
        """
        dead = [name for name, service in self._services.items() if _is_dead(service)]
        for name in dead:
            service = self._services[name]
            status = service.process.poll() if service.process else None
            deaths = self._deaths[name]
            deaths.append(time.monotonic())
            if len(deaths) == MOST_DEATHS and deaths[-1] - deaths[0] < DEATH_WINDOW:
                raise MachineError(f"{name} ends again and again. The end of {service.log}:\n{tail(service.log)}")
            say.line(f"{name} ended (status {status}) and is started again; see {service.log}")
            service.stop()  # its children may still be there
            service.start()
        processes.reap(except_for=self._pids())
        return dead

    def _pids(self) -> set[int]:
        return {service.process.pid for service in self._services.values() if service.process}

    def stop(self) -> None:
        """End all services, the last started first."""
        for service in reversed(self._services.values()):
            service.stop()
        self._services.clear()


def _is_dead(service: Service) -> bool:
    return service.process is None or service.process.poll() is not None
