"""The order of bids by their totals, and what decides among equal ones."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from criteria.domain.award.case import Bid, Case, Criterion
from criteria.domain.award.scoring import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One bid in the comparison: what it earned and what it comes to.

    total: exact; points, euros, a ratio or an index, as the method says.
    final: the total that ranks, rounded where the case says so.
    price_points: only under ``weighted_points``.
    """

    bid: Bid
    sheet: Sheet
    total: Fraction
    final: Fraction
    price_points: Fraction | None = None

    @property
    def bidder(self) -> str:
        """The name of the bidder."""
        return self.bid.bidder


def ranked(lines: Sequence[Line], case: Case) -> list[list[Line]]:
    """Return the lines, best first, in groups that share a rank; within a group in the order of the case."""
    lowest_wins = case.method.ends_in_money
    groups = _split(lines, lambda line: line.final if lowest_wins else -line.final)
    criteria = {criterion.code: criterion for criterion in case.nodes}
    for code in case.tie_break:
        groups = [part for group in groups for part in _decide(group, code, criteria, case)]
    return groups


def _decide(group: list[Line], code: str, criteria: dict[str, Criterion], case: Case) -> Iterable[list[Line]]:
    if len(group) == 1:
        return [group]
    if code == "lot":
        return _drawn(group, case.lot_order)
    if code == "price":
        return _split(group, lambda line: line.bid.basis)
    if code == "quality":
        return _split(group, lambda line: -line.sheet.quality)
    return _split(group, lambda line: -line.sheet.earned(criteria[code]))


def _split(lines: Iterable[Line], key: Callable[[Line], Fraction]) -> list[list[Line]]:
    """Sorting is stable, so that equal lines stay in the order of the case."""
    return [list(group) for _, group in groupby(sorted(lines, key=key), key=key)]


def _drawn(group: list[Line], lot_order: Sequence[str]) -> list[list[Line]]:
    """A draw among some of the equal bids is no draw among all of them."""
    place = {bidder: index for index, bidder in enumerate(lot_order)}
    if any(line.bidder not in place for line in group):
        return [group]
    return [[line] for line in sorted(group, key=lambda line: place[line.bidder])]
