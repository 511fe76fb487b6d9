"""Life-cycle costs, worked with the arithmetic of a pocket calculator."""

from fractions import Fraction

import pytest

from criteria.domain.award import exact, lcc
from criteria.domain.award.lcc import Category, CostLine, Terms, Timing

FLOW = [Fraction(1000), Fraction(121), Fraction(-242)]
TEN_PERCENT = Fraction("0.1")


def line(amount, *years, growth="0", category=Category.USE):
    return CostLine(category, Fraction(amount), range(*years), Fraction(growth))


def test_cash_flow_holds_each_year_from_purchase_to_horizon():
    lines = [line("100", 0, 1), line("10", 1, 4), line("6", 1, 4, 2), line("-40", 3, 4, category=Category.RESIDUAL)]

    assert lcc.cash_flow(lines, 4) == [100, 16, 10, 10 + 6 - 40, 0]


def test_price_rise_counts_from_today():
    assert lcc.cash_flow([line("100", 0, 3, growth="0.1")], 2) == [100, 110, 121]


@pytest.mark.parametrize(
    ("timing", "first", "second"),
    [
        (Timing.END, Fraction(110), Fraction(-200)),
        (Timing.START, Fraction(121), Fraction(-220)),
    ],
)
def test_discounting_leaves_the_moment_of_purchase_alone(timing, first, second):
    assert lcc.discounted(FLOW, Terms(TEN_PERCENT, 2, timing)) == [1000, first, second]


def test_mid_year_discounting_is_the_whole_power_times_the_root():
    terms = Terms(Fraction("0.21"), 2, Timing.MID)

    assert lcc.discounted([Fraction(5), Fraction(11), Fraction("13.31")], terms) == [5, 10, 10]


def test_mid_year_root_is_cut_to_forty_decimals():
    half_year = exact.root(Fraction("1.05"))

    npv = lcc.npv([line("105", 1, 2)], Terms(Fraction("0.05"), 1, Timing.MID))

    assert npv == 100 * half_year
    assert (npv * 10**38).denominator == 1


@pytest.mark.parametrize("timing", Timing)
@pytest.mark.parametrize("rate", ["0", "0.0225", "-0.5", "3"])
def test_npv_is_the_sum_of_the_discounted_years(timing, rate):
    lines = [
        line("499.99", 0, 1),
        line("7.25", 1, 13),
        line("7.25", 0, 13, 5, growth="0.013"),
        line("3", 2, 12, 3, growth="0.013"),
        line("-40", 12, 13, growth="-0.1"),
        line("6", 1, 3, growth="-1"),
    ]
    terms = Terms(Fraction(rate), 12, timing)

    assert lcc.npv(lines, terms) == sum(lcc.discounted(lcc.cash_flow(lines, 12), terms))


def test_nothing_is_worth_nothing():
    assert lcc.npv([], Terms(TEN_PERCENT, 3)) == 0


def test_annuity_and_equivalent_annual_cost():
    assert lcc.annuity(Fraction("0.1"), 2) == Fraction(1, 11) * 10 + Fraction(100, 121)
    assert lcc.annuity(Fraction(0), 12) == 12
    assert lcc.eac(Fraction(1200), Terms(Fraction(0), 12)) == 100
    assert lcc.eac(Fraction(210), Terms(Fraction("0.1"), 2)) == 121


def test_published_equivalent_annual_cost_of_a_machine():
    terms = Terms(Fraction("0.05"), 3)
    npv = lcc.npv([line("50000", 0, 1), line("13000", 1, 4)], terms)

    assert exact.fixed(lcc.eac(npv, terms)) == "31360.4282315623"
