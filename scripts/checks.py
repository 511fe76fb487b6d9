"""`make test` and its parts: every check and test in a row, then one line that says how it ended.

python3 scripts/checks.py all      what `make test` runs
python3 scripts/checks.py fast     what a commit waits for
python3 scripts/checks.py static   what needs no database
python3 scripts/checks.py browser  the journeys in Chromium
"""

from __future__ import annotations

import base64
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import bootstrap
import services
from machine import kernel, paths, processes, python_env, say
from machine.errors import MachineError
from machine.python_env import Lock
from machine.signals import Stopped, stop_on_signals

# More workers than this spend their time on making databases.
MOST_WORKERS = 8
CODE = ("procurement", "tenders", "criteria", "contracts")
TARGETS = {"all": "make test", "fast": "make test-fast", "static": "make check", "browser": "make browser"}


@dataclass(frozen=True)
class Step:
    """One check: a program of .venv, and what it needs in its environment."""

    name: str
    program: str
    arguments: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)


def workers() -> int:
    """Return how many tests run at once: one for each core that this process may use."""
    return max(1, min(MOST_WORKERS, len(os.sched_getaffinity(0))))


def templates() -> tuple[str, ...]:
    """Return every template, by its path from the top."""
    return tuple(sorted(os.fspath(path.relative_to(paths.TOP)) for path in paths.TOP.glob("templates/**/*.html")))


def static_steps() -> list[Step]:
    """Return the checks that only read the code."""
    return [
        Step("format", "ruff", ("format", "--check", ".")),
        Step("lint", "ruff", ("check", ".")),
        Step("types", "mypy", CODE),
        Step("templates", "djade", ("--target-version", "5.2", "--check", *templates())),
        Step("imports", "lint-imports", ()),
    ]


def manage(name: str, *arguments: str, env: Mapping[str, str] | None = None) -> Step:
    """Return a check that is a command of Django."""
    return Step(name, "python", ("manage.py", *arguments), env or {})


def django_steps(production: Mapping[str, str]) -> list[Step]:
    """Return the checks that start the application, as it would run in production."""
    return [
        manage("migrations", "makemigrations", "--check", "--dry-run"),
        manage("deploy", "check", "--deploy", "--fail-level", "WARNING", env=production),
        manage("static", "collectstatic", "--noinput", env=production),
    ]


def pytest(name: str, marks: str, *arguments: str) -> Step:
    """Return the tests with these marks."""
    return Step(name, "python", ("-m", "pytest", "-m", marks, *arguments))


def test_environment() -> dict[str, str]:
    """Return the settings of the tests; a server that others use as well gets a test database for each checkout."""
    name = os.environ.get("KRING_TEST_DB") or f"test_kring_{paths.checkout_key(paths.TOP)}"
    return {"DJANGO_SETTINGS_MODULE": "procurement.settings.test", "KRING_TEST_DB": name}


def production_environment(scratch: Path) -> dict[str, str]:
    """Return settings as on a real server, with keys that live as long as this run."""
    return {
        "DJANGO_SETTINGS_MODULE": "procurement.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "PRICE_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": "kring.example",
        "CSRF_TRUSTED_ORIGINS": "https://kring.example",
        "DEFAULT_FROM_EMAIL": "kring@kring.example",
        "STATIC_ROOT": os.fspath(scratch / "static"),
        "MEDIA_ROOT": os.fspath(scratch / "media"),
    }


def plan(part: str, scratch: Path) -> list[Step]:
    """Return the steps of a part of the checks, in order: what fails soonest first."""
    parallel = ("-n", str(workers()))
    browser = pytest("browser", "browser")
    if part == "static":
        return static_steps()
    if part == "browser":
        return [browser]
    checks = [*static_steps(), *django_steps(production_environment(scratch))]
    if part == "fast":
        return [*checks, pytest("tests", "not browser and not worker and not servers", *parallel)]
    return [*checks, pytest("tests", "not browser", *parallel), browser]


def run_step(step: Step, env: Mapping[str, str]) -> bool:
    """Run one check with its output in view and return whether it passed."""
    program = python_env.environment_path() / "bin" / step.program
    command = [os.fspath(program), *step.arguments]
    return processes.foreground(command, env=dict(env) | dict(step.env), cwd=paths.TOP) == 0


def run_all(steps: list[Step], env: Mapping[str, str]) -> list[str]:
    """Run every check, also after a failure, and return the names of those that failed."""
    rows: list[tuple[str, bool, float]] = []
    for number, step in enumerate(steps, start=1):
        say.heading(f"{number}/{len(steps)} {step.name}")
        started = time.monotonic()
        passed = run_step(step, env)
        rows.append((step.name, passed, time.monotonic() - started))
        say.line(f"-- {step.name}: {'passed' if passed else 'FAILED'} in {say.duration(rows[-1][2])}")
    say.heading("summary")
    for name, passed, seconds in rows:
        say.line(f"  {name:<12} {'passed' if passed else 'FAILED'}  {say.duration(seconds):>12}")
    return [name for name, passed, _ in rows if not passed]


def check(part: str) -> list[str]:
    """Set up what a part of the checks needs, run it and return the names of the steps that failed.

    Raises:
        MachineError: this machine lacks something that may not be installed here.
    """
    bootstrap.ensure(lock=Lock.TEST, browser=part in {"all", "browser"})
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kring-checks-")))
        env: Mapping[str, str] = os.environ
        if part != "static":
            env = stack.enter_context(services.throw_away())
        return run_all(plan(part, scratch), dict(env) | test_environment())


def main() -> int:
    """Run from the command line; returns the exit status."""
    part = sys.argv[1] if len(sys.argv) == 2 else ""
    if part not in TARGETS:
        say.error(__doc__ or "")
        return 2
    target = TARGETS[part]
    started = time.monotonic()
    stop_on_signals()
    kernel.adopt_orphans()
    try:
        failed = check(part)
    except MachineError as problem:
        say.error(f"\n{target}: {problem}")
        return 1
    except Stopped as stopped:
        say.error(f"\n{target}: stopped; all that it started has ended.")
        return stopped.status
    took = say.duration(time.monotonic() - started)
    if failed:
        say.line(f"\n{target}: FAILED in {took}: {', '.join(failed)}")
        return 1
    say.line(f"\n{target}: everything passed in {took}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
