"""How firm an award is: what a removal would change, what really weighed, what others could have asked."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from criteria.domain.award.break_even import break_even
from criteria.domain.award.case import Case, Method, Relative
from criteria.domain.award.contest import Contest, Standing
from criteria.domain.award.exact import fixed
from criteria.domain.award.ranking import Line

PRICE = "price"

_DOMINANT = Fraction(1, 2)


def analyse(contest: Contest, standing: Standing) -> dict[str, Any]:
    """Return the analysis of a computed case, as it stands in the result."""
    reversals = rank_reversals(contest, standing)
    weights = effective_weights(contest.case, standing.lines)
    return {
        "rank_reversal": reversals,
        "effective_weights": {code: fixed(weight) for code, weight in weights.items()},
        "break_even": {
            bidder: None if basis is None else fixed(basis) for bidder, basis in break_even(contest, standing).items()
        },
        "warnings": _warnings(contest.case, standing.lines, weights, has_reversals=bool(reversals)),
    }


def rank_reversals(contest: Contest, standing: Standing) -> list[dict[str, Any]]:
    """Return each single removal of a ranked bid after which the others stand in another order.

    ``before`` and ``after`` list the bids that are ranked in both computations; without a removal that matters
    the list is empty.
    """
    if not _looks_at_others(contest.case):
        return []
    before = [line.bidder for line in standing.lines]
    reversals = []
    for removed in before:
        after = [line.bidder for line in contest.without(removed).standing().lines]
        both = set(before) & set(after)
        order, new_order = [b for b in before if b in both], [b for b in after if b in both]
        if order != new_order:
            reversals.append({"without": removed, "before": order, "after": new_order})
    return reversals


def effective_weights(case: Case, lines: Sequence[Line]) -> dict[str, Fraction]:
    """Return per leaf, and for price where it has one, its spread over the ranked bids as a share of all spreads.

    The share is from 0 to 1; all are 0 when no bid differs from another.
    """
    spreads = {leaf.code: _spread([line.sheet.marks[leaf.code].earned for line in lines]) for leaf in case.leaves}
    if case.method is Method.WEIGHTED_POINTS:
        spreads[PRICE] = _spread([line.price_points or Fraction(0) for line in lines])
    elif case.method.ends_in_money:
        spreads[PRICE] = _spread([line.bid.basis for line in lines])
    total = sum(spreads.values())
    return {code: spread / total if total else Fraction(0) for code, spread in spreads.items()}


def _spread(values: Sequence[Fraction]) -> Fraction:
    return max(values) - min(values) if values else Fraction(0)


def _looks_at_others(case: Case) -> bool:
    """Whether removing a bid can change anything for the others; a draw counts only among all equal bids."""
    return (
        _has_relative_formula(case)
        or _has_relative_criterion(case)
        or case.method is Method.UTILITY_INDEX
        or bool(case.lot_order and "lot" in case.tie_break)
    )


def _has_relative_formula(case: Case) -> bool:
    return case.formula is not None and case.formula.is_relative


def _has_relative_criterion(case: Case) -> bool:
    return any(isinstance(leaf, Relative) for leaf in case.leaves)


def _warnings(case: Case, lines: Sequence[Line], weights: Mapping[str, Fraction], *, has_reversals: bool) -> list[str]:
    codes = {
        "relative_price_formula": _has_relative_formula(case),
        "relative_criterion": _has_relative_criterion(case),
        "rank_reversal": has_reversals,
        "price_dominates": weights.get(PRICE, Fraction(0)) > _DOMINANT,
    }
    if len(lines) > 1:
        for leaf in case.leaves:
            earned = {line.sheet.marks[leaf.code].earned for line in lines}
            codes[f"no_discrimination:{leaf.code}"] = len(earned) == 1
    return [code for code, holds in codes.items() if holds]
