"""Processes that must not outlive the one that started them. Everything here is real."""

import os
import signal
import subprocess
from pathlib import Path

from machine import processes

PARENT = """
import os, sys, time
from pathlib import Path
from machine import processes
child = processes.spawn([sys.executable, "-c", "import time; time.sleep(60)"], env=os.environ, cwd=Path("/"))
print(child.pid)
child.wait()
"""

# A child that starts a child in a session of its own and leaves it behind.
DESERTER = """
import os, subprocess, sys
from machine import kernel, processes
kernel.adopt_orphans()
leave = "import subprocess; subprocess.Popen(['sleep', '60'], start_new_session=True)"
subprocess.run([sys.executable, "-c", leave])
left = processes.descendants(os.getpid())
print(len(left))
print(processes.end_all(lambda: processes.descendants(os.getpid()), patience=5))
print(sum(processes.alive(pid) for pid in left))
"""

STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
)


def test_a_child_ends_when_its_parent_is_killed_without_warning(start):
    parent = start("-c", PARENT)
    child = int(parent.stdout.readline())
    assert processes.alive(child)

    parent.kill()

    assert processes.wait_until(lambda: not processes.alive(child), seconds=10)


def test_a_process_that_left_its_parent_is_found_and_ended(start):
    output, _ = start("-c", DESERTER).communicate(timeout=30)

    assert output.split() == ["1", "True", "0"]


def test_a_process_that_ignores_the_question_is_killed(start):
    child = start("-c", STUBBORN)
    assert child.stdout.readline() == "ready\n"

    def remaining() -> set[int]:
        return {child.pid} if child.poll() is None else set()

    assert processes.end_all(remaining, patience=0.2)
    assert child.returncode == -signal.SIGKILL


def test_ending_a_program_ends_its_whole_session():
    script = "sleep 60 & echo $!; wait"
    reader, writer = os.pipe()
    with open(writer, "wb") as output, open(reader) as shown:
        child = processes.spawn(["sh", "-c", script], env=os.environ, cwd=Path("/"), output=output)
        below = int(shown.readline())

        status = processes.end(child)

    assert status == -signal.SIGTERM
    assert processes.wait_until(lambda: not processes.alive(below), seconds=10)


def test_what_an_earlier_run_started_is_found_by_its_mark(start, tmp_path):
    run = tmp_path / "run"
    ours = start("-c", "import time; time.sleep(60)", env={processes.MARK: str(run)})
    start("-c", "import time; time.sleep(60)", env={processes.MARK: f"{run}-other"})

    assert processes.wait_until(lambda: processes.marked(run) == {ours.pid}, seconds=10)


def test_a_program_is_found_by_the_directory_it_works_in_and_nothing_else_there(tmp_path):
    server = subprocess.Popen(["sleep", "60"], cwd=tmp_path)
    reader = subprocess.Popen(["tail", "-f", "/dev/null"], cwd=tmp_path)
    try:
        found = processes.wait_until(
            lambda: processes.working_in(tmp_path, program="sleep") == {server.pid}, seconds=10
        )
    finally:
        for each in (server, reader):
            each.kill()
            each.wait()

    assert found
    assert processes.working_in(tmp_path, program="sleep") == set()
