"""The points for costs as a line: what each amount earns, for the picture beside the formula."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from criteria.domain.award.formulas import (
    Formula,
    LinearAbsolute,
    LinearFromLowest,
    LinearLowestHighest,
    Logarithmic,
    Power,
)
from criteria.domain.model_case import RELATIVE_FORMULAS, Part
from criteria.domain.vocabulary import AwardMethod, PriceFormula

Point = tuple[Decimal, Decimal]

# Relative formulas are drawn over costs as a percentage of the lowest bid.
LOWEST, HIGHEST = Fraction(100), Fraction(200)
STEPS = 40
MARGIN = Fraction(3, 20)


def price_curve(part: Part) -> list[Point]:
    """Return what costs earn: amounts in euro, or percents of the lowest bid for a relative formula.

    Empty while the formula lacks a figure, or has one with which it cannot be computed.
    """
    points = Fraction(part["price_points"] or 0)
    if part["method"] != AwardMethod.WEIGHTED_POINTS or points <= 0 or not part["formula"]:
        return []
    kind = PriceFormula(part["formula"])
    if kind in RELATIVE_FORMULAS:
        formula = _relative(kind, points, part)
        return _sampled(formula) if formula else []
    low, high = Fraction(part["price_floor_eur"] or 0), Fraction(part["price_ceiling_eur"] or 0)
    if not part["price_floor_eur"] or not part["price_ceiling_eur"] or low >= high:
        return []
    absolute = LinearAbsolute(max_points=points, floor=low, ceiling=high)
    margin = (high - low) * MARGIN
    amounts = [max(low - margin, Fraction(0)), low, high, high + margin]
    return [_point(x, absolute.points(x, low=x, high=x)) for x in dict.fromkeys(amounts)]


def _relative(kind: PriceFormula, points: Fraction, part: Part) -> Formula | None:
    zero_at, exponent = Fraction(part["zero_at"] or 0), Fraction(part["exponent"] or 0)
    if kind in (PriceFormula.LINEAR_FROM_LOWEST, PriceFormula.LOGARITHMIC) and zero_at <= 1:
        return None
    if kind is PriceFormula.POWER and not 0 < exponent <= 100:
        return None
    makers: dict[PriceFormula, Callable[[], Formula]] = {
        PriceFormula.LOWEST_OVER_PRICE: lambda: Power(max_points=points),
        PriceFormula.POWER: lambda: Power(max_points=points, exponent=exponent),
        PriceFormula.LINEAR_FROM_LOWEST: lambda: LinearFromLowest(max_points=points, zero_at=zero_at),
        PriceFormula.LOGARITHMIC: lambda: Logarithmic(max_points=points, zero_at=zero_at),
        PriceFormula.LINEAR_LOWEST_HIGHEST: lambda: LinearLowestHighest(max_points=points),
    }
    return makers[kind]()


def _sampled(formula: Formula) -> list[Point]:
    amounts = [LOWEST + (HIGHEST - LOWEST) * step / STEPS for step in range(STEPS + 1)]
    return [_point(x, formula.points(x, low=LOWEST, high=HIGHEST)) for x in amounts]


def _point(x: Fraction, y: Fraction) -> Point:
    return _decimal(x), _decimal(y)


def _decimal(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.0001")).normalize() + Decimal(0)
