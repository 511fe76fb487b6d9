"""Selection criteria of a procedure with a preselection, and the scale on which they are scored."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from procurement.accounts.models import User
from procurement.core import audit
from tenders.domain.selection import has_preselection
from tenders.models import SelectionCriterion, SelectionLevel, Tender
from tenders.services import drafting


class NoPreselectionError(ValueError):
    """The procedure of the tender does not rank candidates (Aw 2012 art. 2.99)."""


class CodeTakenError(ValueError):
    """The tender has another selection criterion with this code."""


@transaction.atomic
def add_criterion(tender_id: int, *, actor: User, **values: Any) -> SelectionCriterion:
    """Add a selection criterion at the end and return it.

    Raises:
        TenderFrozenError: the text cannot change any more.
        NoPreselectionError: the procedure has no preselection.
        CodeTakenError: the code is in use.
    """
    tender = drafting.lock_draft(tender_id)
    if not has_preselection(tender.procedure):
        raise NoPreselectionError(tender.procedure)
    last = tender.selection_criteria.aggregate(last=Max("order"))["last"] or 0
    criterion = SelectionCriterion(tender=tender, order=last + 1, **values)
    _save(criterion)
    audit.record("selection.criterion_added", actor=actor, target=tender, code=criterion.code)
    return criterion


@transaction.atomic
def change_criterion(criterion_id: int, *, actor: User, **values: Any) -> SelectionCriterion:
    """Store fields of a selection criterion and return it; nothing is recorded when nothing changed.

    Raises:
        TenderFrozenError: the text cannot change any more.
        CodeTakenError: the code is in use.
    """
    criterion = SelectionCriterion.objects.get(pk=criterion_id)
    tender = drafting.lock_draft(criterion.tender_id)
    changed = drafting.set_fields(criterion, values)
    if changed:
        _save(criterion)
        audit.record("selection.criterion_changed", actor=actor, target=tender, code=criterion.code, fields=changed)
    return criterion


@transaction.atomic
def remove_criterion(criterion_id: int, *, actor: User) -> None:
    """Remove a selection criterion from the draft.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    criterion = SelectionCriterion.objects.get(pk=criterion_id)
    tender = drafting.lock_draft(criterion.tender_id)
    code = criterion.code
    criterion.delete()
    audit.record("selection.criterion_removed", actor=actor, target=tender, code=code)


@transaction.atomic
def set_weights(tender_id: int, weights: Mapping[int, Decimal], *, actor: User) -> None:
    """Store the weights of the selection criteria (id -> percent); what is not of this tender is passed over.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = drafting.lock_draft(tender_id)
    changed = []
    for criterion in tender.selection_criteria.filter(pk__in=weights):
        if criterion.weight != weights[criterion.pk]:
            criterion.weight = weights[criterion.pk]
            changed.append(criterion)
    if changed:
        SelectionCriterion.objects.bulk_update(changed, ["weight"])
        shown = {criterion.code: f"{criterion.weight}" for criterion in changed}
        audit.record("selection.weights_changed", actor=actor, target=tender, weights=shown)


@transaction.atomic
def set_scale(tender_id: int, levels: Iterable[Mapping[str, Any]], *, actor: User) -> list[SelectionLevel]:
    """Put these levels (points, word, meaning) in the place of the scale and return them, the highest first.

    Raises:
        TenderFrozenError: the text cannot change any more.
        NoPreselectionError: the procedure has no preselection.
    """
    tender = drafting.lock_draft(tender_id)
    if not has_preselection(tender.procedure):
        raise NoPreselectionError(tender.procedure)
    tender.selection_scale.all().delete()
    SelectionLevel.objects.bulk_create(SelectionLevel(tender=tender, **level) for level in levels)
    stored = list(tender.selection_scale.all())
    audit.record("selection.scale_changed", actor=actor, target=tender, levels=len(stored))
    return stored


def weight_total(tender: Tender) -> Decimal:
    """Return the sum of the weights of the selection criteria, in percent."""
    return sum(tender.selection_criteria.values_list("weight", flat=True), Decimal(0))


def _save(criterion: SelectionCriterion) -> None:
    try:
        with transaction.atomic():
            criterion.save()
    except IntegrityError as error:
        if "tenders_one_selection_criterion_a_code" not in str(error):
            raise
        raise CodeTakenError(criterion.code) from error
