"""A case that was read and found whole: what is computed with, no JSON any more.

Criteria form a tree. A leaf (graded, measured, relative or level) turns what a bid brings into a fraction of
its maximum; a group only adds up.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from criteria.domain.award.curves import Curve
from criteria.domain.award.formulas import Formula


class Method(StrEnum):
    """How bids are compared."""

    WEIGHTED_POINTS = "weighted_points"
    QUALITY_VALUE = "quality_value"
    PRICE_QUALITY_RATIO = "price_quality_ratio"
    UTILITY_INDEX = "utility_index"
    QUALITY_ONLY = "quality_only"
    LOWEST_PRICE = "lowest_price"
    LOWEST_COST = "lowest_cost"

    @property
    def ends_in_money(self) -> bool:
        """Whether the total is an amount, so that the lowest wins; else the highest wins."""
        return self in (Method.QUALITY_VALUE, Method.LOWEST_PRICE, Method.LOWEST_COST)

    @property
    def ends_in_points(self) -> bool:
        """Whether the total is a number of points; a ratio or an index is neither points nor money."""
        return self in (Method.WEIGHTED_POINTS, Method.QUALITY_ONLY)


class Basis(StrEnum):
    """What stands for the price of a bid in the comparison."""

    PRICE = "price"
    NPV = "npv"
    EAC = "eac"


class Aggregate(StrEnum):
    """How the grades of several assessors become one."""

    MEAN = "mean"
    MEDIAN = "median"
    CONSENSUS = "consensus"


class Reason(StrEnum):
    """Why a bid is not ranked."""

    EXCLUDED = "excluded"
    WITHDRAWN = "withdrawn"
    ABOVE_CEILING = "above_ceiling"
    BELOW_MINIMUM = "below_minimum"
    ABOVE_MAXIMUM = "above_maximum"


@dataclass(frozen=True, slots=True)
class SetAside:
    """Why one bid is not ranked: the ground of exclusion or the code of a criterion as detail, if any."""

    reason: Reason
    detail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(ABC):
    """A criterion that earns: its maximum times a fraction.

    max: points, or euros under ``quality_value``; None when the fraction is of the bid's own price.
    """

    section: ClassVar[str]
    code: str
    max: Fraction | None

    @abstractmethod
    def fraction(self, value: Fraction, best: Fraction) -> Fraction:
        """Return the fraction for a bid's value; ``best`` matters to relative criteria only."""

    def knocks_out(self, value: Fraction) -> Reason | None:
        """Return why ``value`` keeps a bid out of the ranking, or None."""
        return None

    def leaves(self) -> Iterator["Leaf"]:
        """Yield this leaf; a group yields those below it."""
        yield self


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCurve(Leaf):
    """A leaf with a scale.

    minimum: a grade or value below it (above it when lower is better) is not ranked.
    """

    curve: Curve
    minimum: Fraction | None = None
    lower_is_better: bool = False

    def fraction(self, value: Fraction, best: Fraction) -> Fraction:
        """Return the fraction on the curve."""
        return self.curve.at(value)

    def knocks_out(self, value: Fraction) -> Reason | None:
        """Return why the grade or value is not good enough, or None."""
        if self.minimum is None:
            return None
        if self.lower_is_better:
            return Reason.ABOVE_MAXIMUM if value > self.minimum else None
        return Reason.BELOW_MINIMUM if value < self.minimum else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded(OnCurve):
    """A criterion on which each assessor gives a grade (beoordelingscijfer), of which one is made."""

    section: ClassVar[str] = "grades"
    aggregate: Aggregate


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus(OnCurve):
    """A criterion on which the committee gives one grade together."""

    section: ClassVar[str] = "consensus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured(OnCurve):
    """A criterion on which the bid states a number: kilograms, percent, an MKI, a year."""

    section: ClassVar[str] = "values"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative(Leaf):
    """A number measured against the best number of all bids still there."""

    section: ClassVar[str] = "values"
    lower_is_better: bool

    def fraction(self, value: Fraction, best: Fraction) -> Fraction:
        """Return how near ``value`` comes to ``best``: 1 for the best itself."""
        return best / value if self.lower_is_better else value / best


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Leaf):
    """A criterion of named levels; the value of a bid is the fraction of its level."""

    section: ClassVar[str] = "levels"
    levels: Mapping[str, Fraction]

    def fraction(self, value: Fraction, best: Fraction) -> Fraction:
        """Return the fraction of the level."""
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A criterion that is the sum of its children; with ``minimum`` also a knock-out on that sum."""

    code: str
    children: tuple["Criterion", ...]
    minimum: Fraction | None = None

    def leaves(self) -> Iterator[Leaf]:
        """Yield all leaves below, in the order of the case."""
        for child in self.children:
            yield from child.leaves()


Criterion = Leaf | Group


@dataclass(frozen=True, slots=True)
class Entry:
    """What a bid brings to one leaf.

    value: the grade, the number, or the fraction of the level.
    given: as it stands in the case; None when ``value`` was computed of several grades.
    """

    value: Fraction
    given: str | int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bid:
    """An offer (inschrijving) that takes part in the computation.

    basis: what is compared: price, npv or eac, in euros, above 0.
    entries: code of the leaf -> what the bid brings.
    withdrawn: its line is struck after the computation (``keep_order``).
    """

    bidder: str
    basis: Fraction
    price: Fraction | None = None
    npv: Fraction | None = None
    eac: Fraction | None = None
    entries: Mapping[str, Entry]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An award to compute.

    ceiling: a basis above it is not ranked.
    formula: only for ``weighted_points``.
    quality_weight: the weight of quality over that of price; only for ``utility_index``.
    step: totals are rounded to a multiple of it; None for not at all.
    bids: those that take part, in the order of the case.
    set_aside: those that do not, since they were excluded or withdrawn.
    bidders: all, in the order of the case.
    """

    method: Method
    basis: Basis
    criteria: tuple[Criterion, ...]
    bids: tuple[Bid, ...]
    set_aside: Mapping[str, SetAside]
    bidders: tuple[str, ...]
    ceiling: Fraction | None = None
    formula: Formula | None = None
    quality_weight: Fraction | None = None
    step: Fraction | None = None
    tie_break: tuple[str, ...] = ()
    lot_order: tuple[str, ...] = ()

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All criteria that earn, in the order of the case."""
        return tuple(leaf for criterion in self.criteria for leaf in criterion.leaves())

    @property
    def nodes(self) -> tuple[Criterion, ...]:
        """All criteria, a group before its children."""
        return tuple(walk(self.criteria))


def walk(criteria: tuple[Criterion, ...]) -> Iterator[Criterion]:
    """Yield all criteria of a tree, a group before its children."""
    for criterion in criteria:
        yield criterion
        if isinstance(criterion, Group):
            yield from walk(criterion.children)
