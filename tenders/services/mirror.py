"""The specification mirror of a tender: picture, remarks in words, conflicts, and taking a proposal over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from procurement.accounts.models import User
from procurement.core import audit
from procurement.core.domain.charts.bars import Part, StackData, StackRow, stacked_bars
from procurement.core.domain.charts.frame import both
from procurement.core.domain.decimals import format_number
from tenders.domain.mirror import Line, Mirror, Remark, mirror, remarks_of
from tenders.domain.specification import UndoKind
from tenders.domain.vocabulary import Formulation, RequirementKind
from tenders.labels import FORMULATION_LABELS, REQUIREMENT_KIND_LABELS
from tenders.labels_specification import REMARK_TEXTS, REMARK_WHY
from tenders.models import Ambition, Requirement, Tender, UndoStep
from tenders.services import drafting, undo


class ProposalGoneError(LookupError):
    """The text that the proposal was for is not there any more."""


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark in words. why: the article or reason."""

    remark: Remark
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The share of each formulation by kind, as a chart with the same figures in words and in a table."""

    points: Any
    caption: str
    words: str
    table: dict[str, Any]


def mirror_of(tender: Tender, requirements: Iterable[Requirement]) -> tuple[Mirror, list[ShownRemark]]:
    """Return the mirror of requirements of a tender and its remarks in words, in the active language."""
    found = mirror([_line(row) for row in requirements], general_equivalence=tender.equivalence_clause)
    return found, [_shown(remark) for remark in found.remarks]


def remarks_on(requirement: Requirement) -> list[ShownRemark]:
    """Return what the mirror says of one requirement, in words."""
    found = remarks_of(_line(requirement), general_equivalence=requirement.tender.equivalence_clause)
    return [_shown(remark) for remark in found]


def picture_of(found: Mirror) -> Picture | None:
    """Return the picture of how the requirements are put; None without requirements."""
    if not found.total:
        return None
    order = (Formulation.FUNCTIONAL, Formulation.PROCESS, Formulation.TECHNICAL)
    parts = [
        Part(str(FORMULATION_LABELS[one]), str(FORMULATION_LABELS[one]), is_cost=one is Formulation.TECHNICAL)
        for one in order
    ]
    rows = [
        StackRow(
            str(REQUIREMENT_KIND_LABELS[kind]),
            [Decimal(counts[one]) for one in order],
            Decimal(sum(counts.values())),
        )
        for kind, counts in found.by_kind.items()
    ]
    words = _("Van %(total)s eisen is %(functional)s%% functioneel en %(technical)s%% technisch.") % {
        "total": found.total,
        "functional": found.share(Formulation.FUNCTIONAL),
        "technical": found.share(Formulation.TECHNICAL),
    }
    data = StackData(words, _("eisen"), parts, rows)
    return Picture(both(stacked_bars, data), _("Hoe de eisen zijn gesteld"), words, _table(rows, parts))


@transaction.atomic
def take_over(requirement_id: int, *, actor: User, kind: str, start: int, words: str) -> UndoStep:
    """Put what the mirror proposes in the place of a text, and return the step that undoes it.

    kind, start, words: of the remark that the person saw.

    Raises:
        TenderFrozenError: the text cannot change any more.
        ProposalGoneError: those words no longer stand there.
    """
    requirement = Requirement.objects.select_related("tender", "ambition").get(pk=requirement_id)
    tender = drafting.lock_draft(requirement.tender_id)
    seen = next(
        (
            one.remark
            for one in remarks_on(requirement)
            if (one.remark.kind, one.remark.start, one.remark.words) == (kind, start, words) and one.remark.proposal
        ),
        None,
    )
    if seen is None:
        raise ProposalGoneError(words)
    was = undo.fields_of(requirement)
    requirement.text = seen.proposal
    requirement.save(update_fields=["text", "updated_at"])
    step = undo.remember(tender, UndoKind.REWRITTEN, [undo.changed(requirement, was)], actor=actor)
    audit.record("requirement.rewritten", actor=actor, target=requirement, remark=kind)
    return step


def figure_of(ambition: Ambition | None) -> str:
    """Return the target of an ambition with its unit as one writes it: "80 % massa"; empty without one."""
    return f"{format_number(ambition.target)} {ambition.unit}" if ambition else ""


def _line(row: Requirement) -> Line:
    return Line(
        key=str(row.pk),
        code=row.code,
        text=row.text,
        formulation=Formulation(row.formulation),
        purpose=row.purpose,
        verification=row.verification,
        has_ambition=row.ambition_id is not None,
        norm=row.norm,
        has_equivalent=row.has_equivalent,
        kind=RequirementKind(row.kind),
        figure=figure_of(row.ambition),
        has_part=bool(row.part),
    )


def _shown(remark: Remark) -> ShownRemark:
    return ShownRemark(
        remark, str(REMARK_TEXTS[remark.kind]) % {"words": remark.words}, str(REMARK_WHY.get(remark.kind, ""))
    )


def _table(rows: Sequence[StackRow], parts: Sequence[Part]) -> dict[str, Any]:
    return {
        "columns": [
            {"label": _("Soort")},
            *({"label": part.name, "num": True} for part in parts),
            {"label": _("Totaal"), "num": True},
        ],
        "rows": [
            {
                "cells": [
                    {"text": row.label},
                    *({"text": f"{value}", "num": True} for value in (*row.values, row.total)),
                ]
            }
            for row in rows
        ],
    }
