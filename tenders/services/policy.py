"""The policy of an organisation: vision, definition with its versions, and goals."""

from typing import Any

from django.db import transaction

from procurement.accounts.models import Organisation, User
from procurement.core import audit, clock
from tenders.domain.smart import Measure, check_measurable
from tenders.domain.vocabulary import Better, PolicyLevel
from tenders.models import DefinitionVersion, PolicyGoal
from tenders.services.drafting import set_fields


class GoalInUseError(ValueError):
    """The goal cannot be removed: tenders or other goals hang on it."""


class ParentGoalError(ValueError):
    """A goal hangs below a strategic goal of its own organisation, and a strategic goal below none."""


@transaction.atomic
def change_policy(
    organisation_id: int, *, actor: User, vision: str, definition: str, decision: str = ""
) -> Organisation:
    """Store vision and definition and return the organisation; another definition becomes a new version.

    decision: the decision that the new definition rests on; kept with the version only.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    had_definition = bool(organisation.definition.strip())
    changed = set_fields(organisation, {"vision": vision.strip(), "definition": definition.strip()})
    if not changed:
        return organisation
    if "definition" in changed:
        organisation.definition_version = organisation.definition_version + 1 if had_definition else 1
        DefinitionVersion.objects.create(
            organisation=organisation,
            number=organisation.definition_version,
            text=organisation.definition,
            decision=decision.strip(),
            written_by=actor,
            written_at=clock.now(),
        )
    organisation.save(update_fields=["vision", "definition", "definition_version", "updated_at"])
    audit.record(
        "policy.changed", actor=actor, target=organisation, fields=changed, version=organisation.definition_version
    )
    return organisation


@transaction.atomic
def add_goal(organisation: Organisation, *, actor: User, **values: Any) -> PolicyGoal:
    """Add a goal and return it.

    Raises:
        NotMeasurableError: the goal cannot be measured.
        ParentGoalError: it hangs on a goal that it cannot hang on.
    """
    goal = PolicyGoal(organisation=organisation, **values)
    _check(goal)
    goal.save()
    audit.record("policy_goal.added", actor=actor, target=goal, level=goal.level)
    return goal


@transaction.atomic
def change_goal(goal_id: int, *, actor: User, **values: Any) -> PolicyGoal:
    """Store the named fields of a goal and return it. Ambitions that came from it keep their own figures.

    Raises:
        NotMeasurableError, ParentGoalError: as ``add_goal``.
    """
    goal = PolicyGoal.objects.select_for_update().get(pk=goal_id)
    changed = set_fields(goal, values)
    if not changed:
        return goal
    _check(goal)
    goal.save(update_fields=[*changed, "updated_at"])
    audit.record("policy_goal.changed", actor=actor, target=goal, fields=changed)
    return goal


@transaction.atomic
def remove_goal(goal_id: int, *, actor: User) -> None:
    """Remove a goal that nothing hangs on.

    Raises:
        GoalInUseError: an ambition or another goal hangs on it.
    """
    goal = PolicyGoal.objects.select_for_update().get(pk=goal_id)
    if goal.ambitions.exists() or goal.children.exists():
        raise GoalInUseError(goal.title)
    key = goal.pk
    goal.delete()
    goal.pk = key  # the audit trail names what is gone
    audit.record("policy_goal.removed", actor=actor, target=goal)


def measure_of(goal: Any) -> Measure:
    """Return what a policy goal or an ambition measures."""
    return Measure(
        indicator=goal.indicator,
        unit=goal.unit,
        better=Better(goal.better),
        baseline=goal.baseline,
        target=goal.target,
        baseline_year=goal.baseline_year,
        target_year=goal.target_year,
    )


def _check(goal: PolicyGoal) -> None:
    check_measurable(measure_of(goal))
    if goal.parent is None:
        return
    is_own = goal.parent.organisation_id == goal.organisation_id and goal.parent_id != goal.pk
    if goal.level != PolicyLevel.TACTICAL or goal.parent.level != PolicyLevel.STRATEGIC or not is_own:
        raise ParentGoalError(goal.title)
