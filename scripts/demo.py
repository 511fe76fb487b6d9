"""`make demo`: everything that is needed, then Kring with its demo data on a loopback address.

One process starts and watches all the others: PostgreSQL, Redis, web, worker and beat. They end with it.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bootstrap
from machine import kernel, paths, ports, processes, python_env, say, static_files
from machine.errors import MachineError
from machine.postgres import Cluster, tail
from machine.python_env import Lock
from machine.redis_server import Broker
from machine.signals import Stopped, ignore_signals, stop_on_signals
from machine.supervisor import Program, Supervisor

# How long the web server may take before its first answer, in seconds; a cold disk is slow.
WEB_PATIENCE = 90.0


@contextmanager
def only_one(state: Path, address: str) -> Iterator[None]:
    """Hold the state directory of this checkout.

    Raises:
        MachineError: another `make demo` of this checkout runs.
    """
    with (state / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise MachineError(f"Kring runs already from this checkout: {lock.read().strip()}") from None
        lock.truncate(0)
        lock.write(f"{address} (process {os.getpid()})\n")
        lock.flush()
        yield


def keys(state: Path) -> dict[str, str]:
    """Return the keys of this demo, made at its first start; they never leave this machine."""
    path = state / "keys.json"
    if not path.exists():
        made = {
            "SECRET_KEY": secrets.token_urlsafe(50),
            "PRICE_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        }
        fresh = state / "keys.json.new"
        fresh.unlink(missing_ok=True)
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(made, file)
        fresh.rename(path)
    found: dict[str, str] = json.loads(path.read_text())
    return found


class Demo:
    """One run of the demo with its data in ``state``."""

    def __init__(self, state: Path, port: int) -> None:
        self.state = state
        self.port = port
        self.logs = paths.private_directory(state / "log")
        self.supervisor = Supervisor()
        self.env = dict(os.environ) | {
            "DJANGO_SETTINGS_MODULE": "procurement.settings.demo",
            "PYTHONUNBUFFERED": "1",
            processes.MARK: os.fspath(state),
        }
        for name, value in keys(state).items():
            self.env.setdefault(name, value)
        for name, folder in (("MEDIA_ROOT", "media"), ("STATIC_ROOT", "static")):
            self.env[name] = os.fspath(paths.private_directory(state / folder))

    def start(self) -> None:
        """Start everything and return when the first page is there."""
        for log in self.logs.glob("*.log"):
            log.rename(log.with_suffix(".previous"))
        self._start_database()
        self._start_broker()
        self._manage("migrating", "migrate", "--noinput")
        self._manage("demo data", "load_demo")
        self._collect_static()
        self._start_programs()

    def _start_database(self) -> None:
        if self.env.get("DATABASE_URL"):
            say.fact("database", "as DATABASE_URL says")
            return
        cluster = Cluster(self.state / "pg", durable=True)
        cluster.prepare()
        self.supervisor.start("database", cluster)
        cluster.create_database()
        self.env["DATABASE_URL"] = cluster.url
        say.fact("database", f"a PostgreSQL of its own, kept in {cluster.root}")

    def _start_broker(self) -> None:
        if self.env.get("CELERY_BROKER_URL"):
            say.fact("broker", "as CELERY_BROKER_URL says")
            return
        broker = Broker(self.state / "redis", durable=True)
        broker.prepare()
        self.supervisor.start("broker", broker)
        self.env["CELERY_BROKER_URL"] = broker.url
        say.fact("broker", f"a Redis of its own, kept in {broker.root}")

    def _manage(self, what: str, *arguments: str) -> None:
        log = self.logs / f"{arguments[0]}.log"
        command = [os.fspath(python_env.python()), "manage.py", *arguments]
        with say.under_way(what), log.open("wb") as output:
            child = processes.spawn(command, env=self.env, cwd=paths.TOP, output=output)
            try:
                status = child.wait()
            finally:
                processes.end(child)
            if status:
                shown = tail(log, 30)
                raise MachineError(f"manage.py {' '.join(arguments)} ended with status {status}:\n{shown}")

    def _collect_static(self) -> None:
        root = Path(self.env["STATIC_ROOT"])
        if static_files.are_collected(root):
            return
        self._manage("static", "collectstatic", "--noinput", "--clear")
        static_files.note_collected(root)

    def _start_programs(self) -> None:
        programs = python_env.environment_path() / "bin"
        gunicorn = [
            *(os.fspath(programs / "gunicorn"), "procurement.wsgi:application"),
            *("--bind", f"{ports.HOST}:{self.port}", "--no-control-socket"),
            # one process: its threads share the cache in memory
            *("--worker-class", "gthread", "--workers", "1", "--threads", "8"),
            *("--graceful-timeout", "5", "--timeout", "120"),
        ]
        celery = [os.fspath(programs / "celery"), "-A", "procurement"]
        worker = [*celery, "worker", "--loglevel", "INFO", "--concurrency", "2"]
        beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile=", "--schedule", os.fspath(self.state / "beat")]
        with say.under_way("web"):
            web = self._program("web", gunicorn)
            self._program("worker", worker)
            self._program("beat", beat)
            self._wait_for(web)

    def _program(self, name: str, command: list[str]) -> Program:
        program = Program(command, env=self.env, cwd=paths.TOP, log=self.logs / f"{name}.log")
        self.supervisor.start(name, program)
        return program

    def _wait_for(self, web: Program) -> None:
        found: list[int] = []

        def settled() -> bool:
            status = ports.status(self.port)
            if status is not None:
                found.append(status)
            return bool(found) or web.process is None or web.process.poll() is not None

        processes.wait_until(settled, seconds=WEB_PATIENCE, every=0.1)
        if not found or found[0] >= 500:
            trouble = f"answers with {found[0]}" if found else "does not answer"
            raise MachineError(f"The web server {trouble}. The end of {web.log}:\n{tail(web.log, 30)}")

    def stop(self) -> None:
        """End all that runs."""
        self.supervisor.stop()
        processes.end_all(lambda: processes.descendants(os.getpid()), patience=5.0)


def end_earlier_run(state: Path) -> None:
    """End what a run left behind that was itself ended by kill -9; its servers are seen to when they start."""
    if not processes.end_all(lambda: processes.marked(state)):
        raise MachineError(f"Processes of an earlier run do not end: {sorted(processes.marked(state))}")


def serve(port: int) -> None:
    """Run the demo until a signal ends it.

    Raises:
        MachineError: something stands in the way.
    """
    address = f"http://{ports.HOST}:{port}/"
    state = paths.state_directory()
    with only_one(state, address):
        end_earlier_run(state)
        if not ports.is_free(port):
            raise MachineError(f"Port {port} is in use. Choose another one: PORT={port + 1} make demo")
        bootstrap.ensure(lock=Lock.BASE, browser=False)
        demo = Demo(state, port)
        try:
            demo.start()
            say.line(f"\nKring runs at {address} (Ctrl-C ends it; its logs are in {demo.logs}).")
            demo.supervisor.watch()
        finally:
            ignore_signals()
            demo.stop()


def reset() -> None:
    """Throw the data of the demo away.

    Raises:
        MachineError: it runs.
    """
    state = paths.state_directory()
    with only_one(state, "being emptied"):
        end_earlier_run(state)
        Cluster(state / "pg", durable=False).clear_leftovers()
        Broker(state / "redis", durable=False).clear_leftovers()
        shutil.rmtree(state)


def main() -> int:
    """Run from the command line; returns the exit status."""
    os.umask(0o077)
    stop_on_signals()
    kernel.adopt_orphans()
    try:
        if sys.argv[1:] == ["reset"]:
            reset()
            say.line("make demo-reset: the demo begins with fresh data next time.")
            return 0
        serve(ports.parse(os.environ.get("PORT") or "8000"))
    except MachineError as problem:
        say.error(f"\nmake demo: {problem}")
        return 1
    except Stopped:
        say.line("\nKring has ended with all that it started; the demo data are kept.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
