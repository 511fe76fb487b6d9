"""Scales: between the knots, on them, and outside."""

from fractions import Fraction

import pytest

from criteria.domain.award.curves import Between, Curve, Outside


def curve(*knots, between=Between.LINEAR, outside=Outside.CLAMP):
    return Curve(tuple((Fraction(at), Fraction(fraction)) for at, fraction in knots), between, outside)


BENT = (("2", "-0.5"), ("6", "0"), ("10", "1"))


@pytest.mark.parametrize(
    ("outside", "value", "fraction"),
    [
        (Outside.CLAMP, "1", "-0.5"),
        (Outside.CLAMP, "2", "-0.5"),
        (Outside.CLAMP, "4", "-0.25"),
        (Outside.CLAMP, "6", "0"),
        (Outside.CLAMP, "7", "0.25"),
        (Outside.CLAMP, "10", "1"),
        (Outside.CLAMP, "12", "1"),
        (Outside.EXTEND, "0", "-0.75"),
        (Outside.EXTEND, "2", "-0.5"),
        (Outside.EXTEND, "6", "0"),
        (Outside.EXTEND, "10", "1"),
        (Outside.EXTEND, "12", "1.5"),
        (Outside.REFUSE, "7", "0.25"),
    ],
)
def test_linear_curve(outside, value, fraction):
    assert curve(*BENT, outside=outside).at(Fraction(value)) == Fraction(fraction)


@pytest.mark.parametrize("outside", Outside)
@pytest.mark.parametrize(
    ("value", "fraction"),
    [("0", "-0.5"), ("2", "-0.5"), ("5.99", "-0.5"), ("6", "0"), ("9.9", "0"), ("10", "1"), ("11", "1")],
)
def test_step_curve_keeps_the_last_knot_not_above_the_value(outside, value, fraction):
    assert curve(*BENT, between=Between.STEP, outside=outside).at(Fraction(value)) == Fraction(fraction)


@pytest.mark.parametrize("outside", Outside)
@pytest.mark.parametrize("value", ["-5", "3", "5"])
def test_curve_of_one_knot_is_flat(outside, value):
    assert curve(("3", "0.7"), outside=outside).at(Fraction(value)) == Fraction("0.7")


def test_curve_may_fall():
    assert curve(("65000", "1"), ("125000", "0")).at(Fraction(79700)) == Fraction("0.755")


def test_curve_covers_its_end_knots():
    bent = curve(*BENT)

    assert [bent.covers(Fraction(value)) for value in ("1.99", "2", "10", "10.01")] == [False, True, True, False]
