"""Build the facts of a tender from the database and run every rule over them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from django.db.models import Count

from procurement.accounts.domain.roles import AuthorityKind
from procurement.core import clock
from procurement.core.domain.rule_table import Finding
from tenders.domain import compliance
from tenders.domain.compliance_facts import Consultation, RelatedTender, RequirementFacts, TenderFacts
from tenders.domain.lifecycle import TenderState
from tenders.domain.procedure_sheet import ProcedureSheet
from tenders.domain.procedure_vocabulary import Regime
from tenders.domain.readiness import StrategyState
from tenders.domain.specification_facts import SpecificationFacts
from tenders.domain.team import MemberFacts
from tenders.domain.thresholds import ThresholdError, threshold
from tenders.domain.vocabulary import (
    ContractKind,
    Formulation,
    Procedure,
    ProofMoment,
    RequirementKind,
    StepKind,
    TeamRole,
)
from tenders.extension_points import AWARD_SOURCES, COMPLIANCE_CHECKS, GROWTH_SOURCES, THREAD_FORWARD
from tenders.models import (
    Ambition,
    AmbitionLevel,
    Lot,
    MarketConsultation,
    PlanningStep,
    Requirement,
    TeamMember,
    Tender,
)
from tenders.services import specification_facts, strategy
from tenders.services.procedure_sheets import sheets_of

CPV_GROUP_DIGITS = 3
"""Same first digits: the same group of goods or services (VAL-07, house rule)."""
SPLIT_DAYS = 365

Row = TypeVar("Row", PlanningStep, Requirement, TeamMember)


def findings_of(tender_ids: Sequence[int]) -> dict[int, list[Finding]]:
    """Return what each tender does not meet of the rules of all apps, the hardest first."""
    found: dict[int, list[Finding]] = {pk: [] for pk in tender_ids}
    for run in COMPLIANCE_CHECKS.values():
        for pk, findings in run(tender_ids).items():
            found[pk] += findings
    return {pk: sorted(findings, key=lambda finding: finding.severity.rank) for pk, findings in found.items()}


def findings_for(tender_id: int) -> list[Finding]:
    """Return the findings of one tender, the hardest first."""
    return findings_of([tender_id])[tender_id]


def drafting_findings(tender_ids: Sequence[int]) -> dict[int, list[Finding]]:
    """Return what each tender does not meet of the rules of drafting; the entry of this app in the registry."""
    return {
        pk: compliance.check(facts, on=facts.days.get(StepKind.NOTICE, clock.today()))
        for pk, facts in facts_of(tender_ids).items()
    }


def facts_of(tender_ids: Sequence[int]) -> dict[int, TenderFacts]:
    """Return the facts of each tender; the number of queries does not grow with the tenders."""
    tenders = list(Tender.objects.filter(pk__in=tender_ids).select_related("organisation"))
    steps = _grouped(PlanningStep.objects.filter(tender_id__in=tender_ids).exclude(day=None))
    requirements = _grouped(specification_facts.requirements_of(tender_ids))
    specifications = specification_facts.specifications_of(tenders, requirements)
    consultations = {row.tender_id: row for row in MarketConsultation.objects.filter(tender_id__in=tender_ids)}
    ambitions = strategy.ambitions_by_tender(tender_ids)
    signed = strategy.statuses_of(tenders, ambitions)
    grows = {pk for source in GROWTH_SOURCES.values() for pk in source(tender_ids)}
    modelled = {pk for source in AWARD_SOURCES.values() for pk in source(tender_ids)}
    bare = _without_demand([row for rows in ambitions.values() for row in rows], requirements)
    sheets = sheets_of(tender_ids)
    related = _related(tenders, {pk: _days(rows) for pk, rows in steps.items()}, sheets)
    lots = _lot_counts(tender_ids)
    teams = _grouped(TeamMember.objects.filter(tender_id__in=tender_ids, is_active=True).select_related("user"))
    return {
        tender.pk: _facts(
            tender,
            steps=steps.get(tender.pk, []),
            requirements=requirements.get(tender.pk, []),
            consultation=consultations.get(tender.pk),
            strategy_is_signed=signed[tender.pk].state is StrategyState.SIGNED,
            grows=tender.pk in grows,
            has_award_model=tender.pk in modelled,
            bare=bare.get(tender.pk, ()),
            related=related[tender.pk],
            lot_count=lots.get(tender.pk, 1),
            team=teams.get(tender.pk, []),
            sheet=sheets[tender.pk],
            specification=specifications[tender.pk],
        )
        for tender in tenders
    }


def _facts(
    tender: Tender,
    *,
    steps: Sequence[PlanningStep],
    requirements: Sequence[Requirement],
    consultation: MarketConsultation | None,
    strategy_is_signed: bool,
    grows: bool,
    has_award_model: bool,
    bare: Sequence[str],
    related: tuple[RelatedTender, ...],
    lot_count: int,
    team: Sequence[TeamMember],
    sheet: ProcedureSheet,
    specification: SpecificationFacts,
) -> TenderFacts:
    days = _days(steps)
    return TenderFacts(
        procedure=Procedure(tender.procedure) if tender.procedure else None,
        contract_kind=ContractKind(tender.contract_kind),
        authority_kind=tender.organisation.authority_kind,
        value_eur=tender.estimated_value_eur,
        value_dated_on=tender.value_dated_on,
        value_basis=tender.value_basis,
        threshold_eur=_threshold(tender, days.get(StepKind.NOTICE, clock.today()), sheet.regime),
        procedure_motivation=tender.procedure_motivation,
        clustering_motivation=tender.clustering_motivation,
        no_lots_motivation=tender.no_lots_motivation,
        lot_count=lot_count,
        is_framework=tender.is_framework,
        quantity=tender.quantity,
        cpv_codes=tender.cpv_codes,
        months=tender.maximum_months,
        duration_motivation=tender.duration_motivation,
        tender_fee_eur=tender.tender_fee_eur,
        tender_fee_motivation=tender.tender_fee_motivation,
        variants_allowed=tender.variants_allowed,
        validity_days=tender.validity_days,
        electronic_submission=tender.electronic_submission,
        free_documents=tender.free_documents,
        growth_clause=tender.growth_clause,
        penalty_clause=tender.penalty_clause,
        recalibration_clause=tender.recalibration_clause,
        equivalence_clause=tender.equivalence_clause,
        grows=grows,
        has_award_model=has_award_model,
        complaint_desk=tender.organisation.complaint_desk,
        court_city=tender.organisation.court_city,
        strategy_is_signed=strategy_is_signed,
        sheet=sheet,
        days=days,
        hours={StepKind(step.kind): step.hour for step in steps if step.hour},
        requirements=tuple(_requirement(row) for row in requirements),
        related=related,
        consultation=_consultation(consultation),
        ambitions_without_demand=tuple(bare),
        team=tuple(_member(row) for row in team),
        started_by=tender.created_by_id,
        specification=specification,
    )


def _member(row: TeamMember) -> MemberFacts:
    return MemberFacts(row.user_id, TeamRole(row.role), row.department, row.mandate, name=str(row.user))


def _requirement(row: Requirement) -> RequirementFacts:
    return RequirementFacts(
        key=str(row.pk),
        code=row.code,
        kind=RequirementKind(row.kind),
        text=row.text,
        formulation=Formulation(row.formulation),
        group=row.group,
        purpose=row.purpose,
        norm=row.norm,
        verification=row.verification,
        proof_moment=ProofMoment(row.proof_moment),
        consequence=row.consequence,
        for_variants=row.for_variants,
        **specification_facts.details_of(row),
    )


def _consultation(row: MarketConsultation | None) -> Consultation | None:
    if row is None:
        return None
    return Consultation(row.is_open, row.invitation_motivation, row.level_field_measures)


def _threshold(tender: Tender, on: date, regime: Regime) -> Decimal | None:
    is_central = tender.organisation.authority_kind == AuthorityKind.CENTRAL
    try:
        return threshold(ContractKind(tender.contract_kind), is_central=is_central, on=on, regime=regime).amount_eur
    except ThresholdError:
        return None


def _days(steps: Iterable[PlanningStep]) -> dict[StepKind, date]:
    return {StepKind(step.kind): step.day for step in steps if step.day}


def _grouped(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.tender_id, []).append(row)
    return found


def _lot_counts(tender_ids: Sequence[int]) -> dict[int, int]:
    rows = Lot.objects.filter(tender_id__in=tender_ids).order_by().values_list("tender_id")
    return dict(rows.annotate(count=Count("pk")))


def _without_demand(
    ambitions: Sequence[Ambition], requirements: Mapping[int, Sequence[Requirement]]
) -> dict[int, list[str]]:
    """Return tender id -> codes of its ambitions that no requirement and no node of a higher app carries.

    One that only gives direction, with the reason, needs none.
    """
    carried = {row.ambition_id for rows in requirements.values() for row in rows}
    of_these = AmbitionLevel.objects.filter(ambition__in=[row.pk for row in ambitions], direction_only=True)
    carried |= set(of_these.exclude(direction_reason="").values_list("ambition_id", flat=True))
    open_ones = [row for row in ambitions if row.pk not in carried]
    ids = [row.pk for row in open_ones]
    for find in THREAD_FORWARD.values() if ids else ():
        carried |= {pk for pk, nodes in find(ids).items() if any(not node.is_missing for node in nodes)}
    found: dict[int, list[str]] = {}
    for row in open_ones:
        if row.pk not in carried:
            found.setdefault(row.tender_id, []).append(row.code)
    return found


def _related(
    tenders: Sequence[Tender], days: Mapping[int, Mapping[StepKind, date]], sheets: Mapping[int, ProcedureSheet]
) -> dict[int, tuple[RelatedTender, ...]]:
    """Return tender id -> others of its organisation in the same CPV group, started within a year of it."""
    organisations = {tender.organisation_id for tender in tenders}
    others = list(
        Tender.objects.filter(organisation_id__in=organisations, estimated_value_eur__isnull=False)
        .exclude(state=TenderState.WITHDRAWN)
        .only("organisation_id", "reference", "cpv_codes", "created_at", "estimated_value_eur", "contract_kind")
        .order_by("created_at", "pk")
    )
    found = {}
    for tender in tenders:
        on = days.get(tender.pk, {}).get(StepKind.NOTICE, clock.today())
        limit = _threshold(tender, on, sheets[tender.pk].regime)
        found[tender.pk] = tuple(
            RelatedTender(other.reference, other.estimated_value_eur)
            for other in others
            if other.pk != tender.pk
            and other.organisation_id == tender.organisation_id
            and abs(other.created_at - tender.created_at) <= timedelta(days=SPLIT_DAYS)
            and _cpv_groups(other) & _cpv_groups(tender)
            and other.estimated_value_eur is not None
            and (limit is None or other.estimated_value_eur < limit)
        )
    return found


def _cpv_groups(tender: Tender) -> set[str]:
    codes = (code.strip() for code in tender.cpv_codes.split(","))
    return {code[:CPV_GROUP_DIGITS] for code in codes if code}
