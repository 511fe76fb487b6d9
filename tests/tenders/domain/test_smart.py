"""Which goals can be measured."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.domain.smart import Fault, Measure, NotMeasurableError, check_measurable, find_faults, is_percentage
from tenders.domain.vocabulary import Better

REUSE = Measure(
    indicator="aandeel hergebruikt materiaal",
    unit="% massa",
    better=Better.HIGHER,
    baseline=Decimal(41),
    target=Decimal(80),
    baseline_year=2022,
    target_year=2028,
)
WASTE = replace(
    REUSE, unit="kg per kwartaal", better=Better.LOWER, baseline=Decimal(610), target=Decimal(250), target_year=2024
)


@pytest.mark.parametrize("measure", [REUSE, WASTE, replace(REUSE, baseline_year=None, target_year=2000)])
def test_a_goal_with_all_it_needs_can_be_measured(measure):
    assert find_faults(measure) == []


@pytest.mark.parametrize(
    ("measure", "fault"),
    [
        (replace(REUSE, indicator="  "), Fault("indicator", "indicator_missing")),
        (replace(WASTE, unit=""), Fault("unit", "unit_missing")),
        (replace(WASTE, unit="zo veel mogelijk"), Fault("unit", "unit_vague")),
        (replace(WASTE, unit="Meer"), Fault("unit", "unit_vague")),
        (replace(WASTE, unit="123"), Fault("unit", "unit_vague")),
        (replace(WASTE, unit="-"), Fault("unit", "unit_vague")),
        (replace(REUSE, target=Decimal(800)), Fault("target", "not_a_percentage")),
        (replace(REUSE, baseline=Decimal(-1)), Fault("baseline", "not_a_percentage")),
        (replace(REUSE, target=Decimal(41)), Fault("target", "no_change")),
        (replace(REUSE, target=Decimal(40)), Fault("target", "target_not_higher")),
        (replace(WASTE, target=Decimal(700)), Fault("target", "target_not_lower")),
        (replace(REUSE, target_year=2022), Fault("target_year", "year_not_later")),
        (replace(REUSE, target_year=2021), Fault("target_year", "year_not_later")),
    ],
)
def test_a_goal_that_cannot_be_measured_says_where_and_why(measure, fault):
    assert find_faults(measure) == [fault]


def test_all_faults_of_a_goal_are_found_at_once():
    measure = replace(REUSE, indicator="", unit="", target=Decimal(41), target_year=2022)

    assert [fault.field for fault in find_faults(measure)] == ["indicator", "unit", "target", "target_year"]


def test_checking_raises_the_faults():
    with pytest.raises(NotMeasurableError) as caught:
        check_measurable(replace(REUSE, target=Decimal(41)))

    assert caught.value.faults == [Fault("target", "no_change")]
    assert str(caught.value) == "target: no_change"


def test_a_goal_that_can_be_measured_passes_the_check():
    assert check_measurable(REUSE) is None


@pytest.mark.parametrize(
    ("unit", "answer"), [("% massa", True), ("Procent", True), ("kg", False), ("euro per %", False)]
)
def test_a_unit_that_begins_with_percent_is_a_share(unit, answer):
    assert is_percentage(unit) is answer


@given(baseline=st.decimals(0, 1000, places=2), target=st.decimals(0, 1000, places=2))
def test_exactly_one_direction_suits_two_different_values(baseline, target):
    up = replace(WASTE, better=Better.HIGHER, baseline=baseline, target=target)
    down = replace(up, better=Better.LOWER)

    assert [bool(find_faults(up)), bool(find_faults(down))].count(False) == (0 if baseline == target else 1)
