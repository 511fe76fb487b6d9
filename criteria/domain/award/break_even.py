"""The break-even basis: what a bid that lost could have asked to draw level with the first.

It is the highest basis, above 0 and not above the ceiling, at which the unrounded total of the bid equals that
of the first of the others, everything recomputed. Moving one bid moves the lowest or highest basis under a
relative price formula, so other bids may change places meanwhile; the rival is then the one that comes first
at that basis. A total that is equal from some basis on without end has no highest one: None.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from criteria.domain.award.case import Basis, Case, Group, Method
from criteria.domain.award.contest import Contest, Standing
from criteria.domain.award.exact import TooLargeError
from criteria.domain.award.formulas import Interval
from criteria.domain.award.ranking import Line

_EVERYWHERE: Interval = (Fraction(0), None)


def break_even(contest: Contest, standing: Standing) -> dict[str, Fraction | None]:
    """Return per bidder that is ranked below the first rank its break-even basis, or None; best bid first."""
    bases: dict[str, Fraction | None] = {}
    for group in standing.groups[1:]:
        for line in group:
            try:
                bases[line.bidder] = _level_with_first(contest, standing, line)
            except TooLargeError:
                bases[line.bidder] = None
    return bases


def _level_with_first(contest: Contest, standing: Standing, line: Line) -> Fraction | None:
    """Take the first as rival; when another comes first at the basis found, take that one, and so on."""
    rival = standing.groups[0][0]
    rivals: set[str] = set()
    while True:
        rivals.add(rival.bidder)
        basis = _highest(_level(contest.case, standing, line, rival), contest.case.ceiling)
        if basis is None or not _can_change_more(contest.case):
            return basis
        moved = contest.with_basis(line.bidder, basis).standing()
        if line.bidder not in {other.bidder for other in moved.lines}:
            return None
        first = next((other for other in moved.lines if other.bidder != line.bidder), rival)
        own = next(other for other in moved.lines if other.bidder == line.bidder)
        if first.bidder in rivals or first.total <= own.total:
            return basis
        rival = first


def _can_change_more(case: Case) -> bool:
    """Whether another basis of one bid can move other bids, or keep the bid itself out of the ranking."""
    if case.formula is not None and case.formula.is_relative:
        return True
    of_price = any(leaf.max is None for leaf in case.leaves)
    return of_price and any(isinstance(node, Group) and node.minimum is not None for node in case.nodes)


def _highest(intervals: Iterable[Interval], ceiling: Fraction | None) -> Fraction | None:
    """The highest basis above 0 in the intervals; None too when they have no end."""
    highest = None
    for first, last in intervals:
        ends = [end for end in (last, ceiling) if end is not None]
        if not ends:
            return None
        basis = min(ends)
        if basis > 0 and basis >= first and (highest is None or basis > highest):
            highest = basis
    return highest


def _level(case: Case, standing: Standing, line: Line, rival: Line) -> Iterator[Interval]:
    """Yield the bases at which the total of ``line`` equals that of ``rival``."""
    if case.formula is not None:
        others = [other.bid.basis for other in standing.field if other.bidder != line.bidder]
        by = rival.sheet.quality - line.sheet.quality
        yield from case.formula.ahead(by, rival=rival.bid.basis, low=min(others), high=max(others))
    elif case.method is Method.QUALITY_ONLY:
        yield from _proportional(Fraction(0), rival.total - line.total)
    elif case.method.ends_in_money:
        share = _share_of_price(case, line)
        fixed_value = line.bid.basis * (1 - share) - line.total
        yield from _proportional(1 - share, rival.total + fixed_value)
    else:
        # A ratio and an index fall as the basis rises: total times basis stays the same. The lowest basis,
        # by which an index is multiplied, is the same factor for both.
        yield from _proportional(rival.total, line.total * line.bid.basis)


def _proportional(factor: Fraction, outcome: Fraction) -> Iterator[Interval]:
    """Yield the bases for which ``factor * basis == outcome``."""
    if factor != 0:
        yield outcome / factor, outcome / factor
    elif outcome == 0:
        yield _EVERYWHERE


def _share_of_price(case: Case, line: Line) -> Fraction:
    """The part of its own price that the bid earns back; when the basis is the price, it follows the basis."""
    if case.basis is not Basis.PRICE or case.method is not Method.QUALITY_VALUE:
        return Fraction(0)
    return sum((line.sheet.marks[leaf.code].fraction for leaf in case.leaves if leaf.max is None), Fraction(0))
