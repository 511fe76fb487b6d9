"""Stage 1: the definition that a tender uses, its ambitions, and whether the product group suits."""

import re
from typing import Any

from django.db import transaction

from procurement.accounts.models import User
from procurement.core import audit, clock
from tenders.domain.smart import check_measurable
from tenders.models import Ambition, PolicyGoal, TeamMember, Tender
from tenders.services.drafting import lock_draft, set_fields
from tenders.services.policy import measure_of

PREFILLED = ("indicator", "unit", "better", "baseline", "baseline_year", "target", "target_year")


class NoDefinitionError(ValueError):
    """The organisation has no definition of circularity to adopt."""


class ForeignGoalError(ValueError):
    """The policy goal belongs to another organisation."""


@transaction.atomic
def adopt_definition(tender_id: int, *, actor: User) -> Tender:
    """Copy the organisation's definition and its version into the tender, and return the tender.

    Raises:
        TenderFrozenError: the text cannot change any more.
        NoDefinitionError: there is nothing to adopt.
    """
    tender = lock_draft(tender_id)
    organisation = tender.organisation
    if not organisation.definition.strip():
        raise NoDefinitionError
    tender.definition = organisation.definition
    tender.definition_version = organisation.definition_version
    tender.save(update_fields=["definition", "definition_version", "updated_at"])
    audit.record("definition.adopted", actor=actor, target=tender, version=tender.definition_version)
    return tender


@transaction.atomic
def sharpen_definition(tender_id: int, *, actor: User, definition: str) -> Tender:
    """Store a definition of the tender's own and return the tender; the version says which one it sharpens.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = lock_draft(tender_id)
    organisation = tender.organisation
    tender.definition = definition.strip()
    if tender.definition_version is None and organisation.definition.strip():
        tender.definition_version = organisation.definition_version
    tender.save(update_fields=["definition", "definition_version", "updated_at"])
    audit.record("definition.sharpened", actor=actor, target=tender, version=tender.definition_version)
    return tender


@transaction.atomic
def save_suitability(tender_id: int, *, actor: User, **values: Any) -> Tender:
    """Store stock_first, suitability_score (1-5) and suitability_motivation, and return the tender.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = lock_draft(tender_id)
    changed = set_fields(tender, values)
    if changed:
        tender.save(update_fields=[*changed, "updated_at"])
        audit.record("suitability.changed", actor=actor, target=tender, fields=changed)
    return tender


@transaction.atomic
def add_ambition(tender_id: int, *, actor: User, policy_goal: PolicyGoal, **values: Any) -> Ambition:
    """Add an ambition under the next code ("A3") and return it.

    Raises:
        TenderFrozenError: the text cannot change any more.
        NotMeasurableError: the ambition cannot be measured.
        ForeignGoalError: the goal is of another organisation.
    """
    tender = lock_draft(tender_id)
    ambition = Ambition(tender=tender, code=_next_code(tender), policy_goal=policy_goal, **values)
    _check(ambition)
    ambition.save()
    audit.record("ambition.added", actor=actor, target=ambition, tender=tender.pk, policy_goal=policy_goal.pk)
    return ambition


@transaction.atomic
def change_ambition(ambition_id: int, *, actor: User, **values: Any) -> Ambition:
    """Store the named fields of an ambition and return it.

    Raises:
        TenderFrozenError, NotMeasurableError, ForeignGoalError: as ``add_ambition``.
    """
    tender_id = Ambition.objects.values_list("tender_id", flat=True).get(pk=ambition_id)
    lock_draft(tender_id)
    ambition = Ambition.objects.select_related("tender", "policy_goal").get(pk=ambition_id)
    changed = set_fields(ambition, values)
    if not changed:
        return ambition
    _check(ambition)
    ambition.save(update_fields=[*changed, "updated_at"])
    audit.record("ambition.changed", actor=actor, target=ambition, tender=tender_id, fields=changed)
    return ambition


@transaction.atomic
def remove_ambition(ambition_id: int, *, actor: User) -> None:
    """Remove an ambition; requirements and criteria that hung on it stay and lose the thread.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender_id = Ambition.objects.values_list("tender_id", flat=True).get(pk=ambition_id)
    lock_draft(tender_id)
    ambition = Ambition.objects.select_related("tender").get(pk=ambition_id)
    ambition.delete()
    ambition.pk = ambition_id  # the audit trail names what is gone
    audit.record("ambition.removed", actor=actor, target=ambition, tender=tender_id)


@transaction.atomic
def confirm_policy_read(tender_id: int, *, actor: User) -> int:
    """Keep that a team member has read the policy that applies; returns how many memberships say so now.

    Source: study lines 1362-1366, contracts differ from policy because project leaders do not know it.
    """
    tender = Tender.objects.get(pk=tender_id)
    memberships = TeamMember.objects.filter(tender=tender, user=actor, is_active=True, policy_read_at=None)
    count = memberships.update(policy_read_at=clock.now())
    if count:
        audit.record("policy.read", actor=actor, target=tender, version=tender.organisation.definition_version)
    return count


def prefill(goal: PolicyGoal) -> dict[str, Any]:
    """Return the figures of a goal as the start of an ambition: same indicator, unit, direction and years."""
    return {name: getattr(goal, name) for name in PREFILLED} | {"policy_goal": goal.pk}


def _check(ambition: Ambition) -> None:
    if ambition.policy_goal.organisation_id != ambition.tender.organisation_id:
        raise ForeignGoalError(ambition.policy_goal.title)
    check_measurable(measure_of(ambition))


def _next_code(tender: Tender) -> str:
    numbers = [re.search(r"\d+", code) for code in tender.ambitions.values_list("code", flat=True)]
    return f"A{max((int(number[0]) for number in numbers if number), default=0) + 1}"
