"""A promised value against its criterion: on the curve or beside it, and within the knock-out or not."""

from collections.abc import Sequence
from decimal import Decimal

Knots = Sequence[Sequence[str]]


def beside_curve(value: Decimal, knots: Knots) -> str:
    """Return "below" or "above" when the value lies outside the curve, where points no longer change; else ""."""
    if not knots:
        return ""
    if value < Decimal(str(knots[0][0])):
        return "below"
    return "above" if value > Decimal(str(knots[-1][0])) else ""


def breaks_limit(value: Decimal, minimum: Decimal | None, *, lower_is_better: bool) -> bool:
    """True when the value knocks the bid out: below the minimum, or above the maximum when lower is better."""
    if minimum is None:
        return False
    return value > minimum if lower_is_better else value < minimum
