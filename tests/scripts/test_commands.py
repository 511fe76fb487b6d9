"""The commands as a person runs them, in a checkout of a stand-in application."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from machine import paths, ports, processes
from machine.paths import TOP

MANAGE = """
import os, sys
assert os.environ["DJANGO_SETTINGS_MODULE"] == "procurement.settings.demo"
assert os.environ["DATABASE_URL"].startswith("postgresql://postgres@/kring?host=/var/tmp/kring-")
with open("managed", "a") as file:
    print(*sys.argv[1:], file=file)
"""

WSGI = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"kring"]
"""

CELERY = """
import os
from celery import Celery
app = Celery("procurement", broker=os.environ["CELERY_BROKER_URL"])
"""


@pytest.fixture
def checkout(tmp_path):
    """A checkout with our scripts and environment, and an application that only answers."""
    top = tmp_path / "kring"
    shutil.copytree(TOP / "scripts", top / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(TOP / "requirements", top / "requirements")
    shutil.copy(TOP / "Makefile", top)
    (top / ".venv").symlink_to(TOP / ".venv")
    (top / "static").mkdir()
    (top / "procurement").mkdir()
    (top / "manage.py").write_text(MANAGE)
    (top / "procurement" / "__init__.py").touch()
    (top / "procurement" / "wsgi.py").write_text(WSGI)
    (top / "procurement" / "celery.py").write_text(CELERY)
    yield top
    shutil.rmtree(state_of(top), ignore_errors=True)


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind((ports.HOST, 0))
        return probe.getsockname()[1]


@pytest.fixture
def own_services(monkeypatch):
    """The commands start servers of their own, also when these tests were given some."""
    for name in ("DATABASE_URL", "CELERY_BROKER_URL"):
        monkeypatch.delenv(name, raising=False)


def state_of(checkout: Path) -> Path:
    return paths.BASE / f"kring-{paths.checkout_key(checkout)}-{os.geteuid()}"


def started(process: subprocess.Popen[str]) -> list[str]:
    """Return the lines up to the one that gives the address."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("Kring runs at"):
            return lines
    raise AssertionError("".join(lines))


def left_of(checkout: Path) -> set[int]:
    state = state_of(checkout)
    return (
        processes.marked(state)
        | processes.working_in(state / "pg" / "data", program="postgres")
        | processes.working_in(state / "redis", program="redis-server")
    )


pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("own_services")]


def test_the_demo_starts_says_where_it_is_and_takes_everything_with_it(start, checkout, port):
    demo = start(checkout / "scripts" / "demo.py", env={"PORT": str(port)})
    lines = started(demo)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
        assert page.read() == b"kring"
    assert f"http://127.0.0.1:{port}/" in lines[-1]
    assert len(left_of(checkout)) >= 5  # PostgreSQL, Redis, web, worker, beat
    keys = state_of(checkout) / "keys.json"
    assert keys.stat().st_mode & 0o777 == 0o600
    assert set(json.loads(keys.read_text())) == {"SECRET_KEY", "PRICE_KEYS"}

    demo.send_signal(signal.SIGINT)
    rest, _ = demo.communicate(timeout=60)

    assert demo.returncode == 0
    assert rest.strip() == "Kring has ended with all that it started; the demo data are kept."
    assert left_of(checkout) == set()
    assert ports.is_free(port)
    managed = (checkout / "managed").read_text().splitlines()
    assert managed == ["migrate --noinput", "load_demo", "collectstatic --noinput --clear"]


def test_the_demo_starts_again_after_it_was_killed_without_warning(start, checkout, port):
    first = start(checkout / "scripts" / "demo.py", env={"PORT": str(port)})
    started(first)
    before = (state_of(checkout) / "keys.json").read_text()

    first.kill()
    first.wait()
    second = start(checkout / "scripts" / "demo.py", env={"PORT": str(port)})
    started(second)
    second.terminate()
    second.communicate(timeout=60)

    assert second.returncode == 0
    assert left_of(checkout) == set()
    assert (state_of(checkout) / "keys.json").read_text() == before


def test_a_second_demo_of_a_checkout_says_where_the_first_is(start, checkout, port):
    first = start(checkout / "scripts" / "demo.py", env={"PORT": str(port)})
    started(first)

    output, _ = start(checkout / "scripts" / "demo.py", env={"PORT": "1"}).communicate(timeout=60)

    assert output.strip() == (
        f"make demo: Kring runs already from this checkout: http://127.0.0.1:{port}/ (process {first.pid})"
    )
    assert first.poll() is None
    first.terminate()
    first.communicate(timeout=60)


def test_a_busy_port_is_said_with_the_way_out(checkout):
    with socket.socket() as server:
        server.bind((ports.HOST, 0))
        server.listen()
        busy = server.getsockname()[1]
        done = subprocess.run(
            [sys.executable, checkout / "scripts" / "demo.py"],
            env=dict(os.environ) | {"PORT": str(busy)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )

    assert done.returncode == 1
    assert done.stderr.strip() == (f"make demo: Port {busy} is in use. Choose another one: PORT={busy + 1} make demo")
    assert left_of(checkout) == set()


def test_an_application_that_does_not_start_ends_the_demo_with_what_it_said(checkout, port):
    (checkout / "manage.py").write_text("raise SystemExit('no such table')")

    done = subprocess.run(
        [sys.executable, checkout / "scripts" / "demo.py"],
        env=dict(os.environ) | {"PORT": str(port)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert done.stderr.strip() == "make demo: manage.py migrate --noinput ended with status 1:\nno such table"
    assert left_of(checkout) == set()


def run_services(checkout: Path, *command: str) -> tuple[str, ...]:
    return (str(checkout / "scripts" / "services.py"), "run", "--", *command)


def test_a_command_finds_its_services_and_they_end_with_it(start, checkout):
    script = 'echo "$DATABASE_URL"; echo "$CELERY_BROKER_URL"; exit 3'

    process = start(*run_services(checkout, "sh", "-c", script))
    output, _ = process.communicate(timeout=60)

    found = re.fullmatch(
        r"postgresql://postgres@/kring\?host=(/var/tmp/kring-run-\S+)/pg/socket\n"
        r"redis\+socket://(/var/tmp/kring-run-\S+)/redis/redis.sock\n",
        output,
    )
    assert found
    assert found[1] == found[2]
    assert process.returncode == 3
    assert not Path(found[1]).exists()
    assert processes.marked(Path(found[1])) == set()


def test_services_that_are_given_are_used_as_they_are(start, checkout):
    given = {"DATABASE_URL": "postgresql://elsewhere/kring", "CELERY_BROKER_URL": "redis://elsewhere/0"}

    process = start(*run_services(checkout, "sh", "-c", 'echo "$DATABASE_URL $CELERY_BROKER_URL"'), env=given)
    output, _ = process.communicate(timeout=60)

    assert output.split() == list(given.values())


def test_a_signal_ends_the_command_and_its_services(start, checkout):
    process = start(*run_services(checkout, "sh", "-c", 'echo "$KRING_RUN"; sleep 60'))
    run = Path(process.stdout.readline().strip())
    assert run.exists()

    process.terminate()
    process.communicate(timeout=60)

    assert process.returncode == 128 + signal.SIGTERM
    assert not run.exists()
    assert processes.working_in(run / "pg" / "data", program="postgres") == set()


def test_what_a_killed_run_left_is_cleared_by_the_next(start, checkout):
    process = start(*run_services(checkout, "sh", "-c", 'echo "$KRING_RUN"; sleep 60'))
    run = Path(process.stdout.readline().strip())
    process.kill()
    process.wait()

    start(*run_services(checkout, "true")).communicate(timeout=60)

    assert not run.exists()
    assert processes.working_in(run / "pg" / "data", program="postgres") == set()
    assert processes.marked(run) == set()


def test_help_lists_every_target(checkout):
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=checkout, capture_output=True, text=True, check=True
    ).stdout

    phony = re.search(r"^\.PHONY: (.*)$", (checkout / "Makefile").read_text(), re.MULTILINE)
    assert [line.split()[1] for line in shown.splitlines()] == phony[1].split()
