"""Starting a tender, changing its head, and holding its row while its text changes."""

from typing import Any

from django.db import IntegrityError, transaction

from procurement.accounts.models import Organisation, User
from procurement.core import audit, clock
from tenders.domain.lifecycle import EDITABLE
from tenders.domain.vocabulary import ContractKind, TeamRole
from tenders.models import Lot, TeamMember, Tender


class TenderFrozenError(ValueError):
    """The text of the tender cannot change any more: it is published or withdrawn."""


class ReferenceTakenError(ValueError):
    """The organisation has another tender with this reference; capitals make no difference. reference: as it stands."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


def lock_draft(tender_id: int) -> Tender:
    """Return the tender with its row locked; call it inside a transaction, before anything of it changes.

    Raises:
        TenderFrozenError: it is no longer a draft or in review.
    """
    tender = Tender.objects.select_for_update().get(pk=tender_id)
    if tender.state not in EDITABLE:
        raise TenderFrozenError(tender.state)
    return tender


@transaction.atomic
def create_tender(
    organisation: Organisation,
    *,
    actor: User,
    title: str,
    reference: str,
    contract_kind: str = ContractKind.SUPPLIES,
    product_group: str = "",
    description: str = "",
) -> Tender:
    """Start a tender with its first lot; who starts it is its buyer. Returns the tender.

    Raises:
        ReferenceTakenError: the reference is in use.
    """
    tender = Tender(
        organisation=organisation,
        title=title.strip(),
        reference=reference.strip(),
        contract_kind=contract_kind,
        product_group=product_group.strip(),
        description=description.strip(),
        created_by=actor,
        created_at=clock.now(),
    )
    _save_reference(tender)
    Lot.objects.create(tender=tender, number=1, title=tender.title)
    TeamMember.objects.create(tender=tender, user=actor, role=TeamRole.BUYER)
    audit.record("tender.created", actor=actor, target=tender, reference=tender.reference)
    return tender


@transaction.atomic
def change_tender(tender_id: int, *, actor: User, **values: Any) -> Tender:
    """Store the named fields of the tender and return it; nothing is recorded when nothing changed.

    Raises:
        TenderFrozenError: the text cannot change any more.
        ReferenceTakenError: the reference is in use.
    """
    tender = lock_draft(tender_id)
    changed = set_fields(tender, values)
    if not changed:
        return tender
    if "reference" in changed:
        _save_reference(tender)
    else:
        tender.save(update_fields=[*changed, "updated_at"])
    if "title" in changed:
        Lot.objects.filter(tender=tender, number=1).update(title=tender.title)
    audit.record("tender.changed", actor=actor, target=tender, fields=changed)
    return tender


def suggest_reference(organisation: Organisation) -> str:
    """Return a free reference of this year, such as "2026-014"."""
    year = clock.today().year
    number = Tender.objects.filter(organisation=organisation, created_at__year=year).count() + 1
    taken = set(
        Tender.objects.filter(organisation=organisation, reference__startswith=f"{year}-").values_list(
            "reference", flat=True
        )
    )
    while f"{year}-{number:03d}" in taken:
        number += 1
    return f"{year}-{number:03d}"


def set_fields(instance: Any, values: dict[str, Any]) -> list[str]:
    """Set attributes in memory and return the sorted names of those that are now different."""
    changed = sorted(name for name, value in values.items() if getattr(instance, name) != value)
    for name in changed:
        setattr(instance, name, values[name])
    return changed


def _save_reference(tender: Tender) -> None:
    try:
        with transaction.atomic():
            tender.save()
    except IntegrityError as error:
        if "tenders_one_reference_an_organisation" not in str(error):
            raise
        others = Tender.objects.filter(organisation_id=tender.organisation_id).exclude(pk=tender.pk)
        taken = others.filter(reference__iexact=tender.reference).values_list("reference", flat=True).first()
        raise ReferenceTakenError(taken or tender.reference) from error
