"""Compiling the translations (.po) to what Django reads (.mo)."""

from __future__ import annotations

import subprocess
from pathlib import Path

from machine.errors import MachineError
from machine.paths import TOP

_NOT_OURS = {".venv", "node_modules", ".git"}


def stale(checkout: Path = TOP) -> list[Path]:
    """Return the .po files that changed after their .mo was made, or have none."""
    found = []
    for folder in checkout.iterdir():
        if folder.is_dir() and folder.name not in _NOT_OURS:
            found += [path for path in folder.rglob("*.po") if path.parent.name == "LC_MESSAGES"]
    return sorted(path for path in found if not _fresh(path))


def _fresh(source: Path) -> bool:
    made = source.with_suffix(".mo")
    return made.exists() and made.stat().st_mtime_ns >= source.stat().st_mtime_ns


def compile_stale(checkout: Path = TOP) -> None:
    """Compile what changed; a reader never meets half a file.

    Raises:
        MachineError: a translation is malformed, for instance with another placeholder than its source.
    """
    for source in stale(checkout):
        fresh = source.with_suffix(".mo.new")
        command = ["msgfmt", "--check-format", "-o", str(fresh), str(source)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode:
            raise MachineError(f"msgfmt refuses {source}:\n{done.stderr.strip()}")
        fresh.replace(source.with_suffix(".mo"))
