"""The supervisor: what dies comes back, what is hopeless is said, all end together."""

import os
from pathlib import Path

import pytest

from machine import processes
from machine.errors import MachineError
from machine.supervisor import MOST_DEATHS, Program, Supervisor


@pytest.fixture
def supervisor():
    supervisor = Supervisor()
    yield supervisor
    supervisor.stop()


def program(tmp_path: Path, script: str) -> Program:
    return Program(["sh", "-c", script], env=os.environ, cwd=tmp_path, log=tmp_path / "program.log")


def test_a_program_that_was_killed_is_started_again(supervisor, tmp_path):
    worker = program(tmp_path, "sleep 60")
    supervisor.start("worker", worker)
    first = worker.process
    assert supervisor.revive() == []

    first.kill()
    first.wait()

    assert supervisor.revive() == ["worker"]
    assert worker.process.pid != first.pid
    assert worker.process.poll() is None


def test_what_a_dead_program_left_is_ended_before_it_starts_again(supervisor, tmp_path):
    worker = program(tmp_path, "sleep 60 & echo $! > below; wait")
    supervisor.start("worker", worker)
    below = tmp_path / "below"
    assert processes.wait_until(lambda: below.exists() and below.read_text().strip() != "", seconds=10)
    child = int(below.read_text())

    worker.process.kill()
    worker.process.wait()
    supervisor.revive()

    assert processes.wait_until(lambda: not processes.alive(child), seconds=10)


def test_a_program_that_dies_each_time_ends_the_run_with_its_log(supervisor, tmp_path):
    hopeless = program(tmp_path, "echo no key found; exit 3")
    supervisor.start("web", hopeless)
    for _ in range(MOST_DEATHS - 1):
        hopeless.process.wait()
        supervisor.revive()
    hopeless.process.wait()

    with pytest.raises(MachineError, match=r"web ends again and again(.|\n)*no key found"):
        supervisor.revive()


def test_all_end_in_the_reverse_order_with_their_children(supervisor, tmp_path):
    said = "trap 'echo {0} >> order; kill $!; exit' TERM; sleep 60 & echo $! > {0}; wait"
    for name in ("database", "web"):
        supervisor.start(name, program(tmp_path, said.format(name)))
    files = [tmp_path / "database", tmp_path / "web"]
    assert processes.wait_until(lambda: all(f.exists() and f.read_text().strip() for f in files), seconds=10)
    children = [int(file.read_text()) for file in files]

    supervisor.stop()

    assert (tmp_path / "order").read_text().split() == ["web", "database"]
    assert processes.wait_until(lambda: not any(map(processes.alive, children)), seconds=10)
