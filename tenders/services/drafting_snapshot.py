"""What stages 3 and 4 put into a publication: JSON from which the tender guide is written."""

from collections.abc import Sequence
from typing import Any

from tenders.domain.vocabulary import CodeKind
from tenders.models import PlanningStep, Requirement, Tender
from tenders.services import code_lists
from tenders.services.specification_facts import requirements_of
from tenders.services.specification_snapshot import requirement_details


def procedure_parts(tender_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the head of each tender: what, worth, procedure, duration and conditions. Amounts are decimal strings."""
    rows = Tender.objects.filter(pk__in=tender_ids).select_related("organisation")
    return {tender.pk: _procedure(tender) for tender in rows}


def planning_parts(tender_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the dated steps of each tender in order; dates and hours in ISO form."""
    found: dict[int, list[dict[str, Any]]] = {pk: [] for pk in tender_ids}
    for step in PlanningStep.objects.filter(tender_id__in=tender_ids).exclude(day=None):
        found[step.tender_id].append(
            {
                "step": step.kind,
                "day": step.day.isoformat() if step.day else "",
                "hour": step.hour.strftime("%H:%M") if step.hour else "",
                "source": step.source,
            }
        )
    return found


def requirement_parts(tender_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the requirements of each tender, exclusion grounds included, in reading order."""
    found: dict[int, list[dict[str, Any]]] = {pk: [] for pk in tender_ids}
    for row in requirements_of(tender_ids).select_related("lot").in_reading_order():
        found[row.tender_id].append(_requirement(row))
    return found


def clause_parts(tender_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the clauses of the draft contract of each tender."""
    return {
        tender.pk: {
            "growth": tender.growth_clause,
            "penalty": tender.penalty_clause,
            "recalibration": tender.recalibration_clause,
            "equivalence": tender.equivalence_clause,
        }
        for tender in Tender.objects.filter(pk__in=tender_ids)
    }


def _procedure(tender: Tender) -> dict[str, Any]:
    organisation = tender.organisation
    return {
        "organisation": {
            "name": organisation.name,
            "kvk": organisation.kvk,
            "oin": organisation.oin,
            "address": organisation.address,
            "complaint_desk": organisation.complaint_desk,
            "court_city": organisation.court_city,
        },
        "reference": tender.reference,
        "title": tender.title,
        "language": tender.language,
        "occasion": tender.occasion,
        "description": tender.description,
        "contract_kind": tender.contract_kind,
        "is_framework": tender.is_framework,
        "cpv_codes": tender.cpv_codes,
        "cpv": code_lists.as_parts(CodeKind.CPV, tender.cpv_codes),
        "quantity": tender.quantity,
        "place": tender.place,
        "nuts": code_lists.as_parts(CodeKind.NUTS, tender.nuts_codes),
        "estimated_value_eur": _text(tender.estimated_value_eur),
        "value_dated_on": tender.value_dated_on.isoformat() if tender.value_dated_on else "",
        "procedure": tender.procedure,
        "procedure_motivation": tender.procedure_motivation,
        "clustering_motivation": tender.clustering_motivation,
        "no_lots_motivation": tender.no_lots_motivation,
        "duration_months": tender.duration_months,
        "option_count": tender.option_count,
        "option_months": tender.option_months,
        "duration_motivation": tender.duration_motivation,
        "tender_fee_eur": _text(tender.tender_fee_eur),
        "tender_fee_motivation": tender.tender_fee_motivation,
        "variants_allowed": tender.variants_allowed,
        "validity_days": tender.validity_days,
        "electronic_submission": tender.electronic_submission,
        "free_documents": tender.free_documents,
    }


def _requirement(row: Requirement) -> dict[str, Any]:
    return {
        "code": row.code,
        "kind": row.kind,
        "lot": row.lot.number if row.lot else None,
        "group": row.group,
        "part": row.part,
        "formulation": row.formulation,
        "text": row.text,
        "purpose": row.purpose,
        "verification": row.verification,
        "proof_moment": row.proof_moment,
        "consequence": row.consequence,
        "for_variants": row.for_variants,
        "article": row.article,
        "norm": row.norm,
        "ambition": row.ambition.code if row.ambition else "",
        **requirement_details(row),
    }


def _text(value: object) -> str:
    return "" if value is None else f"{value}"
