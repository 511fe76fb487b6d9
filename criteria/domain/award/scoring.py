"""What each bid earns on each criterion, given the bids that it is seen beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from criteria.domain.award.case import Bid, Criterion, Group, Leaf, Relative

_UNUSED = Fraction(1)  # stands for the best value where a leaf does not look at it


@dataclass(frozen=True, slots=True)
class Mark:
    """What a bid earns on one leaf: a fraction, and that of the maximum in points or euros."""

    fraction: Fraction
    earned: Fraction


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a bid earns on all leaves: ``marks`` per code, ``quality`` their sum."""

    marks: Mapping[str, Mark]
    quality: Fraction

    def earned(self, criterion: Criterion) -> Fraction:
        """Return the points or euros on a leaf, or the sum of them below a group."""
        if isinstance(criterion, Group):
            return sum((self.earned(child) for child in criterion.children), Fraction(0))
        return self.marks[criterion.code].earned


Column = tuple[str, Mapping[str, Mark]]
"""The code of a leaf, and what each bidder earns on it."""


class Scores:
    """The sheets of the bids of one case, for any selection of those bids.

    Only relative criteria look at the selection, and only at the best value in it. What was computed for the
    same best values is handed out again: an analysis asks for hundreds of selections.
    """

    def __init__(self, leaves: Sequence[Leaf], bids: Sequence[Bid]) -> None:
        self._bids = bids
        self._relative = [leaf for leaf in leaves if isinstance(leaf, Relative)]
        self._best_first = [_best_first(leaf, bids) for leaf in self._relative]
        columns = [_column(leaf, bids, _UNUSED) for leaf in leaves if not isinstance(leaf, Relative)]
        self._absolute = {bid.bidder: _sheet(bid, columns) for bid in bids}
        self._columns: dict[tuple[str, Fraction], Column] = {}
        self._sheets: dict[tuple[Fraction, ...], Mapping[str, Sheet]] = {}

    def among(self, selection: Sequence[Bid]) -> Mapping[str, Sheet]:
        """Return the sheet per bidder, where relative criteria see the bids of ``selection`` only.

        Bidders outside the selection have a sheet too; it means nothing.
        """
        if not self._relative or not selection:
            return self._absolute
        names = {bid.bidder for bid in selection}
        best = tuple(next(value for bidder, value in best_first if bidder in names) for best_first in self._best_first)
        if best not in self._sheets:
            self._sheets[best] = self._beside(best)
        return self._sheets[best]

    def _beside(self, best: tuple[Fraction, ...]) -> dict[str, Sheet]:
        columns = []
        for leaf, value in zip(self._relative, best, strict=True):
            if (leaf.code, value) not in self._columns:
                self._columns[leaf.code, value] = _column(leaf, self._bids, value)
            columns.append(self._columns[leaf.code, value])
        return {bid.bidder: _sheet(bid, columns, self._absolute[bid.bidder]) for bid in self._bids}


def _best_first(leaf: Relative, bids: Sequence[Bid]) -> list[tuple[str, Fraction]]:
    values = [(bid.bidder, bid.entries[leaf.code].value) for bid in bids]
    return sorted(values, key=lambda pair: pair[1], reverse=not leaf.lower_is_better)


def _column(leaf: Leaf, bids: Sequence[Bid], best: Fraction) -> Column:
    """What each bid earns on one leaf; many bids bring the same, so each value is computed once."""
    values = {bid.bidder: bid.entries[leaf.code].value for bid in bids}
    fractions = {value: leaf.fraction(value, best) for value in set(values.values())}
    if leaf.max is None:
        prices = {bid.bidder: bid.price or _UNUSED for bid in bids}
        return leaf.code, {
            bidder: Mark(fractions[value], fractions[value] * prices[bidder]) for bidder, value in values.items()
        }
    marks = {value: Mark(fraction, fraction * leaf.max) for value, fraction in fractions.items()}
    return leaf.code, {bidder: marks[value] for bidder, value in values.items()}


def _sheet(bid: Bid, columns: Sequence[Column], absolute: Sheet | None = None) -> Sheet:
    marks = {code: column[bid.bidder] for code, column in columns}
    quality = sum((mark.earned for mark in marks.values()), absolute.quality if absolute else Fraction(0))
    return Sheet({**absolute.marks, **marks} if absolute else marks, quality)
