"""The curve of a criterion while it is drafted: its faults, and its line for the picture."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

Knot = tuple[Decimal, Decimal]


def falling_at(knots: Sequence[Knot]) -> int | None:
    """Return the place (from 0) of the first knot whose value does not rise above that of the one before."""
    for place, (before, after) in enumerate(pairwise(knots), start=1):
        if after[0] <= before[0]:
            return place
    return None


def curve_line(knots: Sequence[Knot], points: Decimal, *, is_step: bool) -> list[Knot]:
    """Return (value, points) along the curve, with a little of what holds outside its ends."""
    if len(knots) < 2 or falling_at(knots) is not None:
        return []
    margin = (knots[-1][0] - knots[0][0]) / 12
    line: list[Knot] = [(knots[0][0] - margin, knots[0][1])]
    for place, (x, fraction) in enumerate(knots):
        if is_step and place:
            line.append((x, knots[place - 1][1]))
        line.append((x, fraction))
    line.append((knots[-1][0] + margin, knots[-1][1]))
    return [(x, fraction * points) for x, fraction in line]
