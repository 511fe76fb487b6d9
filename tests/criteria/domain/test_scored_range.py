"""The range in which a curve earns points: where it earns nothing, and from where it earns all."""

from decimal import Decimal

import pytest

from criteria.domain.scored_range import scored_range


@pytest.mark.parametrize(
    ("knots", "expected"),
    [
        ([(1, 1), (5, 0)], (5, 1)),
        ([(0, 1), (1, 1), (5, 0), (9, 0)], (5, 1)),
        ([(40, 0), (80, 1)], (40, 80)),
        ([(0, 0), (40, 0), (80, 1), (100, 1)], (40, 80)),
        ([(1, 1), (5, "0.2")], None),
        ([(1, 0), (5, 1), (9, 0)], None),
        ([(1, 0), (5, 0)], None),
        ([(1, 1)], None),
        ([], None),
    ],
)
def test_the_ends_of_a_curve(knots, expected):
    found = scored_range([(Decimal(value), Decimal(fraction)) for value, fraction in knots])

    assert found == (tuple(Decimal(value) for value in expected) if expected else None)
