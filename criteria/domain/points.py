"""Dividing the points of a model: how many are left, and what can never come out at a hundred."""

from collections.abc import Iterable
from decimal import Decimal

WHOLE = Decimal(100)
"""What criteria and costs are worth together where points are given (rule CRIT-03)."""


def points_left(others: Iterable[Decimal | None]) -> Decimal:
    """Return how many of the hundred points are left beside these; below zero when they are too many."""
    return WHOLE - sum((points for points in others if points is not None), Decimal(0))


def points_fault(points: Decimal | None, *, left: Decimal, before: Decimal | None) -> str:
    """Return why something cannot have these points: "above_whole", "above_left", or "" when it can.

    left: what the others leave. before: what it had. A model is typed one figure at a time: fewer than a hundred in
    all is not finished, and what already has too many may be lowered step by step.
    """
    if points is None:
        return ""
    if points > WHOLE:
        return "above_whole"
    is_raised = points > (before or Decimal(0))
    return "above_left" if is_raised and points > left else ""


def first_above(points: Iterable[Decimal | None]) -> tuple[int, Decimal] | None:
    """Return the place of the figure with which the sum goes above a hundred, and how much too many all are."""
    rows = [Decimal(0) if one is None else one for one in points]
    over = sum(rows, Decimal(0)) - WHOLE
    if over <= 0:
        return None
    total = Decimal(0)
    for place, one in enumerate(rows):
        total += one
        if total > WHOLE:
            return place, over
    return None
