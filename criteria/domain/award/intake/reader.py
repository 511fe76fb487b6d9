"""Reading a JSON value by what the format expects, while noting every fault with its place."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from criteria.domain.award import exact
from criteria.domain.award.faults import Fault, pointer
from criteria.domain.award.intake.text import MAX_DEPTH, NOT_A_NUMBER, TOO_DEEP

Option = TypeVar("Option", bound=StrEnum)

_MISSING = object()
_STAND_IN = Fraction(1)


class Reader:
    """One value of the case and its place.

    A value at fault is noted and read as a stand-in, so that the reading goes on and finds the other faults
    too; a case with faults is never computed. ``sound`` says that nothing was wrong with this value so far:
    compare two values only when both are.
    """

    __slots__ = ("_faults", "_path", "sound", "value")

    def __init__(self, value: Any, faults: list[Fault], path: tuple[str | int, ...] = ()) -> None:
        self.value, self.sound = value, True
        self._faults, self._path = faults, path

    @property
    def fault_count(self) -> int:
        """The number of faults noted so far, anywhere in the case."""
        return len(self._faults)

    def refuse(self, message: str) -> None:
        """Note that this value is at fault; what was noted before stands."""
        if self.sound:
            self.sound = False
            self._faults.append(Fault(pointer(self._path), message))

    def member(self, key: str | int, value: Any = _MISSING) -> "Reader":
        """Return the reader of one member; without a value, of a member that is not there."""
        return Reader(value, self._faults, (*self._path, key))

    def missing(self, key: str) -> "Reader":
        """Note that the member ``key`` is missing, and return a reader for it."""
        absent = self.member(key)
        absent.refuse("is missing")
        return absent

    def members(self) -> Iterator[tuple[str, Any]]:
        """Yield the members of an object whose keys are free."""
        if self._is_container(dict, "must be an object"):
            for key, value in self.value.items():
                if not _is_text(key):
                    self.member(key).refuse("the key must be valid Unicode text")
                yield key, value

    def entries(self) -> Iterator[tuple[str, "Reader"]]:
        """Yield the members of an object whose keys are free, each with a reader."""
        for key, value in self.members():
            yield key, self.member(key, value)

    def fields(self, *, required: Iterable[str] = (), optional: Iterable[str] = ()) -> dict[str, "Reader"]:
        """Return the members of an object whose keys are known, by name; each required one is there."""
        fields: dict[str, Reader] = {}
        known = {*required, *optional}
        for key, member in self.entries():
            if key in known:
                fields[key] = member
            else:
                member.refuse("unknown key")
        for key in required:
            if key not in fields:
                fields[key] = self.missing(key) if self.sound else self.unread(key)
        return fields

    def unread(self, key: str) -> "Reader":
        """Return a reader for a member of a value that is itself at fault; nothing more is noted about it."""
        member = self.member(key)
        member.sound = False
        return member

    def elements(self) -> list["Reader"]:
        """Return the elements of a list."""
        if not self._is_container(list, "must be a list"):
            return []
        return [self.member(index, value) for index, value in enumerate(self.value)]

    def number(self, *, above: int | None = None) -> Fraction:
        """Return a number, ``above`` a bound if one is given."""
        number = exact.read(self.value) if self.sound else None
        if number is None:
            self.refuse(NOT_A_NUMBER)
            return _STAND_IN
        if above is not None and number <= above:
            self.refuse(f"must be above {above}")
        return number

    def whole(self, *, at_least: int = 0, at_most: int | None = None) -> int:
        """Return a whole number between the bounds, both included."""
        number = self.number()
        if number.denominator != 1:
            self.refuse("must be a whole number")
        elif number < at_least:
            self.refuse(f"must be at least {at_least}")
        elif at_most is not None and number > at_most:
            self.refuse(f"must be at most {at_most}")
        return int(number)

    def text(self) -> str:
        """Return a text."""
        if self.sound and not _is_text(self.value):
            self.refuse("must be valid Unicode text" if isinstance(self.value, str) else "must be text")
        return str(self.value) if self.sound else ""

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.refuse("must be true or false")
        return self.value is True

    def choice(self, options: type[Option]) -> Option | None:
        """Return one of ``options``, or None for anything else."""
        if self.sound and isinstance(self.value, str) and self.value in set(options):
            return options(self.value)
        self.refuse(f"must be one of: {', '.join(options)}")
        return None

    def _is_container(self, kind: type[dict[Any, Any]] | type[list[Any]], message: str) -> bool:
        if not isinstance(self.value, kind):
            self.refuse(message)
        elif len(self._path) >= MAX_DEPTH:
            self.sound = False
            self._faults.append(Fault("", TOO_DEEP))
        return self.sound


def _is_text(value: object) -> bool:
    """Half of a surrogate pair can stand in JSON and in Python, but not in the UTF-8 that is hashed."""
    if not isinstance(value, str):
        return False
    return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)
