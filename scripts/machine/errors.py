"""The one error that these scripts show to a person."""

from __future__ import annotations


class MachineError(Exception):
    """Something of the machine stands in the way; the text says what to do about it."""
