"""The Debian packages that Kring needs: which are missing, and installing them when that is allowed.

What is missing is asked of the machine itself and not of dpkg, so that a PostgreSQL or Chromium that came
another way counts too.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from machine import postgres, processes, redis_server, say
from machine.errors import MachineError

APT = "apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends"
CLUSTER_SETTING = Path("/etc/postgresql-common/createcluster.d/kring.conf")
NO_CLUSTER = "create_main_cluster = false"


@dataclass(frozen=True)
class Package:
    """A Debian package and how to see that what it gives is there."""

    name: str
    present: Callable[[], bool]


def _library(name: str) -> Callable[[], bool]:
    def present() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return present


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _file(name: str) -> Callable[[], bool]:
    return lambda: Path(name).exists()


def _can_make_environments() -> bool:
    command = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


PYTHON = (
    Package("python3-venv", _can_make_environments),
    Package("ca-certificates", _file("/etc/ssl/certs/ca-certificates.crt")),
    Package("tzdata", _file("/usr/share/zoneinfo/Europe/Amsterdam")),
    Package("libpango-1.0-0", _library("libpango-1.0.so.0")),
    Package("libpangoft2-1.0-0", _library("libpangoft2-1.0.so.0")),
    Package("libharfbuzz-subset0", _library("libharfbuzz-subset.so.0")),
    Package("gettext", _program("msgfmt")),
)
DATABASE = Package("postgresql", lambda: bool(postgres.bin_directories()))
BROKER = Package("redis-server", _program(redis_server.PROGRAM))
BROWSER = Package("chromium", _program("chromium"))


def needed(*, browser: bool) -> list[Package]:
    """Return the packages for this way of working; no server whose address is given in the environment."""
    wanted = list(PYTHON)
    if not os.environ.get("DATABASE_URL"):
        wanted.append(DATABASE)
    if not os.environ.get("CELERY_BROKER_URL"):
        wanted.append(BROKER)
    if browser:
        wanted.append(BROWSER)
    return wanted


def missing(wanted: list[Package]) -> list[str]:
    """Return the names of the packages whose contents are not on this machine."""
    return [package.name for package in wanted if not package.present()]


def install_line(names: list[str]) -> str:
    """Return the one line that root has to run to install these packages."""
    steps = ["apt-get update"]
    if DATABASE.name in names:
        steps += [
            f"{APT} postgresql-common",
            f"mkdir -p {CLUSTER_SETTING.parent}",
            f'echo "{NO_CLUSTER}" > {CLUSTER_SETTING}',
        ]
    steps.append(f"{APT} {' '.join(names)}")
    return " && ".join(steps)


def _as_root() -> list[str] | None:
    """Return what to put before a command to run it as root; None when that is not allowed."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def ensure(wanted: list[Package]) -> None:
    """Install what is missing, or say how.

    Raises:
        MachineError: nothing may be installed here, or the installation failed.
    """
    names = missing(wanted)
    if not names:
        return
    prefix = _as_root() if shutil.which("apt-get") else None
    if prefix is None:
        raise MachineError(_explain(names))
    say.fact("packages", f"installing {' '.join(names)}")
    # dpkg that is broken off asks for a repair by hand
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-ec", install_line(names)]
    status, shown = processes.finish(command, env=os.environ)
    still_missing = missing(wanted)
    if status or still_missing:
        raise MachineError(
            f"{shown[-4000:]}\nThese packages could not be installed: "
            f"{' '.join(still_missing or names)}.\nThe line was:\n  {install_line(names)}"
        )


def _explain(names: list[str]) -> str:
    if not shutil.which("apt-get"):
        return f"Kring needs what these Debian packages give, and there is no apt-get here: {' '.join(names)}."
    shell = "sudo sh -c" if shutil.which("sudo") else "su -c"
    return (
        "Packages are missing and this account may not install them. Run this line, then try again:\n\n"
        f"{shell} '{install_line(names)}'"
    )
