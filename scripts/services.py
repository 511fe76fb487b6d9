"""Run a command with a PostgreSQL and a Redis of its own, which end with it.

    python scripts/services.py run -- pytest tests/core

The command finds them in DATABASE_URL and CELERY_BROKER_URL. What is set there already is used as it is.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from machine import kernel, paths, processes, say
from machine.errors import MachineError
from machine.postgres import Cluster
from machine.redis_server import Broker
from machine.signals import Stopped, ignore_signals, stop_on_signals


@contextlib.contextmanager
def throw_away() -> Iterator[dict[str, str]]:
    """Give the environment in which a command finds its services; they and their data go when it is done."""
    sweep()
    root = paths.throw_away_directory()
    env = dict(os.environ) | {processes.MARK: os.fspath(root)}
    cluster = None if env.get("DATABASE_URL") else Cluster(root / "pg", durable=False)
    broker = None if env.get("CELERY_BROKER_URL") else Broker(root / "redis", durable=False)
    try:
        if cluster:
            cluster.prepare()
            cluster.start()
            cluster.create_database()
            env["DATABASE_URL"] = cluster.url
        if broker:
            broker.prepare()
            broker.start()
            env["CELERY_BROKER_URL"] = broker.url
        yield env
    finally:
        ignore_signals()
        for service in (broker, cluster):
            if service:
                service.stop()
        processes.end_all(lambda: processes.descendants(os.getpid()), patience=5.0)
        shutil.rmtree(root, ignore_errors=True)


def sweep(*, base: Path = paths.BASE) -> None:
    """Remove what runs left that were ended by kill -9: their processes and their directories."""
    for root in paths.abandoned_directories(base=base):
        processes.end_all(partial(processes.marked, root), patience=2.0)
        for data, program in ((root / "pg" / "data", "postgres"), (root / "redis", "redis-server")):
            processes.end_all(partial(processes.working_in, data, program=program), first=signal.SIGQUIT)
        shutil.rmtree(root, ignore_errors=True)


def main() -> int:
    """Run from the command line; returns the exit status of the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["run"])
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    stop_on_signals()
    kernel.adopt_orphans()
    try:
        with throw_away() as env:
            return processes.foreground(options.command, env=env, cwd=Path.cwd(), keyboard=True)
    except MachineError as problem:
        say.error(f"services: {problem}")
        return 1
    except Stopped as stopped:
        return stopped.status


if __name__ == "__main__":
    sys.exit(main())
