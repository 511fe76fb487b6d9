"""What stage 4 holds of tenders, as the rules see it; the number of queries does not grow with the tenders."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tenders.domain.conflicts import Conflict, Demand, Scored, conflicts
from tenders.domain.figures import Bound, Figure, indicator_of, unit_of
from tenders.domain.selection import has_preselection
from tenders.domain.specification import Clarity, MeasureRole, Signal, SignalDecision, Standing, VariantBasis
from tenders.domain.specification_facts import (
    LabelFacts,
    MeasureFacts,
    ProgrammeFacts,
    SelectionFacts,
    SignalFacts,
    SpaceFacts,
    SpecificationFacts,
    SuitabilityFacts,
)
from tenders.domain.vocabulary import RequirementKind
from tenders.extension_points import AWARD_TEXTS, SCORED_MEASURES
from tenders.models import (
    AmbitionLevel,
    LabelDemand,
    Requirement,
    RequirementMeasure,
    SelectionCriterion,
    SelectionLevel,
    SolutionSpace,
    SuitabilityDetail,
    Tender,
)

SCOPE_FIELDS = ("method", "dataset", "modules", "life_years", "tool")
SUITABILITY_FIELDS = (
    "base_eur",
    "competence",
    "reference_count",
    "reference_eur",
    "years",
    "years_motivation",
    "turnover_eur",
    "turnover_years",
    "motivation",
    "circular_motivation",
    "forbids_reliance",
)
SPACE_TEXTS = (
    "time_frame",
    "budget_frame",
    "limits",
    "accessibility_reason",
    "variant_submission",
    "variant_assessment",
    "alternatives_rule",
    "expert_party",
    "expert_shared",
    "expert_measures",
)
CONDITIONS = ("is_verifiable", "is_open_procedure", "is_open_to_all", "is_independent")


def requirements_of(tender_ids: Sequence[int]) -> Any:
    """Return the requirements of tenders with all that hangs below them."""
    return (
        Requirement.objects.filter(tender_id__in=tender_ids)
        .select_related("ambition", "suitability", "measure", "feasibility")
        .prefetch_related("labels__label")
    )


def specifications_of(
    tenders: Sequence[Tender], requirements: Mapping[int, Sequence[Requirement]]
) -> dict[int, SpecificationFacts]:
    """Return tender id -> what stage 4 holds beside the requirements, with the conflicts among them."""
    tender_ids = [tender.pk for tender in tenders]
    spaces = {row.tender_id: _space(row) for row in SolutionSpace.objects.filter(tender_id__in=tender_ids)}
    selections = _selections(tenders)
    programmes = _programmes(tender_ids)
    scored: dict[int, list[tuple[str, str]]] = {pk: [] for pk in tender_ids}
    for source in AWARD_TEXTS.values():
        for pk, texts in source(tender_ids).items():
            scored[pk] += texts
    measures = scored_measures(tender_ids)
    return {
        pk: SpecificationFacts(
            space=spaces.get(pk, SpaceFacts()),
            selection=selections[pk],
            programme=programmes.get(pk, ()),
            conflicts=conflicts_among(requirements.get(pk, ()), measures[pk]),
            scored=tuple(scored[pk]),
        )
        for pk in tender_ids
    }


def conflicts_among(requirements: Sequence[Requirement], scored: Sequence[Scored]) -> tuple[Conflict, ...]:
    """Return the pairs of written requirements that are at odds, and those at odds with an award criterion."""
    demands = [_demand(row) for row in requirements if row.kind != RequirementKind.EXCLUSION]
    return conflicts(tuple(demands), tuple(scored))


def scored_measures(tender_ids: Sequence[int]) -> dict[int, list[Scored]]:
    """Return tender id -> its award criteria that measure, as higher apps know them."""
    found: dict[int, list[Scored]] = {pk: [] for pk in tender_ids}
    for source in SCORED_MEASURES.values():
        for pk, rows in source(tender_ids).items():
            found[pk] += rows
    return found


def details_of(row: Requirement) -> dict[str, Any]:
    """Return what hangs below one requirement as the fields of its facts."""
    measure, signal = getattr(row, "measure", None), getattr(row, "feasibility", None)
    suitability = getattr(row, "suitability", None)
    return {
        "suitability": _suitability(suitability) if suitability else None,
        "measure": measure_facts(measure) if measure else None,
        "labels": tuple(_label(demand) for demand in row.labels.all()),
        "signal": SignalFacts(Signal(signal.signal), SignalDecision(signal.decision) if signal.decision else None)
        if signal
        else None,
    }


def measure_facts(row: RequirementMeasure) -> MeasureFacts:
    """Return the figure of a requirement; indicator and unit in their one spelling."""
    return MeasureFacts(
        figure=Figure(indicator_of(row.indicator), Bound(row.bound), row.value, unit_of(row.unit)),
        role=MeasureRole(row.role),
        reference=row.reference_value,
        reference_source=row.reference_source,
        scope=frozenset(name for name in SCOPE_FIELDS if getattr(row, name)),
    )


def _demand(row: Requirement) -> Demand:
    measure = getattr(row, "measure", None)
    facts = measure_facts(measure) if measure else None
    asked = (facts.figure,) if facts and facts.role is MeasureRole.ASKED else ()
    leads_to = (facts.figure,) if facts and facts.role is MeasureRole.LEADS_TO else ()
    return Demand(
        key=str(row.pk),
        code=row.code,
        text=row.text,
        group=row.group,
        lot=str(row.lot_id or ""),
        asked=asked,
        leads_to=leads_to,
        labels=tuple(demand.label.name for demand in row.labels.all()),
    )


def _suitability(row: SuitabilityDetail) -> SuitabilityFacts:
    values = {name: getattr(row, name) for name in SUITABILITY_FIELDS}
    return SuitabilityFacts(standing=Standing(row.standing) if row.standing else None, **values)


def _label(row: LabelDemand) -> LabelFacts:
    return LabelFacts(
        name=row.label.name,
        is_linked=row.is_linked,
        unlinked=row.unlinked,
        accepts_equivalent=row.accepts_equivalent,
        accepts_other_proof=row.accepts_other_proof,
        **{name: getattr(row.label, name) for name in CONDITIONS},
    )


def _space(row: SolutionSpace) -> SpaceFacts:
    return SpaceFacts(
        clarity=Clarity(row.clarity) if row.clarity else None,
        used_by_people=row.used_by_people,
        variant_basis=VariantBasis(row.variant_basis) if row.variant_basis else None,
        alternatives_allowed=row.alternatives_allowed,
        **{name: getattr(row, name) for name in SPACE_TEXTS},
    )


def _selections(tenders: Sequence[Tender]) -> dict[int, SelectionFacts]:
    ids = [tender.pk for tender in tenders]
    weights: dict[int, list[tuple[str, Decimal]]] = {pk: [] for pk in ids}
    for row in SelectionCriterion.objects.filter(tender_id__in=ids):
        weights[row.tender_id].append((row.code, row.weight))
    levels = dict.fromkeys(ids, 0)
    for pk in SelectionLevel.objects.filter(tender_id__in=ids).order_by().values_list("tender_id", flat=True):
        levels[pk] += 1
    return {
        tender.pk: SelectionFacts(has_preselection(tender.procedure), tuple(weights[tender.pk]), levels[tender.pk])
        for tender in tenders
    }


def _programmes(tender_ids: Sequence[int]) -> dict[int, tuple[ProgrammeFacts, ...]]:
    found: dict[int, list[ProgrammeFacts]] = {}
    rows = AmbitionLevel.objects.filter(ambition__tender_id__in=tender_ids).select_related("ambition")
    for row in rows.order_by("ambition__code"):
        found.setdefault(row.ambition.tender_id, []).append(
            ProgrammeFacts(
                key=str(row.ambition_id),
                code=row.ambition.code,
                has_step=bool(row.step),
                texts=(row.basic, row.good, row.excellent),
                direction_only=row.direction_only,
                direction_reason=row.direction_reason,
            )
        )
    return {pk: tuple(entries) for pk, entries in found.items()}
