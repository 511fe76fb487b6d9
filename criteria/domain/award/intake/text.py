"""From the bytes of a file to JSON values: size, encoding, depth, keys given twice, numbers that are no number."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from criteria.domain.award import exact
from criteria.domain.award.faults import CaseRefused, Fault, pointer

MAX_BYTES = 10_000_000
MAX_DEPTH = 50

NOT_JSON = "not JSON"
NOT_AN_OBJECT = "not a JSON object"
NOT_A_NUMBER = 'must be an integer, or a text such as "7.5" of at most 40 characters'
TOO_DEEP = f"nested deeper than {MAX_DEPTH}"


class RepeatingObject(dict[str, Any]):
    """A JSON object that gives a key twice; ``repeated`` names those keys."""

    repeated: Sequence[str] = ()


def read_text(data: str | bytes) -> tuple[dict[str, Any], list[Fault]]:
    """Return the case in ``data`` and the faults that only its text shows: keys given twice, and floats.

    Raises:
        CaseRefused: the text as a whole is no case: too large, no UTF-8, no JSON object, nested too deep.
    """
    text = _decoded(data)
    try:
        case = json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    except RecursionError:
        raise _whole(TOO_DEEP) from None
    except ValueError:
        raise _whole(NOT_JSON) from None
    if not isinstance(case, dict):
        raise _whole(NOT_AN_OBJECT)
    return case, list(_faults(case))


def _whole(message: str) -> CaseRefused:
    return CaseRefused([Fault("", message)])


def _decoded(data: str | bytes) -> str:
    try:
        raw = data.encode() if isinstance(data, str) else data
        if len(raw) > MAX_BYTES:
            raise _whole(f"larger than {MAX_BYTES:,} bytes")
        return raw.decode()
    except UnicodeError:
        raise _whole(NOT_JSON) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    repeating = RepeatingObject(members)
    repeating.repeated = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
    return repeating


def _integer(literal: str) -> int | Decimal:
    """Python refuses to read an int of more than 4300 digits; such a number is refused at its place."""
    return int(literal) if len(literal) <= exact.MAX_CHARACTERS else Decimal(literal)


def _faults(case: dict[str, Any]) -> Iterator[Fault]:
    """Walk the whole value, also where the format expects something else; in the order of the text.

    Raises:
        CaseRefused: nested too deep.
    """
    open_values: list[tuple[Any, tuple[str | int, ...]]] = [(case, ())]
    while open_values:
        value, path = open_values.pop()
        if isinstance(value, (float, Decimal)):
            yield Fault(pointer(path), NOT_A_NUMBER)
        elif isinstance(value, (dict, list)):
            if len(path) >= MAX_DEPTH:
                raise _whole(TOO_DEEP)
            if isinstance(value, RepeatingObject):
                yield from (Fault(pointer((*path, name)), "key given twice") for name in value.repeated)
            members = value.items() if isinstance(value, dict) else enumerate(value)
            inner = [(item, (*path, key)) for key, item in members if not isinstance(item, (str, int))]
            open_values.extend(reversed(inner))
