"""Figures as Dutch people type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from procurement.core.form_fields import FigureField


@pytest.mark.parametrize(
    ("typed", "figure"), [("1.250,5", "1250.5"), (" 41 ", "41"), ("-0,5", "-0.5"), ("12.5", "12.5"), ("1.250", "1250")]
)
def test_a_figure_is_read_the_dutch_way(typed, figure):
    assert FigureField().clean(typed) == Decimal(figure)


@pytest.mark.parametrize(("typed", "code"), [("veel", "not_a_number"), ("1.25.0", "grouping"), ("9" * 41, "too_long")])
def test_what_is_no_figure_is_refused(typed, code):
    with pytest.raises(ValidationError) as caught:
        FigureField().clean(typed)

    assert caught.value.code == code


def test_limits_of_the_column_hold():
    with pytest.raises(ValidationError):
        FigureField(max_digits=5, decimal_places=3).clean("123,4567")


def test_nothing_typed_is_nothing():
    assert FigureField(required=False).clean("  ") is None


@pytest.mark.parametrize(
    ("stored", "shown"), [(Decimal("41.000"), "41"), (Decimal("1234.500"), "1.234,5"), ("veel", "veel"), (None, None)]
)
def test_a_figure_is_shown_without_needless_zeros(stored, shown):
    assert FigureField().prepare_value(stored) == shown


def test_what_is_stored_equals_what_is_typed():
    field = FigureField(required=False)

    assert not field.has_changed(Decimal("41.000"), "41")
    assert field.has_changed(Decimal("41.000"), "42")
