"""What stage 4 puts into a publication beside its requirements: JSON; amounts and figures are decimal strings."""

from collections.abc import Sequence
from typing import Any

from tenders.domain.selection import has_preselection
from tenders.models import (
    AmbitionLevel,
    FeasibilitySignal,
    LabelDemand,
    Requirement,
    RequirementMeasure,
    SelectionCriterion,
    SelectionLevel,
    SolutionSpace,
    SuitabilityDetail,
    Tender,
)

SPACE_FIELDS = (
    "time_frame",
    "budget_frame",
    "limits",
    "conduct",
    "clarity",
    "clarity_reason",
    "used_by_people",
    "accessibility_reason",
    "variant_basis",
    "variant_submission",
    "variant_assessment",
    "alternatives_allowed",
    "alternatives_scope",
    "alternatives_rule",
    "expert_party",
    "expert_shared",
    "expert_measures",
)
SUITABILITY_FIELDS = (
    "standing",
    "competence",
    "reference_count",
    "years",
    "years_motivation",
    "turnover_years",
    "motivation",
    "circular_motivation",
    "forbids_reliance",
)
SUITABILITY_AMOUNTS = ("base_eur", "reference_eur", "turnover_eur")
MEASURE_FIELDS = (
    "role",
    "indicator",
    "bound",
    "unit",
    "reference_source",
    "method",
    "dataset",
    "modules",
    "life_years",
    "tool",
)
MEASURE_FIGURES = ("value", "reference_value")
LEVEL_FIELDS = ("step", "basic", "good", "excellent", "direction_only", "direction_reason")


def space_parts(tender_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return frames and room of each tender; empty where nobody wrote them."""
    rows = SolutionSpace.objects.filter(tender_id__in=tender_ids)
    found: dict[int, dict[str, Any]] = {pk: {} for pk in tender_ids}
    for row in rows:
        found[row.tender_id] = _fields(row, SPACE_FIELDS)
    return found


def selection_parts(tender_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the selection criteria and their scale of each tender; empty without a preselection."""
    asked = {tender.pk for tender in Tender.objects.filter(pk__in=tender_ids) if has_preselection(tender.procedure)}
    found: dict[int, dict[str, Any]] = {pk: {"criteria": [], "scale": []} if pk in asked else {} for pk in tender_ids}
    for row in SelectionCriterion.objects.filter(tender_id__in=asked).select_related("ambition"):
        found[row.tender_id]["criteria"].append(
            {
                "code": row.code,
                "title": row.title,
                "asked": row.asked,
                "looks_at": row.looks_at,
                "weight": f"{row.weight}",
                "max_pages": row.max_pages,
                "ambition": row.ambition.code if row.ambition else "",
            }
        )
    for level in SelectionLevel.objects.filter(tender_id__in=asked):
        found[level.tender_id]["scale"].append(
            {"points": f"{level.points}", "word": level.word, "meaning": level.meaning}
        )
    return found


def programme_parts(tender_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Return how far each ambition of each tender goes, in the order of their codes."""
    found: dict[int, list[dict[str, Any]]] = {pk: [] for pk in tender_ids}
    rows = AmbitionLevel.objects.filter(ambition__tender_id__in=tender_ids).select_related("ambition")
    for row in rows.order_by("ambition__code", "pk"):
        found[row.ambition.tender_id].append({"code": row.ambition.code, **_fields(row, LEVEL_FIELDS)})
    return found


def requirement_details(row: Requirement) -> dict[str, Any]:
    """Return what hangs below a requirement; each part is empty where there is none."""
    suitability: SuitabilityDetail | None = getattr(row, "suitability", None)
    measure: RequirementMeasure | None = getattr(row, "measure", None)
    signal: FeasibilitySignal | None = getattr(row, "feasibility", None)
    return {
        "suitability": _fields(suitability, SUITABILITY_FIELDS) | _figures(suitability, SUITABILITY_AMOUNTS),
        "measure": _fields(measure, MEASURE_FIELDS) | _figures(measure, MEASURE_FIGURES),
        "feasibility": _fields(signal, ("signal", "note", "decision", "decision_reason")),
        "labels": [_label(demand) for demand in row.labels.all()],
    }


def _label(demand: LabelDemand) -> dict[str, Any]:
    return {
        "name": demand.label.name,
        "owner": demand.label.owner,
        "accepts_equivalent": demand.accepts_equivalent,
        "accepts_other_proof": demand.accepts_other_proof,
    }


def _fields(row: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names} if row is not None else {}


def _figures(row: Any, names: Sequence[str]) -> dict[str, str]:
    if row is None:
        return {}
    return {name: "" if getattr(row, name) is None else f"{getattr(row, name)}" for name in names}
