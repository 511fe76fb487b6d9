"""What stands around the requirements of stage 4: their details, labels, frames and levels of ambition."""

from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from procurement.accounts.models import Organisation, User
from procurement.core import audit, clock
from tenders.domain.known_labels import BY_NAME
from tenders.models import (
    AmbitionLevel,
    FeasibilitySignal,
    Label,
    LabelDemand,
    Requirement,
    RequirementMeasure,
    SolutionSpace,
    SuitabilityDetail,
)
from tenders.services import drafting

Detail = TypeVar("Detail", SuitabilityDetail, RequirementMeasure, FeasibilitySignal)


class LabelTakenError(ValueError):
    """The register has this label, or the requirement demands it already."""


class LabelInUseError(ValueError):
    """A requirement demands the label."""


def detail_of(model: type[Detail], requirement: Requirement) -> Detail:
    """Return a detail of a requirement; a new one, not stored, when it has none."""
    return model.objects.filter(requirement=requirement).first() or model(requirement=requirement)


def space_of(tender_id: int) -> SolutionSpace:
    """Return frames and room of a tender; a new row, not stored, when it has none."""
    return SolutionSpace.objects.filter(tender_id=tender_id).first() or SolutionSpace(tender_id=tender_id)


@transaction.atomic
def save_detail(model: type[Detail], requirement_id: int, *, actor: User, **values: Any) -> Detail:
    """Store fields of a detail of a requirement and return it; nothing is recorded when nothing changed.

    Who decides about a feasibility signal, and when, is noted with the decision.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    requirement = Requirement.objects.get(pk=requirement_id)
    drafting.lock_draft(requirement.tender_id)
    row = detail_of(model, requirement)
    changed = drafting.set_fields(row, values)
    if not changed:
        return row
    if isinstance(row, FeasibilitySignal) and {"decision", "decision_reason"} & set(changed):
        row.decided_by, row.decided_at = (actor, clock.now()) if row.decision else (None, None)
    row.save()
    audit.record("requirement.detailed", actor=actor, target=requirement, detail=model._meta.model_name, fields=changed)
    return row


@transaction.atomic
def remove_detail(model: type[Detail], requirement_id: int, *, actor: User) -> None:
    """Remove a detail of a requirement; nothing happens when it has none.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    requirement = Requirement.objects.get(pk=requirement_id)
    drafting.lock_draft(requirement.tender_id)
    count, _rows = model.objects.filter(requirement=requirement).delete()
    if count:
        audit.record("requirement.detail_removed", actor=actor, target=requirement, detail=model._meta.model_name)


@transaction.atomic
def save_space(tender_id: int, *, actor: User, variants_allowed: bool | None = None, **values: Any) -> SolutionSpace:
    """Store fields of frames and room and return them; nothing is recorded when nothing changed.

    variants_allowed: stands in the tender itself; None leaves it as it is.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = drafting.lock_draft(tender_id)
    row = space_of(tender_id)
    changed = drafting.set_fields(row, values)
    if changed or row.pk is None:
        row.save()
    if variants_allowed is not None and variants_allowed != tender.variants_allowed:
        tender.variants_allowed = variants_allowed
        tender.save(update_fields=["variants_allowed", "updated_at"])
        changed = [*changed, "variants_allowed"]
    if changed:
        audit.record("solution_space.changed", actor=actor, target=tender, fields=changed)
    return row


@transaction.atomic
def save_level(ambition_id: int, *, actor: User, **values: Any) -> AmbitionLevel:
    """Store how far an ambition goes and return it; nothing is recorded when nothing changed.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    row = AmbitionLevel.objects.filter(ambition_id=ambition_id).first() or AmbitionLevel(ambition_id=ambition_id)
    tender = drafting.lock_draft(row.ambition.tender_id)
    changed = drafting.set_fields(row, values)
    if changed:
        row.save()
        audit.record("ambition.level_changed", actor=actor, target=tender, ambition=row.ambition.code, fields=changed)
    return row


@transaction.atomic
def add_label(organisation: Organisation, *, actor: User, name: str, **values: Any) -> Label:
    """Add a label to the register of an organisation and return it; a known one starts with what is known of it.

    Raises:
        LabelTakenError: the register has it already.
    """
    known = BY_NAME.get(name.strip())
    start = {"owner": known.owner, "covers": known.covers, "availability": known.availability} if known else {}
    label = Label(organisation=organisation, name=name.strip(), **start | values)
    _save(label)
    audit.record("label.added", actor=actor, target=organisation, name=label.name)
    return label


@transaction.atomic
def change_label(label_id: int, *, actor: User, **values: Any) -> Label:
    """Store fields of a label in the register and return it; nothing is recorded when nothing changed.

    Raises:
        LabelTakenError: the register has another label with this name.
    """
    label = Label.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=label_id)
    changed = drafting.set_fields(label, values)
    if changed:
        _save(label)
        audit.record("label.changed", actor=actor, target=label.organisation, name=label.name, fields=changed)
    return label


@transaction.atomic
def remove_label(label_id: int, *, actor: User) -> None:
    """Remove a label that no requirement demands from the register.

    Raises:
        LabelInUseError: a requirement demands it.
    """
    label = Label.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=label_id)
    if label.demands.exists():
        raise LabelInUseError(label.name)
    name, organisation = label.name, label.organisation
    label.delete()
    audit.record("label.removed", actor=actor, target=organisation, name=name)


@transaction.atomic
def demand_label(requirement_id: int, label_id: int, *, actor: User, **values: Any) -> LabelDemand:
    """Demand a label of the organisation in a requirement, or change how, and return the demand.

    Raises:
        TenderFrozenError: the text cannot change any more.
        Label.DoesNotExist: the label is of another organisation.
    """
    requirement = Requirement.objects.select_related("tender").get(pk=requirement_id)
    drafting.lock_draft(requirement.tender_id)
    label = Label.objects.get(pk=label_id, organisation_id=requirement.organisation_id)
    demand, _is_new = LabelDemand.objects.update_or_create(requirement=requirement, label=label, defaults=values)
    audit.record("requirement.label_demanded", actor=actor, target=requirement, label=label.name)
    return demand


@transaction.atomic
def drop_label(demand_id: int, *, actor: User) -> None:
    """Do not demand a label in a requirement any more.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    demand = LabelDemand.objects.select_related("requirement", "label").get(pk=demand_id)
    drafting.lock_draft(demand.requirement.tender_id)
    demand.delete()
    audit.record("requirement.label_dropped", actor=actor, target=demand.requirement, label=demand.label.name)


def _save(label: Label) -> None:
    try:
        with transaction.atomic():
            label.save()
    except IntegrityError as error:
        if "tenders_one_label_an_organisation" not in str(error):
            raise
        raise LabelTakenError(label.name) from error
