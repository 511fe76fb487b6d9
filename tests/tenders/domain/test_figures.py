"""A bounded figure is read with its side, its unit in one spelling and the indicator that stands nearest."""

from decimal import Decimal

import pytest

from tenders.domain.figures import Bound, Figure, are_disjoint, figures, indicator_of, unit_of


def figure(indicator, bound, value, unit):
    return Figure(indicator, Bound(bound), Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De MKI is ten hoogste € 12,50 per stoel.", figure("mki", "at_most", "12.50", "€")),
        ("Ten minste 60% van de stoelen is hergebruikt.", figure("hergebruik", "at_least", 60, "%")),
        ("Slijtende onderdelen zijn ten minste tien jaar leverbaar.", figure("onderdelen", "at_least", 10, "jaar")),
        ("De stoel gaat minimaal 15 jaar mee.", figure("levensduur", "at_least", 15, "jaar")),
        ("Restafval blijft onder 1.200 kilogram.", figure("restafval", "at_most", 1200, "kg")),
        ("De hoogte is precies 75 cm.", figure("hoogte", "exactly", 75, "cm")),
    ],
)
def test_a_figure_is_read(text, expected):
    assert figures(text) == [expected]


@pytest.mark.parametrize(
    "text", ["Ten minste drie referenties.", "De stoel is 75 cm hoog.", "Ten hoogste 12.5.3 procent hergebruik."]
)
def test_what_has_no_side_no_unit_no_indicator_or_no_number_is_passed_over(text):
    assert figures(text) == []


def test_of_two_indicators_the_nearest_counts():
    text = "Het aandeel gerecycled is ten minste 30% en het restafval ten hoogste 5 kg."

    assert figures(text) == [figure("gerecycled", "at_least", 30, "%"), figure("restafval", "at_most", 5, "kg")]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("mki", "at_most", 10, "€"), ("mki", "at_least", 11, "€"), True),
        (("mki", "at_most", 10, "€"), ("mki", "at_least", 10, "€"), False),
        (("mki", "at_most", 10, "€"), ("mki", "at_most", 2, "€"), False),
        (("mki", "exactly", 10, "€"), ("mki", "exactly", 11, "€"), True),
        (("mki", "at_most", 10, "€"), ("mki", "at_least", 11, "kg"), False),
        (("mki", "at_most", 10, "€"), ("co2", "at_least", 11, "€"), False),
    ],
)
def test_figures_contradict_when_no_value_meets_both(first, second, expected):
    assert are_disjoint(figure(*first), figure(*second)) is expected
    assert are_disjoint(figure(*second), figure(*first)) is expected


def test_units_and_indicators_have_one_spelling():
    assert [unit_of(words) for words in ("procent", "%", "Kilogram", "% massa")] == ["%", "%", "kg", "% massa"]
    assert [indicator_of(words) for words in ("Milieukosten per stoel", "Luchtdichtheid  qv10")] == [
        "mki",
        "luchtdichtheid qv10",
    ]
