from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from procurement.core.domain.decimals import MINUS, NBSP

DAY = date(2027, 1, 12)
MOMENT = datetime(2027, 1, 12, 11, 5, tzinfo=UTC)


def render(expression: str, value: object, language: str = "nl") -> str:
    with translation.override(language):
        return Template("{% load formats %}{{ " + expression + " }}").render(Context({"value": value}))


@pytest.mark.parametrize(
    ("expression", "value", "dutch", "english"),
    [
        ("value|euro", Decimal("1234.5"), f"€{NBSP}1.234,50", "€1,234.50"),
        ("value|euro:0", Decimal(-590000), f"€{NBSP}{MINUS}590.000", f"{MINUS}€590,000"),
        ("value|number", Decimal("81.480"), "81,48", "81.48"),
        ("value|number:2", 1500, "1.500,00", "1,500.00"),
        ("value|number", "12.5", "12,5", "12.5"),
        ("value|percent", Decimal("72.50"), "72,5%", "72.5%"),
        ("value|percent:1", Decimal(72), "72,0%", "72.0%"),
        ("value|unit:'kg per jaar'", Decimal(1250), f"1.250{NBSP}kg per jaar", f"1,250{NBSP}kg per jaar"),
        ("value|dutch_date", DAY, "dinsdag 12 januari 2027", "Tuesday 12 January 2027"),
        ("value|dutch_date:'medium'", DAY, "12 januari 2027", "12 January 2027"),
        ("value|dutch_date:'short'", DAY, "12-01-2027", "12-01-2027"),
    ],
)
def test_a_value_is_written_in_the_active_language(expression, value, dutch, english):
    assert render(expression, value) == dutch
    assert render(expression, value, "en") == english


def test_a_moment_is_shown_in_dutch_time():
    assert render("value|dutch_datetime", MOMENT) == "dinsdag 12 januari 2027, 12.05 uur"
    assert render("value|dutch_datetime:'short'", MOMENT) == "12-01-2027, 12.05 uur"


def test_a_moment_late_in_the_evening_belongs_to_its_dutch_day():
    assert render("value|dutch_date", datetime(2027, 6, 30, 22, 30, tzinfo=UTC)) == "donderdag 1 juli 2027"


@pytest.mark.parametrize("name", ["euro", "number", "percent", "unit:'kg'", "dutch_date", "dutch_datetime"])
def test_nothing_stays_empty(name):
    assert render(f"value|{name}|default:'–'", None) == "–"


def test_text_that_is_no_number_is_shown_as_it_is():
    assert render("value|number", "n.v.t.") == "n.v.t."


def test_a_float_is_refused():
    with pytest.raises(TypeError):
        render("value|euro", 0.1)
