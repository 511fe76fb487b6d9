from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.core.domain.decimals import (
    MINUS,
    NBSP,
    NumberFormatError,
    format_euro,
    format_number,
    format_percent,
    format_unit,
    parse_dutch,
    round_half_up,
    round_to_step,
    unit_name,
)

AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("0.5", 0, "1"), ("81.475", 2, "81.48"), ("2", 2, "2.00")],
)
def test_a_half_moves_away_from_zero(value, places, rounded):
    assert str(round_half_up(Decimal(value), places)) == rounded


@pytest.mark.parametrize(
    ("value", "step", "rounded"),
    [("7.25", "0.5", "7.5"), ("7.24", "0.5", "7.0"), ("-7.25", "0.5", "-7.5"), ("1234", "1000", "1000")],
)
def test_rounding_goes_to_the_nearest_step(value, step, rounded):
    assert round_to_step(Decimal(value), Decimal(step)) == Decimal(rounded)


def test_a_step_of_nothing_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        round_to_step(Decimal(1), Decimal(0))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("€ 1.234.567", "1234567"),
        ("1.250", "1250"),
        ("12.5", "12.5"),
        ("12.50", "12.50"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        (",5", "0.5"),
        ("-0,5", "-0.5"),
        (f"€{NBSP}{MINUS}59.976,00", "-59976"),
        ("+3", "3"),
        (" 1 234,5 ", "1234.5"),
        ("007", "7"),
    ],
)
def test_dutch_input_is_read_as_a_dutch_reader_means_it(text, value):
    assert parse_dutch(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" € ", "empty"),
        ("1.23.456", "grouping"),
        ("1.23,4", "grouping"),
        ("1.234.56", "grouping"),
        ("1,234.56", "not_a_number"),
        ("1,2,3", "not_a_number"),
        ("twaalf", "not_a_number"),
        ("1e5", "not_a_number"),
        ("NaN", "not_a_number"),
        ("-", "not_a_number"),
        ("²", "not_a_number"),
        ("١٢", "not_a_number"),
        ("5%", "not_a_number"),
        ("9" * 41, "too_long"),
    ],
)
def test_what_is_no_number_is_refused_with_a_reason(text, code):
    with pytest.raises(NumberFormatError) as error:
        parse_dutch(text)

    assert error.value.code == code


@pytest.mark.parametrize(
    ("value", "places", "language", "text"),
    [
        ("1234.5", None, "nl", "1.234,5"),
        ("1234.50", None, "nl", "1.234,5"),
        ("1234567", None, "nl", "1.234.567"),
        ("1234.5", 2, "nl", "1.234,50"),
        ("1234.5", 2, "en", "1,234.50"),
        ("1234.5", 0, "en-gb", "1,235"),
        ("-0.004", 2, "nl", "0,00"),
        ("-12", None, "nl", f"{MINUS}12"),
        ("1E+3", None, "nl", "1.000"),
        ("1000", None, "fr", "1.000"),
    ],
)
def test_numbers_are_written_in_the_language(value, places, language, text):
    assert format_number(Decimal(value), places=places, language=language) == text


@pytest.mark.parametrize(
    ("value", "places", "language", "text"),
    [
        ("1234.5", 2, "nl", f"€{NBSP}1.234,50"),
        ("-59976", 0, "nl", f"€{NBSP}{MINUS}59.976"),
        ("1234.5", 2, "en", "€1,234.50"),
        ("-1234.5", 2, "en", f"{MINUS}€1,234.50"),
        ("-0.001", 2, "nl", f"€{NBSP}0,00"),
    ],
)
def test_amounts_are_written_in_the_language(value, places, language, text):
    assert format_euro(Decimal(value), places=places, language=language) == text


def test_a_percentage_needs_no_space():
    assert format_percent(Decimal("72.50")) == "72,5%"
    assert format_percent(72, places=1, language="en") == "72.0%"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("250", "kg per kwartaal", f"250{NBSP}kg per kwartaal"),
        ("72", "% massa", f"72%{NBSP}massa"),
        ("48", "%", "48%"),
        ("1.6", "EUR", f"€{NBSP}1,60"),
        ("1.6", "EUR per werkplek", f"€{NBSP}1,60{NBSP}per werkplek"),
        ("7.5", "", "7,5"),
        ("3", "contractjaar", f"contractjaar{NBSP}3"),
        ("3", "jaar", f"3{NBSP}jaar"),
    ],
)
def test_a_figure_carries_its_unit(value, unit, text):
    assert format_unit(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("unit", "name"),
    [("EUR per werkplek per jaar", "euro per werkplek per jaar"), ("€", "euro"), ("% massa", "% massa"), ("", "")],
)
def test_a_unit_by_itself_is_a_word(unit, name):
    assert unit_name(unit) == name


@given(AMOUNTS)
def test_what_is_written_in_dutch_is_read_back(value):
    assert parse_dutch(format_number(value, places=4)) == value


@given(AMOUNTS, st.integers(min_value=0, max_value=4))
def test_rounding_moves_by_half_a_unit_at_most(value, places):
    unit = Decimal(1).scaleb(-places)

    assert abs(round_half_up(value, places) - value) * 2 <= unit


@given(AMOUNTS, st.sampled_from([Decimal("0.01"), Decimal("0.25"), Decimal(5), Decimal("0.3")]))
def test_a_rounded_value_is_a_multiple_of_its_step(value, step):
    rounded = round_to_step(value, step)

    assert rounded % step == 0
    assert abs(rounded - value) * 2 <= step
