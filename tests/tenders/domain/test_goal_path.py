"""The small picture of a goal."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tenders.domain.goal_path import ABOVE, BELOW, BOTTOM, LEFT, RIGHT, TOP, GoalPathData, Mark, goal_path

REUSE = GoalPathData(
    title="Hergebruik",
    unit="% van leveringen",
    baseline=Decimal(20),
    baseline_year=2021,
    target=Decimal(60),
    target_year=2026,
    this_year=2023,
)


def test_a_rising_goal_runs_from_bottom_left_to_top_right():
    path = goal_path(REUSE)

    assert (path.start.x, path.start.y, path.start.label) == (LEFT, BOTTOM, "20%")
    assert (path.end.x, path.end.y, path.end.label) == (RIGHT, TOP, "60%\u00a0van leveringen")
    assert path.end.label_y == TOP + ABOVE


def test_a_falling_goal_has_its_target_written_below_the_line():
    path = goal_path(replace(REUSE, unit="kg per kwartaal", baseline=Decimal(610), target=Decimal(250)))

    assert (path.start.y, path.end.y) == (TOP, BOTTOM)
    assert path.end.label_y == BOTTOM + BELOW
    assert path.start.label == "610"


def test_an_amount_in_euro_has_its_sign_at_both_ends():
    path = goal_path(replace(REUSE, unit="EUR per werkplek", baseline=Decimal("3.1"), target=Decimal("1.5")))

    assert (path.start.label, path.end.label) == ("€\u00a03,10", "€\u00a01,50\u00a0per werkplek")


@pytest.mark.parametrize(("this_year", "is_shown"), [(2021, False), (2022, True), (2025, True), (2026, False)])
def test_this_year_is_shown_between_the_ends_only(this_year, is_shown):
    assert (goal_path(replace(REUSE, this_year=this_year)).now_x is not None) == is_shown


def test_ambitions_stand_at_their_year_also_beyond_the_goal():
    marks = [Mark(2028, Decimal(80), "A1"), Mark(2020, Decimal(10), "te vroeg")]

    path = goal_path(replace(REUSE, marks=marks))

    assert [(mark.x, mark.y, mark.label) for mark in path.marks] == [(RIGHT, TOP, "A1")]
    assert path.end.x < RIGHT


def test_equal_values_draw_a_level_line():
    path = goal_path(replace(REUSE, target=Decimal(20)))

    assert path.start.y == path.end.y


def test_years_that_do_not_rise_cannot_be_drawn():
    with pytest.raises(ValueError, match="rise"):
        goal_path(replace(REUSE, target_year=2021))
