"""What is wrong with a case, and where."""

from collections.abc import Iterable
from dataclasses import dataclass

_SHOWN_FAULTS = 5  # in the text of the exception; a file of nonsense can have a million


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a case.

    pointer: JSON pointer (RFC 6901) of the value at fault; empty for a fault of the whole file.
    message: in English, such as "must be above the floor".
    """

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.pointer}: {self.message}"


class CaseRefused(ValueError):
    """The case breaks the format; ``faults`` says how, at most one fault a value, in the order found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        first_of_each: dict[str, Fault] = {}
        for fault in faults:
            first_of_each.setdefault(fault.pointer, fault)
        self.faults = list(first_of_each.values())
        super().__init__("; ".join(map(str, self.faults[:_SHOWN_FAULTS])))


def pointer(path: Iterable[object]) -> str:
    """Return the JSON pointer of a path of keys and positions."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
