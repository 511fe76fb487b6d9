"""Where policy does not reach a tender."""

from tenders.domain.goals import GoalFacts, GoalGap, covered_tenders, find_gaps
from tenders.domain.vocabulary import PolicyLevel

STRATEGIC, TACTICAL = PolicyLevel.STRATEGIC, PolicyLevel.TACTICAL


def test_a_tree_whose_tactical_goal_has_a_tender_has_no_gaps():
    assert find_gaps([GoalFacts(1, STRATEGIC, None, 0), GoalFacts(2, TACTICAL, 1, 1)]) == []


def test_a_strategic_goal_that_nothing_translates_is_a_gap():
    assert find_gaps([GoalFacts(1, STRATEGIC, None, 0)]) == [GoalGap(1, "no_tactical_goal")]


def test_a_strategic_goal_with_a_tender_of_its_own_needs_no_tactical_goal():
    assert find_gaps([GoalFacts(1, STRATEGIC, None, 2)]) == []


def test_a_tactical_goal_that_hangs_on_nothing_is_a_gap():
    assert find_gaps([GoalFacts(2, TACTICAL, None, 1)]) == [GoalGap(2, "no_strategic_goal")]


def test_a_tactical_goal_without_a_tender_is_a_gap_and_not_its_parent():
    goals = [GoalFacts(1, STRATEGIC, None, 0), GoalFacts(2, TACTICAL, 1, 0)]

    assert find_gaps(goals) == [GoalGap(2, "no_tender")]


def test_tenders_of_the_goals_below_count_for_a_strategic_goal():
    goals = [GoalFacts(1, STRATEGIC, None, 1), GoalFacts(2, TACTICAL, 1, 2), GoalFacts(3, TACTICAL, None, 4)]

    assert covered_tenders(1, goals) == 3
