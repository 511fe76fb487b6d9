"""Policy goals as a tree, and the places where policy does not reach a tender (study lines 1356-1366)."""

from collections.abc import Sequence
from dataclasses import dataclass

from tenders.domain.vocabulary import PolicyLevel


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A policy goal as far as its coverage goes. tenders: how many tenders carry it, withdrawn ones left out."""

    id: int
    level: PolicyLevel
    parent_id: int | None
    tenders: int


@dataclass(frozen=True, slots=True)
class GoalGap:
    """A place where the thread breaks in policy itself. code: see ``find_gaps``."""

    goal_id: int
    code: str


def find_gaps(goals: Sequence[GoalFacts]) -> list[GoalGap]:
    """Return the gaps in the order of the goals, at most one a goal.

    Codes: "no_tactical_goal" (a strategic goal that nothing translates), "no_strategic_goal" (a tactical goal
    that hangs on nothing), "no_tender" (nothing is bought for this goal yet).
    """
    return [GoalGap(goal.id, code) for goal in goals if (code := _gap_of(goal, goals))]


def covered_tenders(goal_id: int, goals: Sequence[GoalFacts]) -> int:
    """Return how many tenders carry the goal itself or a goal below it; a tender that carries both counts twice."""
    return sum(goal.tenders for goal in goals if goal_id in (goal.id, goal.parent_id))


def _gap_of(goal: GoalFacts, goals: Sequence[GoalFacts]) -> str:
    if goal.level is PolicyLevel.STRATEGIC and goal.tenders == 0:
        has_children = any(other.parent_id == goal.id for other in goals)
        # What lacks a tender is then said of the tactical goals themselves.
        return "" if has_children else "no_tactical_goal"
    if goal.level is PolicyLevel.TACTICAL and goal.parent_id is None:
        return "no_strategic_goal"
    return "no_tender" if goal.tenders == 0 else ""
