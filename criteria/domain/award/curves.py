"""Curves: from a grade or a measured value to the fraction of the points that it earns."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Knot = tuple[Fraction, Fraction]


class Between(StrEnum):
    """What holds between two knots: the straight line, or the fraction of the knot before."""

    LINEAR = "linear"
    STEP = "step"


class Outside(StrEnum):
    """What holds before the first knot and after the last."""

    CLAMP = "clamp"
    EXTEND = "extend"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Curve:
    """A scale: from a grade or value to a fraction, which may be negative and may fall.

    knots: one or more pairs of value and fraction; the values rise.
    """

    knots: tuple[Knot, ...]
    between: Between = Between.LINEAR
    outside: Outside = Outside.CLAMP

    def at(self, value: Fraction) -> Fraction:
        """Return the fraction at ``value``, exact; outside the knots as ``outside`` says.

        A curve that refuses values outside its knots is asked ``covers`` first; here it clamps.
        """
        if value <= self.knots[0][0] and not self._runs_on:
            return self.knots[0][1]
        if value >= self.knots[-1][0] and not self._runs_on:
            return self.knots[-1][1]
        before = bisect_right(self.knots, value, key=_value) - 1
        if self.between is Between.STEP:
            return self.knots[before][1]
        return _line(self.knots, min(max(before, 0), len(self.knots) - 2), value)

    def covers(self, value: Fraction) -> bool:
        """Whether ``value`` lies between the first and the last knot, both included."""
        return self.knots[0][0] <= value <= self.knots[-1][0]

    @property
    def _runs_on(self) -> bool:
        return self.outside is Outside.EXTEND and self.between is Between.LINEAR and len(self.knots) > 1


def _value(knot: Knot) -> Fraction:
    return knot[0]


def _line(knots: tuple[Knot, ...], first: int, value: Fraction) -> Fraction:
    (left, start), (right, end) = knots[first], knots[first + 1]
    return start + (end - start) * (value - left) / (right - left)
