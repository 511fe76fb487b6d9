"""Numbers of the format, rounding, writing, and irrational steps."""

from fractions import Fraction

import pytest

from criteria.domain.award import exact


@pytest.mark.parametrize(
    ("given", "number"),
    [
        (7, 7),
        (-7, -7),
        ("7.5", Fraction(15, 2)),
        ("-0.10", Fraction(-1, 10)),
        ("007", 7),
        ("-0", 0),
        ("1" * 40, int("1" * 40)),
        (int("9" * 40), int("9" * 40)),
    ],
)
def test_number_of_the_format_is_read_exactly(given, number):
    assert exact.read(given) == number


@pytest.mark.parametrize(
    "given",
    [
        "", "-", ".5", "5.", "+5", " 5", "5 ", "5\n", "1e3", "1,5", "NaN", "Infinity", "0x10", "1_000", "--1", "1.2.3",
        "٣", "５", "1" * 41, "0." + "1" * 39, int("9" * 41), -int("9" * 40), 1.5, float("nan"), True, False, None, [],
        {}, b"5",
    ],
)  # fmt: skip
def test_anything_else_is_no_number(given):
    assert exact.read(given) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0.0000000000"),
        (Fraction(1, 3), "0.3333333333"),
        (Fraction(2, 3), "0.6666666667"),
        (Fraction(-2, 3), "-0.6666666667"),
        (Fraction(5, 10**11), "0.0000000001"),
        (Fraction(-5, 10**11), "-0.0000000001"),
        (Fraction(-4, 10**11), "0.0000000000"),
        (Fraction(123456789), "123456789.0000000000"),
    ],
)
def test_figure_has_ten_decimals_half_up_and_no_minus_before_zero(value, text):
    assert exact.fixed(value) == text


def test_figure_of_more_digits_than_python_writes_is_written():
    assert exact.fixed(Fraction(10**6000)) == "1" + "0" * 6000 + "." + "0" * 10


@pytest.mark.parametrize(
    ("value", "step", "rounded"),
    [("81.485", "0.01", "81.49"), ("-81.485", "0.01", "-81.49"), ("81.4849", "0.01", "81.48"), ("74", "5", "75"),
     ("72.5", "5", "75"), ("0.07", "0.05", "0.05")],
)  # fmt: skip
def test_rounding_goes_to_the_nearest_step_and_a_half_away_from_zero(value, step, rounded):
    assert exact.to_step(Fraction(value), Fraction(step)) == Fraction(rounded)


def test_mean_and_median():
    grades = [Fraction(8), Fraction("6.5"), Fraction(7)]

    assert exact.mean(grades) == Fraction("21.5") / 3
    assert exact.median(grades) == 7
    assert exact.median([*grades, Fraction(6)]) == Fraction("6.75")


def test_whole_powers_are_exact():
    assert exact.power(Fraction(2, 3), Fraction(3)) == Fraction(8, 27)
    assert exact.power(Fraction(2, 3), Fraction(-2)) == Fraction(9, 4)
    assert exact.power(Fraction(2, 3), Fraction(0)) == 1


def test_broken_power_is_right_to_forty_decimals():
    assert exact.power(Fraction(4), Fraction(1, 2)) == 2
    assert abs(exact.power(Fraction(4, 9), Fraction(1, 2)) - Fraction(2, 3)) < Fraction(1, 10**40)


def test_irrational_outcome_is_cut_to_forty_decimals():
    assert exact.root(Fraction(2)) == Fraction("1.4142135623730950488016887242096980785697")


def test_logarithms_that_have_a_rational_quotient_give_it():
    assert exact.log_quotient(Fraction(2), Fraction(4)) == Fraction(1, 2)
    assert exact.log_quotient(Fraction(27), Fraction(3)) == 3
    assert exact.log_quotient(Fraction(1), Fraction(3)) == 0


def test_power_without_end_is_refused_and_one_that_vanishes_is_zero():
    for exponent in (-(10**5), -(10**9), -(10**39)):
        with pytest.raises(exact.TooLargeError):
            exact.power(Fraction(1, 2), Fraction(exponent))
    assert exact.power(Fraction(1, 2), Fraction(10**39)) == 0
