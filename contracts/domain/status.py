"""How a measured value stands to its target."""

from decimal import Decimal

from contracts.domain.vocabulary import Status


def shortfall(value: Decimal, target: Decimal, *, higher_is_better: bool) -> Decimal:
    """Return how far ``value`` stays behind ``target``, in the unit of the KPI; negative when it does better."""
    return target - value if higher_is_better else value - target


def status_of(
    value: Decimal | None, target: Decimal | None, *, higher_is_better: bool, tolerance_pct: Decimal
) -> Status:
    """Return green (target met), amber (behind by at most ``tolerance_pct`` percent of the target) or red.

    MISSING when there is no value or no target. A target of zero leaves no room for amber.
    """
    if value is None or target is None:
        return Status.MISSING
    behind = shortfall(value, target, higher_is_better=higher_is_better)
    if behind <= 0:
        return Status.GREEN
    return Status.AMBER if behind * 100 <= abs(target) * tolerance_pct else Status.RED
