"""The hundred points of a model."""

from decimal import Decimal

import pytest

from criteria.domain.points import first_above, points_fault, points_left


@pytest.mark.parametrize(
    ("others", "left"),
    [([], 100), ([None], 100), ([Decimal("27.5"), None, Decimal(40)], "32.5"), ([Decimal(80), Decimal(40)], -20)],
)
def test_what_is_left_of_a_hundred(others, left):
    assert points_left(others) == Decimal(left)


@pytest.mark.parametrize(
    ("points", "left", "before", "fault"),
    [
        (None, 20, None, ""),
        (0, -20, None, ""),
        (20, 20, None, ""),
        ("20.001", 20, None, "above_left"),
        (100, 100, None, ""),
        ("100.001", 200, None, "above_whole"),
        (900, 20, 1000, "above_whole"),
        # Too many already: lowering is a step on the way, raising is not.
        (30, 20, 40, ""),
        (40, 20, 40, ""),
        (41, 20, 40, "above_left"),
    ],
)
def test_points_that_cannot_come_out_are_named(points, left, before, fault):
    found = points_fault(
        None if points is None else Decimal(points),
        left=Decimal(left),
        before=None if before is None else Decimal(before),
    )

    assert found == fault


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], None),
        ([40, None, 30], None),
        ([60, 40], None),
        ([60, 50, 10], (1, 20)),
        ([60, 30, 30], (2, 20)),
        ([101], (0, 1)),
        # Below zero is refused elsewhere; it may bring the sum back, and then nothing is too many.
        ([120, -30], None),
    ],
)
def test_the_figure_that_goes_over_is_pointed_at(points, expected):
    assert first_above(None if one is None else Decimal(one) for one in points) == expected
