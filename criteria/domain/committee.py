"""What a committee does with grades: whole or not, mean, spread, and the order in which one reads."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TypeVar

Item = TypeVar("Item")

MEAN_STEP = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Given:
    """What an assessor has written for one bid on one criterion; an empty grade is not a zero."""

    grade: Decimal | None = None
    motivation: str = ""

    @property
    def is_complete(self) -> bool:
        """True when there is a grade with its motivation (rule CRIT-08)."""
        return self.grade is not None and bool(self.motivation.strip())

    @property
    def is_begun(self) -> bool:
        """True when something stands there."""
        return self.grade is not None or bool(self.motivation.strip())


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is: ``done`` of ``total`` parts."""

    done: int
    total: int

    @property
    def is_complete(self) -> bool:
        """True when nothing is missing and there was something to do."""
        return self.total > 0 and self.done == self.total


def mean_of(grades: Sequence[Decimal]) -> Decimal:
    """Return the mean, in six decimals half up; the award engine computes with the grades themselves.

    Raises:
        ValueError: there are no grades.
    """
    if not grades:
        raise ValueError("no grades")
    exact = sum((Fraction(grade) for grade in grades), Fraction(0)) / len(grades)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(MEAN_STEP, ROUND_HALF_UP)


def spread_of(grades: Sequence[Decimal]) -> Decimal:
    """Return the difference between the highest and the lowest grade; 0 for fewer than two."""
    return max(grades) - min(grades) if len(grades) > 1 else Decimal(0)


def must_be_discussed(grades: Sequence[Decimal], tolerance: Decimal | None) -> bool:
    """True when the spread reaches the published tolerance; without a tolerance every difference is discussed."""
    spread = spread_of(grades)
    return spread > 0 if tolerance is None else spread >= tolerance > 0


def reading_order(items: Iterable[Item], *, reader: int, key: Sequence[object]) -> list[Item]:
    """Return ``items`` in an order of this reader's own, the same at every visit.

    Whoever reads first is graded more carefully than whoever reads last; other orders for others even that out.
    ``key`` holds the identity of each item, in the order of ``items``.
    """
    ranked = sorted(
        zip(items, key, strict=True), key=lambda pair: hashlib.sha256(f"{reader}:{pair[1]}".encode()).digest()
    )
    return [item for item, _identity in ranked]
