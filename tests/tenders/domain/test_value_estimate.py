"""How the amounts of an estimate count: by month, by year, once, and for mixed contracts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.domain.value_estimate import ARTICLES, BY_MONTH, Line, LineKind, Part, count, estimate, part_of
from tenders.domain.vocabulary import ContractKind

THOUSAND = Decimal(1000)


@pytest.mark.parametrize(
    ("kind", "months", "factor"),
    [
        (LineKind.MONTHLY, 24, 24),
        (LineKind.MONTHLY, 48, 48),
        (LineKind.MONTHLY, 49, 48),
        (LineKind.MONTHLY, None, 48),
        (LineKind.LEASE, 60, 60),
        (LineKind.LEASE, None, 48),
        (LineKind.ONCE, None, 1),
        (LineKind.PAST_YEAR, None, 1),
        (LineKind.NEXT_YEAR, None, 1),
        (LineKind.CALL_OFFS, None, 1),
        (LineKind.OPTION, None, 1),
        (LineKind.PRIZE, None, 1),
        (LineKind.TURNOVER, None, 1),
    ],
)
def test_the_kind_of_an_amount_decides_how_often_it_counts(kind, months, factor):
    counted = count(Line(kind, THOUSAND, months))

    assert (counted.factor, counted.total_eur) == (factor, THOUSAND * factor)


def test_every_kind_rests_on_an_article():
    assert set(ARTICLES) == set(LineKind)
    assert ARTICLES[LineKind.MONTHLY] == "Aw 2012 art. 2.20"


def test_options_and_prizes_add_to_the_whole():
    found = estimate(
        [
            Line(LineKind.ONCE, Decimal("489000.00")),
            Line(LineKind.MONTHLY, Decimal("900.50"), 96, Part.SERVICES),
            Line(LineKind.OPTION, Decimal(43_000), part=Part.SERVICES),
            Line(LineKind.PRIZE, Decimal(8_100)),
        ]
    )

    assert found.total_eur == Decimal("489000.00") + Decimal("900.50") * 48 + 43_000 + 8_100
    assert found.by_part == {Part.SUPPLIES: Decimal("497100.00"), Part.SERVICES: Decimal("86224.00")}
    assert (found.is_mixed, found.largest_part) == (True, Part.SUPPLIES)


def test_without_lines_there_is_nothing():
    found = estimate([])

    assert (found.total_eur, found.is_mixed, found.largest_part) == (Decimal(0), False, None)


@given(
    st.lists(
        st.builds(
            Line,
            st.sampled_from(LineKind),
            st.integers(0, 10**11).map(lambda cents: Decimal(cents) / 100),
            st.one_of(st.none(), st.integers(1, 240)),
            st.sampled_from(Part),
        ),
        max_size=8,
    )
)
def test_the_parts_sum_to_the_total_and_no_service_counts_for_more_than_four_years(lines):
    found = estimate(lines)

    assert sum(found.by_part.values(), Decimal(0)) == found.total_eur
    assert all(row.factor <= 48 for row in found.lines if row.line.kind is LineKind.MONTHLY)
    assert all(row.factor == 1 for row in found.lines if row.line.kind not in BY_MONTH)


@pytest.mark.parametrize("kind", list(ContractKind))
def test_every_kind_of_contract_is_a_part(kind):
    assert part_of(kind).value == kind.value
