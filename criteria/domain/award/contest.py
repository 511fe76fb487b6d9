"""The computation of an award in its prescribed order: ceiling, knock-outs, points, totals, ranking."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TypeVar

from criteria.domain.award import exact
from criteria.domain.award.case import Basis, Bid, Case, Group, Leaf, Method, Reason, SetAside
from criteria.domain.award.ranking import Line, ranked
from criteria.domain.award.scoring import Scores, Sheet

Judged = TypeVar("Judged", Leaf, Group)
PricePoints = Callable[[Fraction, Fraction, Fraction], Fraction | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """The outcome of one computation.

    groups: lines that share a rank, best first; withdrawn bids are struck.
    field: all lines that were computed with, the withdrawn ones too, in the order of the case.
    set_aside: bidder -> why it is not ranked.
    """

    groups: Sequence[Sequence[Line]]
    field: Sequence[Line]
    set_aside: Mapping[str, SetAside]

    @property
    def lines(self) -> list[Line]:
        """All ranked lines, best first; equal ones in the order of the case."""
        return [line for group in self.groups for line in group]


class Contest:
    """One case, to be computed as it is, without one of its bids, or with another basis for one of them."""

    def __init__(self, case: Case, *, like: "Contest | None" = None) -> None:
        """``like`` is the contest of a case that differs in bids or bases only; its scores are used again."""
        self.case = case
        self._scores: Scores = like._scores if like else Scores(case.leaves, case.bids)
        self._own_minimum: Mapping[str, SetAside] = like._own_minimum if like else _below_own_minimum(case)
        self._price_points: PricePoints = like._price_points if like else _price_points(case)

    def without(self, bidder: str) -> "Contest":
        """Return the contest as if this bid had never been made."""
        others = tuple(bid for bid in self.case.bids if bid.bidder != bidder)
        return Contest(replace(self.case, bids=others), like=self)

    def with_basis(self, bidder: str, basis: Fraction) -> "Contest":
        """Return the contest with another basis, and so another price where that is the basis."""
        of_price = any(leaf.max is None for leaf in self.case.leaves)
        moved = tuple(_on_basis(bid, basis, self.case) if bid.bidder == bidder else bid for bid in self.case.bids)
        return Contest(replace(self.case, bids=moved), like=None if of_price else self)

    def standing(self) -> Standing:
        """Return the outcome; the bids that the case sets aside keep their reason."""
        set_aside = dict(self.case.set_aside)
        for step in (self._above_ceiling, self._below_own_minimum, self._below_group_minimum):
            set_aside.update(step([bid for bid in self.case.bids if bid.bidder not in set_aside]))
        field = self._lines([bid for bid in self.case.bids if bid.bidder not in set_aside])
        struck = {line.bidder for line in field if line.bid.withdrawn}
        groups = [[line for line in group if line.bidder not in struck] for group in ranked(field, self.case)]
        set_aside.update({bidder: SetAside(Reason.WITHDRAWN) for bidder in struck})
        return Standing([group for group in groups if group], field, set_aside)

    def _above_ceiling(self, bids: Sequence[Bid]) -> dict[str, SetAside]:
        ceiling = self.case.ceiling
        return {
            bid.bidder: SetAside(Reason.ABOVE_CEILING) for bid in bids if ceiling is not None and bid.basis > ceiling
        }

    def _below_own_minimum(self, bids: Sequence[Bid]) -> dict[str, SetAside]:
        return {bid.bidder: self._own_minimum[bid.bidder] for bid in bids if bid.bidder in self._own_minimum}

    def _below_group_minimum(self, bids: Sequence[Bid]) -> dict[str, SetAside]:
        groups = [node for node in self.case.nodes if isinstance(node, Group) and node.minimum is not None]
        if not groups:
            return {}
        sheets = self._scores.among(bids)
        return _first_reasons(bids, groups, lambda group, bid: _too_few(group, sheets[bid.bidder]))

    def _lines(self, bids: Sequence[Bid]) -> list[Line]:
        if not bids:
            return []
        sheets = self._scores.among(bids)
        low, high = min(bid.basis for bid in bids), max(bid.basis for bid in bids)
        best = max(sheets[bid.bidder].quality for bid in bids)
        lines = []
        for bid in bids:
            sheet = sheets[bid.bidder]
            points = self._price_points(bid.basis, low, high)
            total = self._total(sheet.quality, bid.basis, points, best=best, low=low)
            final = exact.to_step(total, self.case.step) if self.case.step else total
            lines.append(Line(bid=bid, sheet=sheet, total=total, final=final, price_points=points))
        return lines

    def _total(
        self, quality: Fraction, basis: Fraction, points: Fraction | None, *, best: Fraction, low: Fraction
    ) -> Fraction:
        match self.case.method:
            case Method.WEIGHTED_POINTS:
                return quality + (points or 0)
            case Method.QUALITY_VALUE:
                return basis - quality
            case Method.PRICE_QUALITY_RATIO:
                return quality / basis
            case Method.UTILITY_INDEX:
                behind = (best - quality) / sum(leaf.max or 0 for leaf in self.case.leaves)
                return (1 - behind * (self.case.quality_weight or 0)) / basis * low
            case Method.QUALITY_ONLY:
                return quality
            case Method.LOWEST_PRICE | Method.LOWEST_COST:
                return basis


def _price_points(case: Case) -> PricePoints:
    """Return basis, lowest and highest -> points; an analysis asks the same over and over."""
    formula = case.formula
    if formula is None:
        return lambda basis, low, high: None
    return cache(lambda basis, low, high: formula.points(basis, low=low, high=high))


def _below_own_minimum(case: Case) -> dict[str, SetAside]:
    """The knock-outs on grades and values, which do not depend on the other bids."""
    return _first_reasons(case.bids, case.leaves, lambda leaf, bid: leaf.knocks_out(bid.entries[leaf.code].value))


def _first_reasons(
    bids: Sequence[Bid], criteria: Sequence[Judged], judge: Callable[[Judged, Bid], Reason | None]
) -> dict[str, SetAside]:
    """A bid has one reason: that of the first criterion, in the order of the case, which it fails."""
    reasons = {}
    for bid in bids:
        failed = ((criterion.code, judge(criterion, bid)) for criterion in criteria)
        first = next(((code, reason) for code, reason in failed if reason is not None), None)
        if first is not None:
            reasons[bid.bidder] = SetAside(first[1], first[0])
    return reasons


def _too_few(group: Group, sheet: Sheet) -> Reason | None:
    too_few = group.minimum is not None and sheet.earned(group) < group.minimum
    return Reason.BELOW_MINIMUM if too_few else None


def _on_basis(bid: Bid, basis: Fraction, case: Case) -> Bid:
    return replace(bid, basis=basis, price=basis if case.basis is Basis.PRICE else bid.price)
