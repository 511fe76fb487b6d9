"""The range of values in which a curve earns points."""

from collections.abc import Sequence
from decimal import Decimal

Knot = tuple[Decimal, Decimal]


def scored_range(knots: Sequence[Knot]) -> tuple[Decimal, Decimal] | None:
    """Return at which value a curve earns nothing and from which value it earns all, or None when it has no such ends.

    knots: value and fraction of the points, values rising. A curve that goes up and down, or never reaches zero, has
    no such ends.
    """
    fractions = [fraction for _value, fraction in knots]
    if len(knots) < 2 or min(fractions) > 0 or max(fractions) <= 0:
        return None
    rising = fractions == sorted(fractions)
    if not rising and fractions != sorted(fractions, reverse=True):
        return None
    nothing = [value for value, fraction in knots if fraction <= 0]
    everything = [value for value, fraction in knots if fraction == max(fractions)]
    return (max(nothing), min(everything)) if rising else (min(nothing), max(everything))
