"""Requirements as a spreadsheet: written out, read in, looked at, and taken over whole or not at all."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.file_types import FileRefused
from procurement.core.spreadsheets import Column, RowFault, SheetToWrite, read_rows, write_sheets
from tenders.domain.requirement_sheet import Known, PlannedRow, RowStatus, SheetRow, can_be_applied, plan
from tenders.domain.specification import UndoKind
from tenders.domain.vocabulary import RequirementKind
from tenders.labels import FORMULATION_LABELS, PROOF_MOMENT_LABELS, REQUIREMENT_KIND_LABELS
from tenders.labels_drafting import CODE_PREFIXES
from tenders.labels_requirement_sheet import COLUMNS, SHEET_TITLE
from tenders.labels_specification import PART_LABELS
from tenders.models import Requirement, RequirementImport, Tender, UndoStep
from tenders.services import drafting, requirement_order, requirements, undo

MOST_ROWS = 1000
MOST_BYTES = 2 * 1024 * 1024
WORD_LABELS: dict[str, dict[Any, Any]] = {
    "kind": {kind: label for kind, label in REQUIREMENT_KIND_LABELS.items() if kind is not RequirementKind.EXCLUSION},
    "formulation": dict(FORMULATION_LABELS),
    "part": dict(PART_LABELS),
    "proof_moment": dict(PROOF_MOMENT_LABELS),
}


class SheetFaultyError(ValueError):
    """The sheet cannot be taken over as it is now. rows: what is wrong with it."""

    def __init__(self, rows: Sequence[PlannedRow]) -> None:
        super().__init__("faulty")
        self.rows = rows


class SheetUnreadableError(ValueError):
    """The sheet as a whole cannot be used. faults: why."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        super().__init__("unreadable")
        self.faults = faults


class DoneBeforeError(ValueError):
    """The sheet was taken over before."""


def export(tender: Tender) -> bytes:
    """Return the requirements of a tender as .xlsx, in reading order; read in again, every row is the same."""
    rows = tender.requirements.exclude(kind=RequirementKind.EXCLUSION).select_related("ambition", "lot")
    headings = [str(heading) for heading in COLUMNS.values()]
    lines = [_line(row) for row in rows.in_reading_order()]
    return write_sheets([SheetToWrite(str(SHEET_TITLE), headings, lines)])


@transaction.atomic
def store_upload(tender_id: int, content: bytes, *, name: str, actor: User) -> RequirementImport:
    """Read a sheet and keep its rows to be looked at; nothing of the tender changes.

    Raises:
        TenderFrozenError: the text cannot change any more.
        FileRefused: it is no .xlsx, is damaged, or is larger than two megabytes.
        SheetUnreadableError: it has no rows, too many, or no column that names requirements.
    """
    tender = drafting.lock_draft(tender_id)
    if len(content) > MOST_BYTES:
        raise FileRefused("too_large", size_mb=-(-len(content) // 1024**2), limit_mb=MOST_BYTES // 1024**2)
    # What a cell lacks is told per row, together with all else that is wrong there.
    read = read_rows(content, [Column(key, str(heading), is_required=False) for key, heading in COLUMNS.items()])
    if read.faults:
        raise SheetUnreadableError(read.faults)
    if len(read.rows) > MOST_ROWS:
        raise SheetUnreadableError([RowFault(0, "too_many_rows", text=str(MOST_ROWS))])
    rows: list[dict[str, Any]] = [
        {"number": row.number, "cells": {key: str(value) for key, value in row.values.items() if value is not None}}
        for row in read.rows
    ]
    if not any(row["cells"].keys() & {"code", "text"} for row in rows):
        raise SheetUnreadableError([RowFault(1, "column_missing", str(COLUMNS["text"]))])
    return RequirementImport.objects.create(tender=tender, actor=actor, name=name[:200], rows=rows, made_at=clock.now())


def plan_of(stored: RequirementImport) -> list[PlannedRow]:
    """Return what each row of a read sheet becomes, held against the tender as it is now."""
    rows = [SheetRow(row["number"], row["cells"]) for row in stored.rows]
    return plan(rows, _known(stored.tender))


@transaction.atomic
def apply(import_id: int, *, actor: User) -> UndoStep:
    """Take a read sheet over, whole, and return the step that undoes it.

    Raises:
        TenderFrozenError: the text cannot change any more.
        DoneBeforeError: it was taken over before.
        SheetFaultyError: a row is wrong, or nothing would change; nothing was taken over.
    """
    stored = RequirementImport.objects.select_for_update(of=("self",)).select_related("tender").get(pk=import_id)
    tender = drafting.lock_draft(stored.tender_id)
    if stored.applied_at is not None:
        raise DoneBeforeError(stored.name)
    planned = plan_of(stored)
    if not can_be_applied(planned):
        raise SheetFaultyError(planned)
    entries = [*_change(tender, planned), *_add(tender, planned)]
    for kind in RequirementKind:
        requirement_order.renumber(tender.pk, kind)
    stored.applied_at = clock.now()
    stored.save(update_fields=["applied_at"])
    step = undo.remember(tender, UndoKind.IMPORTED, entries, actor=actor)
    audit.record("requirement.imported", actor=actor, target=tender, codes=[entry["code"] for entry in entries])
    return step


def _change(tender: Tender, planned: Sequence[PlannedRow]) -> list[dict[str, Any]]:
    changes = {row.code: row.values for row in planned if row.status is RowStatus.CHANGED}
    entries = []
    for requirement in tender.requirements.filter(code__in=changes):
        was = undo.fields_of(requirement)
        drafting.set_fields(requirement, dict(changes[requirement.code]))
        requirement.save()
        entries.append(undo.changed(requirement, was))
    return entries


def _add(tender: Tender, planned: Sequence[PlannedRow]) -> list[dict[str, Any]]:
    order = tender.requirements.count()
    entries = []
    for row in planned:
        if row.status is RowStatus.NEW:
            order += 1
            prefix = CODE_PREFIXES.get(RequirementKind(str(row.values["kind"])), "E")
            code = row.code or requirements.next_code(tender, prefix)
            added = Requirement.objects.create(tender=tender, code=code, order=order + 1000, **row.values)
            entries.append(undo.added(added))
    return entries


def _known(tender: Tender) -> Known:
    rows = list(tender.requirements.all())
    return Known(
        words={
            name: {str(label).lower(): value.value for value, label in labels.items()}
            for name, labels in WORD_LABELS.items()
        },
        ambitions={ambition.code: ambition.pk for ambition in tender.ambitions.all()},
        lots={str(lot.number): lot.pk for lot in tender.lots.all()},
        existing={row.code: undo.fields_of(row) for row in rows if row.kind != RequirementKind.EXCLUSION},
        retired=frozenset(tender.retired_codes),
        grounds=frozenset(row.code for row in rows if row.kind == RequirementKind.EXCLUSION),
    )


def _line(row: Requirement) -> list[str]:
    shown = {
        "code": row.code,
        "kind": row.get_kind_display(),
        "group": row.group,
        "text": row.text,
        "formulation": row.get_formulation_display(),
        "part": row.get_part_display() if row.part else "",
        "purpose": row.purpose,
        "verification": row.verification,
        "proof_moment": row.get_proof_moment_display(),
        "consequence": row.consequence,
        "norm": row.norm,
        "ambition": row.ambition.code if row.ambition else "",
        "lot": str(row.lot.number) if row.lot else "",
    }
    return [str(shown[key]) for key in COLUMNS]
