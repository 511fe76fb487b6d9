"""Lines on the terminal: headings, facts, and how long a step took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def line(text: str = "") -> None:
    """Print one line at once, so that it stands before what a child process prints next."""
    print(text, flush=True)


def heading(text: str) -> None:
    """Print a heading with a rule, to be found back in a long log."""
    line(f"\n== {text} " + "=" * max(3, 72 - len(text)))


def fact(name: str, text: str) -> None:
    """Print one aligned fact."""
    line(f"  {name:<10} {text}")


@contextmanager
def under_way(name: str) -> Iterator[None]:
    """Print the name of something that takes a while, and behind it how it ended."""
    print(f"  {name:<10} ", end="", flush=True)
    started = time.monotonic()
    try:
        yield
    except BaseException:
        line("broken off")
        raise
    line(f"done in {duration(time.monotonic() - started)}")


def error(text: str) -> None:
    """Print what went wrong to standard error."""
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)


def duration(seconds: float) -> str:
    """Return seconds as ``0.4 s``, ``12 s`` or ``2 min 05 s``."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    if seconds < 59.5:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"
