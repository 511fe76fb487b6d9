"""Price formulas: from the basis of a bid (its price, npv or eac) to price points, and back.

Going back serves the break-even basis. All formulas but ``LinearAbsolute`` look at other bids: at the lowest
basis of all or the highest too. So moving one bid may move the points of its rivals, and the equation is
solved apart for each place the moving bid can have: lowest of all, highest of all, or neither.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from criteria.domain.award import exact

Interval = tuple[Fraction, Fraction | None]
"""Bases from one value to another, both included; None: without end."""

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula(ABC):
    """A way to give points for a basis; ``max_points`` is above 0."""

    max_points: Fraction

    @property
    def is_relative(self) -> bool:
        """Whether the points depend on the other bids."""
        return True

    @abstractmethod
    def points(self, basis: Fraction, *, low: Fraction, high: Fraction) -> Fraction:
        """Return the points for ``basis``; ``low`` and ``high`` are the extremes of all bids, it included."""

    @abstractmethod
    def ahead(self, by: Fraction, *, rival: Fraction, low: Fraction, high: Fraction) -> Iterator[Interval]:
        """Yield the bases at which a bid earns ``by`` points more than the bid at basis ``rival``.

        ``low`` and ``high`` are the extremes of the other bids; ``by`` may be negative. What is yielded below 0
        has no meaning.

        Raises:
            exact.TooLargeError: a basis has more digits than can be handled.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearAbsolute(Formula):
    """All points at ``floor`` and below, none at ``ceiling`` and above, a straight line between."""

    floor: Fraction
    ceiling: Fraction

    @property
    def is_relative(self) -> bool:
        """Never: a bidder can compute its own points before the bids are opened."""
        return False

    def points(self, basis: Fraction, *, low: Fraction, high: Fraction) -> Fraction:
        """Return the points for ``basis``; the other bids do not matter."""
        line = self.max_points * (self.ceiling - basis) / (self.ceiling - self.floor)
        return min(max(line, _NOTHING), self.max_points)

    def ahead(self, by: Fraction, *, rival: Fraction, low: Fraction, high: Fraction) -> Iterator[Interval]:
        """Yield one basis, or all those below the floor or above the ceiling."""
        wanted = by + self.points(rival, low=low, high=high)
        if wanted == self.max_points:
            yield _NOTHING, self.floor
        elif wanted == 0:
            yield self.ceiling, None
        elif 0 < wanted < self.max_points:
            yield _point(self.ceiling - wanted * (self.ceiling - self.floor) / self.max_points)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearLowestHighest(Formula):
    """All points for the lowest, none for the highest, a straight line between; all when they are equal."""

    def points(self, basis: Fraction, *, low: Fraction, high: Fraction) -> Fraction:
        """Return the points for ``basis`` between ``low`` and ``high``."""
        return self.max_points * (high - basis) / (high - low) if low < high else self.max_points

    def ahead(self, by: Fraction, *, rival: Fraction, low: Fraction, high: Fraction) -> Iterator[Interval]:
        """Yield the bases at which the bid would be lowest, between, or highest."""
        if low < high:
            yield from self._as_lowest(self.max_points - by, rival, low, high)
            wanted = by + self.points(rival, low=low, high=high)
            if 0 <= wanted <= self.max_points:
                yield _point(high - wanted * (high - low) / self.max_points)
            yield from self._as_highest(-by, rival, low, high)
        elif by == 0:
            yield _point(low)
        elif by == -self.max_points:
            yield low, None
        # Ahead by all points it is at every basis below the rivals but not at theirs: no highest one.

    def _as_lowest(self, wanted: Fraction, rival: Fraction, low: Fraction, high: Fraction) -> Iterator[Interval]:
        """The bid earns all, the rival ``max_points * (high - rival) / (high - basis)``, to be ``wanted``."""
        if rival == high:
            if wanted == 0:
                yield _NOTHING, low
        elif wanted > 0:
            basis = high - self.max_points * (high - rival) / wanted
            if basis <= low:
                yield _point(basis)

    def _as_highest(self, wanted: Fraction, rival: Fraction, low: Fraction, high: Fraction) -> Iterator[Interval]:
        """The bid earns nothing, the rival ``max_points * (basis - rival) / (basis - low)``."""
        if wanted == self.max_points:
            if rival == low:
                yield high, None
        else:
            basis = (self.max_points * rival - wanted * low) / (self.max_points - wanted)
            if basis >= high:
                yield _point(basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioFormula(Formula):
    """A formula that looks only at the ratio of a basis to the lowest one; the lowest earns all points."""

    @abstractmethod
    def at(self, ratio: Fraction) -> Fraction:
        """Return the points at ``ratio`` times the lowest basis."""

    @abstractmethod
    def ratios(self, points: Fraction) -> Interval | None:
        """Return the ratios at which ``points`` are earned, or None."""

    def points(self, basis: Fraction, *, low: Fraction, high: Fraction) -> Fraction:
        """Return the points for ``basis``; ``high`` does not matter."""
        return self.at(basis / low)

    def ahead(self, by: Fraction, *, rival: Fraction, low: Fraction, high: Fraction) -> Iterator[Interval]:
        """Yield the bases at which the bid would not be the lowest, and those at which it would."""
        own = self.ratios(by + self.at(rival / low))
        if own is not None and (own[1] is None or own[1] >= 1):
            yield max(own[0], Fraction(1)) * low, None if own[1] is None else own[1] * low
        others = self.ratios(self.max_points - by)
        if others is not None and (others[1] is None or others[1] > 0):
            lowest = _NOTHING if others[1] is None else rival / others[1]
            if lowest <= low:
                yield lowest, min(rival / others[0], low) if others[0] else low


@dataclass(frozen=True, slots=True, kw_only=True)
class Power(RatioFormula):
    """Max points times (lowest / basis) to a power; with exponent 1 it is lowest over price."""

    exponent: Fraction = Fraction(1)

    def at(self, ratio: Fraction) -> Fraction:
        """Return the points at ``ratio`` times the lowest basis."""
        return self.max_points * exact.power(1 / ratio, self.exponent)

    def ratios(self, points: Fraction) -> Interval | None:
        """Return the one ratio that earns ``points``; every ratio when the exponent is 0."""
        if self.exponent == 0:
            return (_NOTHING, None) if points == self.max_points else None
        if points <= 0:
            return None
        return _point(exact.power(points / self.max_points, -1 / self.exponent))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipped(RatioFormula):
    """A formula that reaches 0 at ``zero_at`` (above 1) times the lowest, and stays there if ``clip``."""

    zero_at: Fraction
    clip: bool = True

    @abstractmethod
    def line(self, ratio: Fraction) -> Fraction:
        """Return the points at ``ratio``, not clipped."""

    @abstractmethod
    def ratio_on_line(self, points: Fraction) -> Fraction:
        """Return the ratio at which ``line`` gives ``points``."""

    def at(self, ratio: Fraction) -> Fraction:
        """Return the points at ``ratio`` times the lowest basis."""
        points = self.line(ratio)
        return max(points, _NOTHING) if self.clip else points

    def ratios(self, points: Fraction) -> Interval | None:
        """Return the ratio that earns ``points``, or when clipped and 0 all those from ``zero_at`` on."""
        if self.clip and points <= 0:
            return (self.zero_at, None) if points == 0 else None
        return _point(self.ratio_on_line(points))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearFromLowest(Clipped):
    """A straight line from all points for the lowest basis to none at ``zero_at`` times the lowest."""

    def line(self, ratio: Fraction) -> Fraction:
        """Return the points at ``ratio``, not clipped."""
        return self.max_points * (1 - (ratio - 1) / (self.zero_at - 1))

    def ratio_on_line(self, points: Fraction) -> Fraction:
        """Return the ratio at which ``line`` gives ``points``."""
        return 1 + (1 - points / self.max_points) * (self.zero_at - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logarithmic(Clipped):
    """The formula of Chen: each further percent above the lowest costs less than the one before."""

    def line(self, ratio: Fraction) -> Fraction:
        """Return the points at ``ratio``, not clipped."""
        return self.max_points * (1 - exact.log_quotient(ratio, self.zero_at))

    def ratio_on_line(self, points: Fraction) -> Fraction:
        """Return the ratio at which ``line`` gives ``points``."""
        return exact.power(self.zero_at, 1 - points / self.max_points)


def _point(value: Fraction) -> Interval:
    return value, value
