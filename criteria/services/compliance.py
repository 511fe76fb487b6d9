"""The facts of award models for the rules, and what the rules find."""

from collections.abc import Sequence
from typing import Any

from criteria.domain.award_facts import AwardFacts, has_growth
from criteria.domain.compliance import RULES
from criteria.domain.vocabulary import AwardMethod
from criteria.domain.worked_example import work_out
from criteria.models import AwardModel
from criteria.services.snapshot import model_part, whole_models
from procurement.core import clock
from procurement.core.domain.rule_table import Finding, Scope
from tenders.domain import procedures
from tenders.domain.vocabulary import ContractKind, Procedure
from tenders.models import Lot, Tender


def award_findings(tender_ids: Sequence[int]) -> dict[int, list[Finding]]:
    """Return what the rules on award models find for each tender, all its lots together; none without a model."""
    found: dict[int, list[Finding]] = {pk: [] for pk in tender_ids}
    for model in whole_models().filter(lot__tender_id__in=tender_ids).order_by("lot__number"):
        found[model.lot.tender_id] += model_findings(model)
    return found


def model_findings(model: AwardModel, part: dict[str, Any] | None = None) -> list[Finding]:
    """Return what the rules find in one model. part: the model as published, when the caller has it already."""
    tender = model.lot.tender
    return RULES.run(facts_of(model, part or model_part(model)), scope_of(tender), on=clock.today())


def facts_of(model: AwardModel, part: dict[str, Any]) -> AwardFacts:
    """Return the facts of one model; the engine tries it with three invented bids."""
    tender = model.lot.tender
    is_empty = not part["criteria"] and part["method"] in (AwardMethod.WEIGHTED_POINTS, AwardMethod.QUALITY_VALUE)
    return AwardFacts(
        part=part,
        # Without criteria rule CRIT-03 says what to do; the engine would say the same.
        faults=() if is_empty else work_out(part).faults,
        estimate_eur=tender.estimated_value_eur,
        has_penalty=bool(tender.penalty_clause.strip()),
        key="" if model.lot.number == 1 else f"{model.lot.number}",
    )


def scope_of(tender: Tender) -> Scope:
    """Return the scope of the tender by its procedure; European while none is chosen, so that nothing is missed."""
    procedure = Procedure(tender.procedure) if tender.procedure else None
    return procedures.scope_of(procedure, ContractKind(tender.contract_kind))


def growth_tenders(tender_ids: Sequence[int]) -> set[int]:
    """Return the tenders whose award model gives points for growth, so that the contract needs a clause (CT-11)."""
    models = whole_models().filter(lot__tender_id__in=tender_ids)
    return {model.lot.tender_id for model in models if has_growth(model_part(model))}


def modelled_tenders(tender_ids: Sequence[int]) -> set[int]:
    """Return the tenders of which every lot has an award model (CRIT-30)."""
    without = Lot.objects.filter(tender_id__in=tender_ids, award_model__isnull=True).values_list("tender_id", flat=True)
    return set(tender_ids) - set(without)
