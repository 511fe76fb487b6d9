"""Where Kring keeps what does not belong in the checkout: one private directory per checkout and user.

It lies under /var/tmp and not in the checkout or a home, because PostgreSQL refuses to run as root: as root
the cluster belongs to another account, which cannot enter a home of root.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from machine.errors import MachineError

TOP = Path(__file__).resolve().parents[2]
BASE = Path("/var/tmp")  # survives a restart of the machine, unlike /tmp

# sun_path holds 108 bytes with its closing zero; PostgreSQL appends a name of 15 characters to the directory.
LONGEST_SOCKET = 106
THROW_AWAY = "kring-run-"


@dataclass(frozen=True)
class Account:
    """Another account to run a server as; only root can change to one."""

    uid: int
    gid: int


def account(name: str) -> Account | None:
    """Return the account to drop to, or None when this process is not root and runs everything itself.

    Raises:
        MachineError: this is root and the account does not exist.
    """
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        raise MachineError(f"The account {name!r} does not exist; its package makes it.") from None
    return Account(entry.pw_uid, entry.pw_gid)


def checkout_key(checkout: Path) -> str:
    """Return ten characters that differ between two checkouts on one machine."""
    return hashlib.sha256(os.fsencode(checkout.resolve())).hexdigest()[:10]


def state_directory(checkout: Path = TOP, *, base: Path = BASE) -> Path:
    """Return where ``make demo`` of this checkout and user keeps its data; made when absent."""
    path = base / f"kring-{checkout_key(checkout)}-{os.geteuid()}"
    return private_directory(path, mode=_shared_mode())


def throw_away_directory(*, base: Path = BASE) -> Path:
    """Return a new empty directory for services that live as long as this process, whose number it bears."""
    path = Path(tempfile.mkdtemp(prefix=f"{THROW_AWAY}{os.getpid()}-", dir=base))
    path.chmod(_shared_mode())
    return path


def abandoned_directories(*, base: Path = BASE) -> list[Path]:
    """Return our throw-away directories whose process is gone: it was ended by kill -9."""
    found = []
    for path in base.glob(f"{THROW_AWAY}*-*"):
        pid = path.name.removeprefix(THROW_AWAY).partition("-")[0]
        status = path.lstat()
        ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
        if ours and pid.isdigit() and not Path(f"/proc/{pid}").exists():
            found.append(path)
    return found


def _shared_mode() -> int:
    """As root the servers run as other accounts, which must be able to pass through (not to list)."""
    return 0o711 if os.geteuid() == 0 else 0o700


def private_directory(path: Path, *, owner: Account | None = None, mode: int = 0o700) -> Path:
    """Make a directory of the owner with exactly this mode, or check the one that stands there.

    /var/tmp is open to all, so what stands there under our name may be somebody else's trap.

    Raises:
        MachineError: it is a link, no directory, or belongs to someone else.
    """
    uid = owner.uid if owner else os.geteuid()
    try:
        path.mkdir(mode=mode)
    except FileExistsError:
        pass
    else:
        if owner:
            os.chown(path, owner.uid, owner.gid)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise MachineError(f"{path} is not a directory; remove it.")
    if found.st_uid != uid:
        raise MachineError(f"{path} belongs to account {found.st_uid} and not to {uid}; remove it or move it away.")
    path.chmod(mode)
    return path


def check_socket(path: Path) -> Path:
    """Return the path of a unix socket, or refuse one that the kernel cannot hold.

    Raises:
        MachineError: it is too long.
    """
    if len(os.fsencode(path)) > LONGEST_SOCKET:
        raise MachineError(f"The path {path} is too long for a unix socket (at most {LONGEST_SOCKET} characters).")
    return path
