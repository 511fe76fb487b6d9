"""Codes that people type and say aloud: "E1" and "e1" are one code."""

from collections.abc import Iterable, Sequence


def taken_code(code: str, others: Iterable[str]) -> str | None:
    """Return the one of ``others`` that is the same code, as it stands there; None when the code is free."""
    wanted = code.strip().lower()
    return next((other for other in others if other.strip().lower() == wanted), None)


def told_apart(codes: Sequence[str], *, max_length: int) -> list[str]:
    """Return the codes with a number behind each that an earlier one took: "E1", "e1" -> "E1", "e1-2".

    max_length: of the column; a long code loses its end for the number.
    """
    kept: list[str] = []
    for code in codes:
        free, number = code, 1
        while taken_code(free, [*kept, *codes] if number > 1 else kept) is not None:
            number += 1
            tail = f"-{number}"
            free = code[: max_length - len(tail)] + tail
        kept.append(free)
    return kept
