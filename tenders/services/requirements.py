"""Stage 4: requirements, exclusion grounds and the clauses of the draft contract."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import override

from procurement.accounts.models import User
from procurement.core import audit
from tenders.domain.exclusion import BY_CODE, GROUNDS
from tenders.domain.vocabulary import Formulation, ProofMoment, RequirementKind
from tenders.labels_drafting import GROUND_LABELS
from tenders.models import Requirement, Tender
from tenders.services import drafting


class CodeTakenError(ValueError):
    """The tender has, or once had, another requirement with this number."""


@transaction.atomic
def add_requirement(tender_id: int, *, actor: User, **values: Any) -> Requirement:
    """Add a requirement at the end of its kind and return it.

    Raises:
        TenderFrozenError: the text cannot change any more.
        CodeTakenError: the number is in use, or was used before.
    """
    tender = drafting.lock_draft(tender_id)
    if values["code"] in tender.retired_codes:
        raise CodeTakenError(values["code"])
    last = tender.requirements.aggregate(last=Max("order"))["last"] or 0
    requirement = Requirement(tender=tender, order=last + 1, **values)
    _save(requirement)
    audit.record("requirement.added", actor=actor, target=requirement, tender=tender.pk, code=requirement.code)
    return requirement


@transaction.atomic
def change_requirement(requirement_id: int, *, actor: User, **values: Any) -> Requirement:
    """Store the named fields of a requirement and return it; nothing is recorded when nothing changed.

    Raises:
        TenderFrozenError: the text cannot change any more.
        CodeTakenError: the number is in use.
    """
    requirement = Requirement.objects.select_related("tender").get(pk=requirement_id)
    drafting.lock_draft(requirement.tender_id)
    changed = drafting.set_fields(requirement, values)
    if changed:
        _save(requirement, update_fields=[*changed, "updated_at"])
        audit.record("requirement.changed", actor=actor, target=requirement, fields=changed)
    return requirement


@transaction.atomic
def delete_requirement(requirement_id: int, *, actor: User) -> None:
    """Remove a requirement from the draft; its number is retired and never used again.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    requirement = Requirement.objects.get(pk=requirement_id)
    tender = drafting.lock_draft(requirement.tender_id)
    tender.retired_codes = [*tender.retired_codes, requirement.code]
    tender.save(update_fields=["retired_codes", "updated_at"])
    code = requirement.code
    requirement.delete()
    audit.record("requirement.deleted", actor=actor, target=tender, code=code)


@transaction.atomic
def move_requirement(requirement_id: int, *, actor: User, up: bool) -> None:
    """Let a requirement change places with its neighbour of the same kind; at the edge nothing happens.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    requirement = Requirement.objects.get(pk=requirement_id)
    tender = drafting.lock_draft(requirement.tender_id)
    rows = list(tender.requirements.filter(kind=requirement.kind))
    place = next(i for i, row in enumerate(rows) if row.pk == requirement.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    first, second = rows[place], rows[other]
    first.order, second.order = second.order, first.order
    if first.order == second.order:
        second.order += 1 if up else -1
    Requirement.objects.bulk_update([first, second], ["order"])
    audit.record("requirement.moved", actor=actor, target=requirement, up=up)


@transaction.atomic
def choose_grounds(tender_id: int, reasons: Mapping[str, str], *, actor: User) -> list[Requirement]:
    """Set the optional exclusion grounds to those in ``reasons`` (code -> why); the mandatory ones always stand.

    Raises:
        TenderFrozenError: the text cannot change any more.
        KeyError: a code is not in the closed list (EXC-02).
    """
    tender = drafting.lock_draft(tender_id)
    wanted = {ground.code for ground in GROUNDS if ground.is_mandatory} | {BY_CODE[code].code for code in reasons}
    tender.requirements.filter(kind=RequirementKind.EXCLUSION).exclude(code__in=wanted).delete()
    with override(tender.language):
        for order, ground in enumerate(GROUNDS):
            if ground.code in wanted:
                values = {
                    "kind": RequirementKind.EXCLUSION,
                    "formulation": Formulation.PROCESS,
                    "text": str(GROUND_LABELS[ground.ground]),
                    "article": ground.article,
                    "purpose": reasons.get(ground.code, ""),
                    "proof_moment": ProofMoment.BID,
                    "order": order,
                }
                Requirement.objects.update_or_create(tender=tender, code=ground.code, defaults=values)
    chosen = list(tender.requirements.filter(kind=RequirementKind.EXCLUSION))
    audit.record("grounds.chosen", actor=actor, target=tender, codes=sorted(reasons))
    return chosen


def change_clauses(tender_id: int, *, actor: User, **values: Any) -> Tender:
    """Store the clauses of the draft contract and return the tender.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    return drafting.change_tender(tender_id, actor=actor, **values)


def next_code(tender: Tender, prefix: str) -> str:
    """Return the next free number with this prefix, such as "E13"; numbers of removed requirements are passed over."""
    used = set(tender.requirements.values_list("code", flat=True)) | set(tender.retired_codes)
    number = 1
    while f"{prefix}{number}" in used:
        number += 1
    return f"{prefix}{number}"


def _save(requirement: Requirement, **how: Any) -> None:
    try:
        with transaction.atomic():
            requirement.save(**how)
    except IntegrityError as error:
        if "tenders_one_requirement_a_code" not in str(error):
            raise
        raise CodeTakenError(requirement.code) from error
