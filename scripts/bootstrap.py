"""Bring a bare machine to where Kring can run: system packages, .venv, translations.

python3 scripts/bootstrap.py            what the application needs
python3 scripts/bootstrap.py --checks   and what formats, checks and tests it
python3 scripts/bootstrap.py --browser  and a browser for the tests
"""

from __future__ import annotations

import argparse
import sys
import time

from machine import messages, packages, python_env, say
from machine.errors import MachineError
from machine.python_env import Lock
from machine.signals import Stopped, stop_on_signals

OLDEST_PYTHON = (3, 11)


def ensure(*, lock: Lock, browser: bool) -> None:
    """Install and compile what is missing; quick when nothing is.

    Raises:
        MachineError: something cannot be installed; the text says what a person can do.
    """
    if sys.version_info < OLDEST_PYTHON:
        raise MachineError(
            "Kring needs Python 3.11 or later (Debian 12 has it); this is " + sys.version.split()[0] + "."
        )
    packages.ensure(packages.needed(browser=browser))
    python_env.ensure(lock)
    messages.compile_stale()


def main() -> int:
    """Run from the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Install what Kring needs on this machine.")
    parser.add_argument("--checks", action="store_true", help="also what formats, checks and tests")
    parser.add_argument("--browser", action="store_true", help="also Chromium, for the browser tests")
    options = parser.parse_args()
    started = time.monotonic()
    stop_on_signals()
    lock = Lock.TEST if options.checks or options.browser else Lock.BASE
    try:
        ensure(lock=lock, browser=options.browser)
    except MachineError as problem:
        say.error(f"\nmake setup: {problem}")
        return 1
    except Stopped as stopped:
        say.error("\nmake setup: stopped; the next run goes on.")
        return stopped.status
    say.line(f"make setup: ready in {say.duration(time.monotonic() - started)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
