"""Life-cycle costs of a stored case for people: by year and kind, on a short budget and on the whole life.

Every figure is in euro, excluding VAT; nominal is at today's prices as the bidder gave it, discounted is what it is
worth today at the rate of the case.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from criteria.domain.award import lcc
from criteria.domain.award.exact import fixed
from criteria.domain.award.intake.costs import read_costs
from criteria.domain.award.intake.reader import Reader
from criteria.domain.award.lcc import Category, CostLine, Terms

BUDGET_YEARS = 4


@dataclass(frozen=True, slots=True)
class YearCosts:
    """The costs of one year. amounts: nominal, in the order of ``BidCosts.categories``."""

    year: int
    amounts: Sequence[Decimal]
    nominal: Decimal
    discounted: Decimal


@dataclass(frozen=True, slots=True)
class BidCosts:
    """The costs of one bid over the horizon.

    budget: nominal spending up to and including year BUDGET_YEARS; without_residual: present value without what the
    bidder pays back at the end.
    """

    bidder: str
    categories: Sequence[Category]
    years: Sequence[YearCosts]
    by_category: Sequence[Decimal]
    nominal: Decimal
    npv: Decimal
    without_residual: Decimal
    budget: Decimal


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One bid on both horizons with its place on each: 1 is the cheapest, equal amounts share a place."""

    bidder: str
    budget: Decimal
    nominal: Decimal
    budget_place: int
    nominal_place: int


def costs_of(case: Mapping[str, Any]) -> list[BidCosts]:
    """Return the costs of every bid of the case that has cost lines, in the order of the case."""
    if "lcc" not in case:
        return []
    terms = Terms(Fraction(str(case["lcc"]["rate"])), int(case["lcc"]["years"]))
    read = [(bid["bidder"], read_costs(Reader(bid["costs"], []), terms)) for bid in case["bids"] if bid.get("costs")]
    used = {line.category for _bidder, lines in read for line in lines}
    categories = [category for category in Category if category in used]
    return [_costs(bidder, lines, categories, terms) for bidder, lines in read]


def budget_rows(costs: Sequence[BidCosts]) -> list[BudgetRow]:
    """Return the bids on the short budget and on the whole life."""
    budgets, wholes = sorted(one.budget for one in costs), sorted(one.nominal for one in costs)
    return [
        BudgetRow(
            bidder=one.bidder,
            budget=one.budget,
            nominal=one.nominal,
            budget_place=budgets.index(one.budget) + 1,
            nominal_place=wholes.index(one.nominal) + 1,
        )
        for one in costs
    ]


def _costs(bidder: str, lines: Sequence[CostLine], categories: Sequence[Category], terms: Terms) -> BidCosts:
    flows = {name: lcc.cash_flow([one for one in lines if one.category is name], terms.years) for name in categories}
    whole = lcc.cash_flow(lines, terms.years)
    today = lcc.discounted(whole, terms)
    kept = [one for one in lines if one.category is not Category.RESIDUAL]
    return BidCosts(
        bidder=bidder,
        categories=categories,
        years=[
            YearCosts(year, [_money(flows[name][year]) for name in categories], _money(whole[year]), _money(worth))
            for year, worth in enumerate(today)
        ],
        by_category=[_money(sum(lcc.discounted(flows[name], terms))) for name in categories],
        nominal=_money(sum(whole)),
        npv=_money(sum(today)),
        without_residual=_money(lcc.npv(kept, terms)),
        budget=_money(sum(whole[: BUDGET_YEARS + 1])),
    )


def _money(value: Fraction | int) -> Decimal:
    return Decimal(fixed(Fraction(value)))
