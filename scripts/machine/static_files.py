"""Whether the collected static files still follow from their sources: collecting takes a few seconds of each start."""

from __future__ import annotations

import hashlib
from pathlib import Path

from machine.paths import TOP


def fingerprint(checkout: Path = TOP) -> str:
    """Return a hash over the names, sizes and times of our static files and over the packages that bring theirs."""
    digest = hashlib.sha256((checkout / "requirements" / "base.txt").read_bytes())
    for path in sorted((checkout / "static").rglob("*")):
        found = path.stat()
        digest.update(f"{path.relative_to(checkout)} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _stamp(root: Path) -> Path:
    """Beside the files and not among them: all that is among them is served."""
    return root.with_suffix(".stamp")


def are_collected(root: Path, checkout: Path = TOP) -> bool:
    """Return whether the files in ``root`` were collected from the sources as they are now."""
    try:
        return _stamp(root).read_text() == fingerprint(checkout)
    except FileNotFoundError:
        return False


def note_collected(root: Path, checkout: Path = TOP) -> None:
    """Remember from which sources the files in ``root`` were collected."""
    _stamp(root).write_text(fingerprint(checkout))
