"""What changed between two publications: which fields, and in each of them which words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

KEYS = ("code", "step", "number", "rule", "grade", "name")
"""Fields that name an item of a list, so that a new item does not make all after it look changed."""
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Kind(StrEnum):
    """What happened to words or to a field."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with the same fate."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. path: part, item and field; pieces: old and new text woven together."""

    path: tuple[str, ...]
    old: str
    new: str
    pieces: tuple[Piece, ...]


def differences(
    old: Mapping[str, Any], new: Mapping[str, Any], *, leave_out: frozenset[str] = frozenset()
) -> list[Change]:
    """Return every field that differs between two snapshots, in the order of the new one; old fields last.

    leave_out: names of parts that are not compared.
    """
    before = dict(_leaves({k: v for k, v in old.items() if k not in leave_out}, ()))
    after = dict(_leaves({k: v for k, v in new.items() if k not in leave_out}, ()))
    paths = [*after, *(path for path in before if path not in after)]
    return [
        Change(path, before.get(path, ""), after.get(path, ""), tuple(woven(before.get(path, ""), after.get(path, ""))))
        for path in paths
        if before.get(path, "") != after.get(path, "")
    ]


def woven(old: str, new: str) -> list[Piece]:
    """Return both texts as one, word by word: what stayed, what went, what came."""
    first, second = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    for code, a, b, c, d in SequenceMatcher(a=first, b=second, autojunk=False).get_opcodes():
        if code == "equal":
            pieces.append(Piece(Kind.SAME, "".join(first[a:b])))
            continue
        if b > a:
            pieces.append(Piece(Kind.REMOVED, "".join(first[a:b])))
        if d > c:
            pieces.append(Piece(Kind.ADDED, "".join(second[c:d])))
    return pieces


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, (*path, str(key)))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for place, item in enumerate(value, start=1):
            yield from _leaves(item, (*path, _name(item, place)))
    else:
        yield path, "" if value is None else str(value)


def _name(item: Any, place: int) -> str:
    if isinstance(item, Mapping):
        for key in KEYS:
            if item.get(key):
                return str(item[key])
    return str(place)
