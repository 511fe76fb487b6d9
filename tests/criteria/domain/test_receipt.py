"""Codes of bids and lateness."""

from datetime import UTC, datetime, timedelta

import pytest

from criteria.domain.receipt import code_of, codes_in_order, is_late, minutes_late

CLOSING = datetime(2023, 4, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("place", "code"), [(0, "A"), (4, "E"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ")]
)
def test_a_place_has_its_letters(place: int, code: str) -> None:
    assert code_of(place) == code


def test_there_is_no_place_below_the_first() -> None:
    with pytest.raises(ValueError):
        code_of(-1)


def test_codes_follow_the_order_of_receipt_and_not_of_registration() -> None:
    received = [("late", CLOSING), ("first", CLOSING - timedelta(days=2)), ("second", CLOSING - timedelta(days=1))]

    assert codes_in_order(received) == {"first": "A", "second": "B", "late": "C"}


def test_equal_moments_keep_the_order_given() -> None:
    assert codes_in_order([("x", CLOSING), ("y", CLOSING)]) == {"x": "A", "y": "B"}


def test_the_closing_moment_itself_is_in_time() -> None:
    assert not is_late(CLOSING, CLOSING)
    assert is_late(CLOSING + timedelta(seconds=1), CLOSING)


@pytest.mark.parametrize(("seconds", "minutes"), [(-5, 0), (0, 0), (1, 1), (59, 1), (60, 1), (119, 1), (120, 2)])
def test_minutes_late(seconds: int, minutes: int) -> None:
    assert minutes_late(CLOSING + timedelta(seconds=seconds), CLOSING) == minutes
