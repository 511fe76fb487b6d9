"""Undo in a specification: remember what an act on requirements did, and take it back while nothing built on it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core import serializers
from django.db import models, transaction

from procurement.accounts.models import User
from procurement.core import audit, clock
from tenders.domain.specification import UndoKind
from tenders.models import Requirement, Tender, UndoStep
from tenders.services import drafting, requirement_order

FIELDS = tuple(
    field.attname for field in Requirement._meta.concrete_fields if field.name not in ("id", "tender", "updated_at")
)
"""What is remembered of a requirement."""
SHOWN_STEPS = 5


class UndoRefusedError(ValueError):
    """The step cannot be taken back. code: "done_before", "changed_since" or "number_taken"; codes: of requirements."""

    def __init__(self, code: str, codes: Sequence[str] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.codes = list(codes)


def fields_of(requirement: Requirement) -> dict[str, Any]:
    """Return the fields of a requirement as they are remembered."""
    return {name: getattr(requirement, name) for name in FIELDS}


def changed(requirement: Requirement, was: dict[str, Any]) -> dict[str, Any]:
    """Return the entry of a requirement whose fields were ``was``: only what differs."""
    now = fields_of(requirement)
    names = [name for name in FIELDS if now[name] != was[name]]
    return {
        "pk": requirement.pk,
        "code": requirement.code,
        "before": {name: was[name] for name in names},
        "after": {name: now[name] for name in names},
    }


def added(requirement: Requirement) -> dict[str, Any]:
    """Return the entry of a requirement that was just added."""
    now = fields_of(requirement)
    del now["order"]
    return {"pk": requirement.pk, "code": requirement.code, "before": None, "after": now}


def remember(tender: Tender, kind: UndoKind, entries: list[dict[str, Any]], *, actor: User) -> UndoStep:
    """Store a step that can be undone and return it. Call it under the lock of the tender."""
    return UndoStep.objects.create(tender=tender, kind=kind, entries=entries, actor=actor, made_at=clock.now())


def remember_removal(tender: Tender, rows: Sequence[Requirement], *, actor: User) -> UndoStep:
    """Store the requirements with all that hangs below them, before they are removed, and return the step."""
    entries = [{"pk": row.pk, "code": row.code, "before": fields_of(row), "after": None} for row in rows]
    below = [one for row in rows for one in rows_below(row)]
    return UndoStep.objects.create(
        tender=tender,
        kind=UndoKind.REMOVED,
        entries=entries,
        kept=serializers.serialize("json", below),
        actor=actor,
        made_at=clock.now(),
    )


def rows_below(requirement: Requirement) -> list[Any]:
    """Return the rows that go with a requirement when it is removed."""
    found: list[Any] = []
    for relation in Requirement._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            found += relation.related_model._base_manager.filter(**{relation.field.name: requirement})
    return found


def open_steps(tender: Tender) -> list[UndoStep]:
    """Return the newest steps that can still be taken back."""
    return list(tender.undo_steps.filter(undone_at=None).select_related("actor")[:SHOWN_STEPS])


@transaction.atomic
def undo(step_id: int, *, actor: User) -> UndoStep:
    """Take back a step, whole or not at all, and return it.

    Raises:
        TenderFrozenError: the text cannot change any more.
        UndoRefusedError: it was taken back before, or what it made was changed since.
    """
    tender = drafting.lock_draft(UndoStep.objects.values_list("tender_id", flat=True).get(pk=step_id))
    step = UndoStep.objects.select_for_update().get(pk=step_id)
    if step.undone_at is not None:
        raise UndoRefusedError("done_before")
    rows = {row.pk: row for row in tender.requirements.filter(pk__in=[entry["pk"] for entry in step.entries])}
    _check(tender, step.entries, rows)
    for entry in step.entries:
        _take_back(tender, entry, rows.get(entry["pk"]))
    for kept in serializers.deserialize("json", step.kept) if step.kept else ():
        kept.save()
    for kind in set(tender.requirements.values_list("kind", flat=True)):
        requirement_order.renumber(tender.pk, kind)
    step.undone_at = clock.now()
    step.save(update_fields=["undone_at"])
    tender.save(update_fields=["retired_codes", "updated_at"])
    codes = [entry["code"] for entry in step.entries]
    audit.record("requirement.undone", actor=actor, target=tender, kind=step.kind, codes=codes)
    return step


def _check(tender: Tender, entries: Iterable[dict[str, Any]], rows: dict[int, Requirement]) -> None:
    entries = list(entries)
    gone = {entry["before"]["code"] for entry in entries if entry["after"] is None}
    taken = sorted(tender.requirements.filter(code__in=gone).values_list("code", flat=True))
    if taken:
        raise UndoRefusedError("number_taken", taken)
    differ = [
        entry["code"]
        for entry in entries
        if entry["after"] is not None and not _stands(rows.get(entry["pk"]), entry["after"])
    ]
    if differ:
        raise UndoRefusedError("changed_since", differ)


def _stands(row: Requirement | None, after: dict[str, Any]) -> bool:
    return row is not None and all(getattr(row, name) == value for name, value in after.items() if name != "order")


def _take_back(tender: Tender, entry: dict[str, Any], row: Requirement | None) -> None:
    before = entry["before"]
    if row is None:
        row = Requirement(pk=entry["pk"], tender=tender)
        tender.retired_codes = [code for code in tender.retired_codes if code != before["code"]]
    elif before is None:
        row.delete()
        return
    for name, value in _whole(tender, before).items():
        setattr(row, name, value)
    row.save()


def _whole(tender: Tender, before: dict[str, Any]) -> dict[str, Any]:
    """The values without lots and ambitions that are gone by now."""
    values = dict(before)
    for name, rows in (("lot_id", tender.lots), ("ambition_id", tender.ambitions)):
        if values.get(name) is not None and not rows.filter(pk=values[name]).exists():
            values[name] = None
    return values
