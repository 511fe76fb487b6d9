"""Life-cycle costs: cash flow per year, net present value (npv) and equivalent annual cost (eac).

Amounts are in euros at today's prices, negative for income; rates are real, per year (0.0225 is 2.25%).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm

from criteria.domain.award import exact


class Category(StrEnum):
    """What a cost line pays for. Source: Directive 2014/24/EU, article 68; Aw 2012, article 2.115a."""

    ACQUISITION = "acquisition"
    USE = "use"
    ENERGY = "energy"
    MAINTENANCE = "maintenance"
    REPAIR = "repair"
    INSURANCE = "insurance"
    TAX = "tax"
    TRAINING = "training"
    END_OF_LIFE = "end_of_life"
    EXTERNAL = "external"
    RESIDUAL = "residual"


class Timing(StrEnum):
    """When in a year its costs fall, from year 1 on; year 0 is the moment of purchase and never discounted."""

    END = "end"
    MID = "mid"
    START = "start"


@dataclass(frozen=True, slots=True)
class Terms:
    """How costs are brought to today: real rate a year (above -1), horizon in years, moment in the year."""

    rate: Fraction
    years: int
    timing: Timing = Timing.END


@dataclass(frozen=True, slots=True)
class CostLine:
    """A cost that falls in one or more years.

    amount: euros each time, at today's prices; negative is income, such as a residual value.
    years: the years in which it falls, 0 being the moment of purchase.
    growth: real price rise a year; the amount in year t is ``amount * (1 + growth) ** t``.
    """

    category: Category
    amount: Fraction
    years: range
    growth: Fraction = Fraction(0)

    def in_year(self, year: int) -> Fraction:
        """Return the amount due in ``year`` if the line falls in it."""
        return self.amount * (1 + self.growth) ** year if self.growth else self.amount


def cash_flow(lines: Iterable[CostLine], years: int) -> list[Fraction]:
    """Return the amounts due in the years 0 to ``years``, not discounted; no line may lie beyond."""
    flow = [Fraction(0)] * (years + 1)
    for line in lines:
        for year in line.years:
            flow[year] += line.in_year(year)
    return flow


def discounted(flow: Sequence[Fraction], terms: Terms) -> list[Fraction]:
    """Return what each year of ``flow`` is worth today; the sum of the list is the npv."""
    moment = _moment(terms)
    return [amount * moment / (1 + terms.rate) ** year if year else amount for year, amount in enumerate(flow)]


def npv(lines: Iterable[CostLine], terms: Terms) -> Fraction:
    """Return the net present value of ``lines``, none of which may lie beyond the horizon.

    It is the sum of ``discounted(cash_flow(...))``, summed line by price rise over one common denominator:
    year by year it takes seconds when the horizon is long and the rates have many decimals.
    """
    today: dict[Fraction, list[Fraction]] = {}
    for line in lines:
        amounts = today.setdefault(line.growth, [Fraction(0)] * (terms.years + 1))
        for year in line.years:
            amounts[year] += line.amount
    at_once = sum((amounts[0] for amounts in today.values()), Fraction(0))
    later = [
        _polynomial([Fraction(0), *amounts[1:]], (1 + growth) / (1 + terms.rate)) for growth, amounts in today.items()
    ]
    return at_once + sum(later, Fraction(0)) * _moment(terms)


def eac(present_value: Fraction, terms: Terms) -> Fraction:
    """Return the yearly amount, due at the end of each year of the horizon, that is worth ``present_value``."""
    return present_value / annuity(terms.rate, terms.years)


def annuity(rate: Fraction, years: int) -> Fraction:
    """Return what one euro at the end of each year is worth today."""
    return (1 - (1 + rate) ** -years) / rate if rate else Fraction(years)


def _moment(terms: Terms) -> Fraction:
    """What an amount gains by falling earlier than at the end of its year."""
    if terms.timing is Timing.MID:
        return exact.root(1 + terms.rate)
    return 1 + terms.rate if terms.timing is Timing.START else Fraction(1)


def _polynomial(coefficients: Sequence[Fraction], x: Fraction) -> Fraction:
    """The sum of each coefficient times ``x`` to the power of its place, by Horner's rule on integers."""
    unit = lcm(*(coefficient.denominator for coefficient in coefficients))
    total, scale = 0, 1
    for coefficient in reversed(coefficients):
        total = total * x.numerator + coefficient.numerator * (unit // coefficient.denominator) * scale
        scale *= x.denominator
    return Fraction(total * x.denominator, unit * scale)
