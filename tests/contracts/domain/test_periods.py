"""Quarters and contract years."""

from datetime import date

import pytest

from contracts.domain.periods import PeriodError, Quarter, between, contract_year, parse, quarter_of


def test_a_quarter_knows_its_days_and_neighbours():
    quarter = parse("2024Q4")

    assert (quarter.first_day, quarter.last_day) == (date(2024, 10, 1), date(2024, 12, 31))
    assert (str(quarter.previous()), str(quarter.next())) == ("2024Q3", "2025Q1")
    assert quarter_of(date(2024, 12, 31)) == quarter


@pytest.mark.parametrize("text", ["", "2024", "2024Q0", "2024Q5", "24Q1", "2024q1", " 2024Q1", "2024Q1\n"])
def test_other_spellings_are_refused(text):
    with pytest.raises(PeriodError):
        parse(text)


def test_quarters_between_are_listed_in_order_and_none_backwards():
    assert [str(q) for q in between(Quarter(2024, 3), Quarter(2025, 1))] == ["2024Q3", "2024Q4", "2025Q1"]
    assert list(between(Quarter(2025, 1), Quarter(2024, 4))) == []


@pytest.mark.parametrize(
    ("quarter", "starts_on", "year"),
    [
        ("2024Q1", date(2024, 1, 1), 1),
        ("2024Q4", date(2024, 1, 1), 1),
        ("2025Q1", date(2024, 1, 1), 2),
        ("2024Q2", date(2024, 5, 15), 1),
        ("2025Q2", date(2024, 5, 15), 1),
        ("2025Q3", date(2024, 5, 15), 2),
    ],
)
def test_a_contract_year_runs_until_the_anniversary(quarter, starts_on, year):
    assert contract_year(parse(quarter), starts_on) == year
