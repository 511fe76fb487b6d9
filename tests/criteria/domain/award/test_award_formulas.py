"""Price formulas: points for a basis, and back to the basis that earns so much more than a rival."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from criteria.domain.award.formulas import (
    LinearAbsolute,
    LinearFromLowest,
    LinearLowestHighest,
    Logarithmic,
    Power,
)
from tests.criteria.domain.award.builders import QUICK

M = Fraction(40)
ABSOLUTE = LinearAbsolute(max_points=M, floor=Fraction(100), ceiling=Fraction(200))
FROM_LOWEST = LinearFromLowest(max_points=M, zero_at=Fraction(2))
LOGARITHMIC = Logarithmic(max_points=M, zero_at=Fraction(4))
LOWEST_HIGHEST = LinearLowestHighest(max_points=M)


@pytest.mark.parametrize(
    ("formula", "points"),
    [
        (Power(max_points=M), ["40", "32", "20", "10"]),
        (Power(max_points=M, exponent=Fraction(2)), ["40", "25.6", "10", "2.5"]),
        (Power(max_points=M, exponent=Fraction(0)), ["40", "40", "40", "40"]),
        (Power(max_points=M, exponent=Fraction(-1)), ["40", "50", "80", "160"]),
        (FROM_LOWEST, ["40", "30", "0", "0"]),
        (LinearFromLowest(max_points=M, zero_at=Fraction(2), clip=False), ["40", "30", "0", "-80"]),
        (LinearFromLowest(max_points=M, zero_at=Fraction("1.5")), ["40", "20", "0", "0"]),
        (LOWEST_HIGHEST, ["40", str(Fraction(110, 3)), str(Fraction(80, 3)), "0"]),
        (ABSOLUTE, ["40", "30", "0", "0"]),
        (Logarithmic(max_points=M, zero_at=Fraction(2)), ["40", None, "0", "0"]),
        (Logarithmic(max_points=M, zero_at=Fraction(2), clip=False), ["40", None, "0", "-40"]),
        (LOGARITHMIC, ["40", None, "20", "0"]),
    ],
)
def test_points_at_the_lowest_a_quarter_above_twice_and_four_times(formula, points):
    bases = [Fraction(100), Fraction(125), Fraction(200), Fraction(400)]

    given_points = [formula.points(basis, low=bases[0], high=bases[-1]) for basis in bases]

    expected = [None if text is None else Fraction(text) for text in points]
    assert [p if e is not None else None for p, e in zip(given_points, expected, strict=True)] == expected


def test_half_the_highest_loss_lies_at_the_square_root_on_a_logarithmic_scale():
    formula = Logarithmic(max_points=M, zero_at=Fraction(16))

    assert formula.points(Fraction(400), low=Fraction(100), high=Fraction(400)) == 20


def test_bids_of_one_price_all_get_all_points_between_lowest_and_highest():
    assert LOWEST_HIGHEST.points(Fraction(7), low=Fraction(7), high=Fraction(7)) == M


def test_only_the_absolute_formula_does_not_look_at_other_bids():
    formulas = [ABSOLUTE, FROM_LOWEST, LOGARITHMIC, LOWEST_HIGHEST, Power(max_points=M)]

    assert [formula.is_relative for formula in formulas] == [False, True, True, True, True]


FORMULAS = [
    ABSOLUTE,
    FROM_LOWEST,
    LinearFromLowest(max_points=M, zero_at=Fraction("1.3"), clip=False),
    LOWEST_HIGHEST,
    LOGARITHMIC,
    Logarithmic(max_points=M, zero_at=Fraction("1.5"), clip=False),
    Power(max_points=M),
    Power(max_points=M, exponent=Fraction(3)),
    Power(max_points=M, exponent=Fraction("0.7")),
    Power(max_points=M, exponent=Fraction(0)),
    Power(max_points=M, exponent=Fraction(-2)),
]
bases = st.integers(50, 450).map(Fraction)


@pytest.mark.parametrize("formula", FORMULAS, ids=repr)
@QUICK
@given(own=bases, others=st.lists(bases, min_size=1, max_size=4))
def test_basis_that_earns_what_it_earns_is_found_back(formula, own, others):
    rival, low, high = others[0], min(others), max(others)
    assume(low < high or own >= low)  # below rivals of one basis the two-sided formula has no highest
    points = [formula.points(basis, low=min(own, low), high=max(own, high)) for basis in (own, rival)]

    found = list(formula.ahead(points[0] - points[1], rival=rival, low=low, high=high))

    near = Fraction(1, 10**20)
    assert any(first - near <= own and (last is None or own <= last + near) for first, last in found)


@pytest.mark.parametrize("formula", FORMULAS, ids=repr)
@QUICK
@given(by=st.integers(-45, 45).map(Fraction), others=st.lists(bases, min_size=2, max_size=4))
def test_at_every_end_that_is_found_the_bid_is_ahead_by_as_much(formula, by, others):
    rival, low, high = others[0], min(others), max(others)
    assume(low < high)  # when all others are equal the two-sided formula jumps there

    for interval in formula.ahead(by, rival=rival, low=low, high=high):
        for basis in (end for end in interval if end is not None and end > 0):
            points = [formula.points(price, low=min(basis, low), high=max(basis, high)) for price in (basis, rival)]
            assert abs(points[0] - points[1] - by) < Fraction(1, 10**20)
