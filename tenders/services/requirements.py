"""Stage 4: requirements, exclusion grounds and the clauses of the draft contract."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import override

from procurement.accounts.models import User
from procurement.core import audit
from procurement.core.domain.codes import taken_code
from tenders.domain.exclusion import BY_CODE, GROUNDS
from tenders.domain.specification import UndoKind
from tenders.domain.vocabulary import Formulation, ProofMoment, RequirementKind
from tenders.labels_drafting import GROUND_LABELS
from tenders.models import Requirement, Tender, UndoStep
from tenders.services import drafting, requirement_order, undo


class CodeTakenError(ValueError):
    """A requirement cannot have this number. code: the number that is taken, as it stands.

    reason: "in_use" (by another requirement), "retired" (it was removed and does not come back) or "ground" (the law
    gives it to an exclusion ground). Capitals make no difference.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code, self.reason = code, reason


@transaction.atomic
def add_requirement(tender_id: int, *, actor: User, **values: Any) -> Requirement:
    """Add a requirement at the end of its group, or of its kind when the group is new, and return it.

    Raises:
        TenderFrozenError: the text cannot change any more.
        CodeTakenError: the number is in use, or was used before.
    """
    tender = drafting.lock_draft(tender_id)
    _check_code(tender, values["code"])
    last = tender.requirements.aggregate(last=Max("order"))["last"] or 0
    requirement = Requirement(tender=tender, order=last + 1, **values)
    requirement.save()
    requirement_order.renumber(tender.pk, requirement.kind)
    requirement.refresh_from_db(fields=["order"])
    audit.record("requirement.added", actor=actor, target=requirement, tender=tender.pk, code=requirement.code)
    return requirement


@transaction.atomic
def change_requirement(requirement_id: int, *, actor: User, **values: Any) -> Requirement:
    """Store the named fields of a requirement and return it; nothing is recorded when nothing changed.

    Raises:
        TenderFrozenError: the text cannot change any more.
        CodeTakenError: the number is in use, or was used before.
    """
    requirement = Requirement.objects.select_related("tender").get(pk=requirement_id)
    tender = drafting.lock_draft(requirement.tender_id)
    changed = drafting.set_fields(requirement, values)
    if "code" in changed:
        _check_code(tender, requirement.code, but=requirement.pk)
    if changed:
        requirement.save(update_fields=[*changed, "updated_at"])
        if {"kind", "group"} & set(changed):
            requirement_order.renumber(requirement.tender_id, requirement.kind)
        audit.record("requirement.changed", actor=actor, target=requirement, fields=changed)
    return requirement


@transaction.atomic
def replace_requirement(requirement_id: int, *, actor: User, kind: RequirementKind) -> Requirement:
    """Put a requirement on another place, under its own number, and return it.

    What only fits the old place (a consequence, a rule for variants) goes.

    Raises:
        TenderFrozenError: the text cannot change any more.
        ValueError: an exclusion ground is chosen from the closed list and never made of a requirement.
    """
    if kind is RequirementKind.EXCLUSION:
        raise ValueError(kind)
    requirement = Requirement.objects.get(pk=requirement_id)
    tender = drafting.lock_draft(requirement.tender_id)
    was = undo.fields_of(requirement)
    values: dict[str, Any] = {"kind": kind}
    if kind is not RequirementKind.EXECUTION:
        values["consequence"] = ""
    if kind is not RequirementKind.MINIMUM:
        values["for_variants"] = False
    if drafting.set_fields(requirement, values):
        requirement.save()
        undo.remember(tender, UndoKind.CHANGED, [undo.changed(requirement, was)], actor=actor)
        requirement_order.renumber(tender.pk, kind)
        audit.record("requirement.replaced", actor=actor, target=requirement, was=was["kind"], kind=str(kind))
    return requirement


@transaction.atomic
def delete_requirements(tender_id: int, ids: Iterable[int], *, actor: User) -> UndoStep:
    """Remove requirements from the draft and return the step that brings them back.

    Their numbers are retired: nothing else ever gets them.

    Raises:
        TenderFrozenError: the text cannot change any more.
        Requirement.DoesNotExist: none of them is a written requirement of this tender.
    """
    tender = drafting.lock_draft(tender_id)
    rows = list(tender.requirements.exclude(kind=RequirementKind.EXCLUSION).filter(pk__in=ids).in_reading_order())
    if not rows:
        raise Requirement.DoesNotExist
    step = undo.remember_removal(tender, rows, actor=actor)
    codes = [row.code for row in rows]
    tender.retired_codes = [*tender.retired_codes, *codes]
    tender.save(update_fields=["retired_codes", "updated_at"])
    tender.requirements.filter(pk__in=[row.pk for row in rows]).delete()
    audit.record("requirement.deleted", actor=actor, target=tender, codes=codes)
    return step


def delete_requirement(requirement_id: int, *, actor: User) -> UndoStep:
    """Remove one requirement from the draft and return the step that brings it back.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender_id = Requirement.objects.values_list("tender_id", flat=True).get(pk=requirement_id)
    return delete_requirements(tender_id, [requirement_id], actor=actor)


@transaction.atomic
def change_requirements(tender_id: int, ids: Iterable[int], *, actor: User, **values: Any) -> UndoStep | None:
    """Store the same fields in many requirements and return the step that undoes it; None when nothing changed.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = drafting.lock_draft(tender_id)
    rows = list(tender.requirements.exclude(kind=RequirementKind.EXCLUSION).filter(pk__in=ids).in_reading_order())
    entries = []
    for row in rows:
        was = undo.fields_of(row)
        if drafting.set_fields(row, values):
            entries.append(undo.changed(row, was))
    if not entries:
        return None
    step = undo.remember(tender, UndoKind.CHANGED, entries, actor=actor)
    Requirement.objects.bulk_update(rows, list(values))
    for kind in {row.kind for row in rows}:
        requirement_order.renumber(tender_id, kind)
    audit.record(
        "requirement.many_changed",
        actor=actor,
        target=tender,
        codes=[entry["code"] for entry in entries],
        fields=sorted(values),
    )
    return step


@transaction.atomic
def duplicate_requirement(requirement_id: int, *, actor: User) -> Requirement:
    """Copy a requirement with what hangs below it, right after the original, under the next free number; return it.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    original = Requirement.objects.get(pk=requirement_id)
    tender = drafting.lock_draft(original.tender_id)
    copy = Requirement.objects.get(pk=requirement_id)
    copy.pk, copy._state.adding = None, True
    copy.code = next_code(tender, original.code.rstrip("0123456789"))
    copy.save()
    for row in undo.rows_below(original):
        row.pk, row._state.adding, row.requirement = None, True, copy
        row.save()
    after = tender.requirements.filter(kind=original.kind, group=original.group, order__gt=original.order).first()
    requirement_order.put_before(copy, after.pk if after else None)
    audit.record("requirement.added", actor=actor, target=copy, tender=tender.pk, code=copy.code, like=original.code)
    return copy


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
    used = [*tender.requirements.values_list("code", flat=True), *tender.retired_codes]
    number = 1
    while taken_code(f"{prefix}{number}", used):
        number += 1
    return f"{prefix}{number}"


def _check_code(tender: Tender, code: str, *, but: int = 0) -> None:
    """The tender's row is locked, so nobody takes the code between this and the saving."""
    in_use = tender.requirements.exclude(pk=but).values_list("code", flat=True)
    for reason, codes in (("in_use", in_use), ("retired", tender.retired_codes), ("ground", BY_CODE)):
        if taken := taken_code(code, codes):
            raise CodeTakenError(taken, reason)
