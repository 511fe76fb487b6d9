"""Grades of a committee: whole or not, mean, spread, order of reading."""

from decimal import Decimal

import pytest

from criteria.domain.committee import Given, Progress, mean_of, must_be_discussed, reading_order, spread_of


def grades(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("given", "complete", "begun"),
    [
        (Given(), False, False),
        (Given(Decimal(0), "Niets beschreven."), True, True),
        (Given(Decimal(8), "   "), False, True),
        (Given(None, "Nog geen cijfer."), False, True),
    ],
)
def test_an_empty_grade_is_not_a_zero(given: Given, complete: bool, begun: bool) -> None:
    assert (given.is_complete, given.is_begun) == (complete, begun)


def test_progress_over_nothing_is_not_complete() -> None:
    assert not Progress(0, 0).is_complete
    assert Progress(3, 3).is_complete
    assert not Progress(2, 3).is_complete


@pytest.mark.parametrize(
    ("given", "mean"),
    [
        (grades("8", "8", "6", "8", "8"), "7.6"),
        (grades("6", "4", "6", "4", "6"), "5.2"),
        (grades("6", "6", "8"), "6.666667"),
        (grades("7"), "7"),
    ],
)
def test_the_mean_of_grades(given: list[Decimal], mean: str) -> None:
    assert mean_of(given) == Decimal(mean)


def test_no_grades_have_no_mean() -> None:
    with pytest.raises(ValueError):
        mean_of([])


def test_spread_is_highest_minus_lowest() -> None:
    assert spread_of(grades("6", "10", "8")) == 4
    assert spread_of(grades("6")) == 0


@pytest.mark.parametrize(
    ("given", "tolerance", "expected"),
    [
        (grades("6", "8"), Decimal(4), False),
        (grades("6", "10"), Decimal(4), True),
        (grades("6", "8"), None, True),
        (grades("6", "6"), None, False),
        (grades("6", "6"), Decimal(0), False),
    ],
)
def test_a_spread_is_discussed_from_the_published_tolerance(
    given: list[Decimal], tolerance: Decimal | None, expected: bool
) -> None:
    assert must_be_discussed(given, tolerance) is expected


def test_each_reader_has_an_order_of_their_own_that_stays() -> None:
    bids = list("ABCDEFGH")

    orders = {reader: reading_order(bids, reader=reader, key=bids) for reader in range(6)}

    assert all(sorted(order) == bids for order in orders.values())
    assert orders[1] == reading_order(list(reversed(bids)), reader=1, key=list(reversed(bids)))
    assert len({tuple(order) for order in orders.values()}) > 1
