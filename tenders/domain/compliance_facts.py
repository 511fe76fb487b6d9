"""What the compliance rules of a tender look at, and the table they stand in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from procurement.core.domain.rule_table import RuleTable, Subject
from tenders.domain.procedure_sheet import ProcedureSheet
from tenders.domain.specification_facts import (
    LabelFacts,
    MeasureFacts,
    SignalFacts,
    SpecificationFacts,
    SuitabilityFacts,
)
from tenders.domain.team import MemberFacts
from tenders.domain.vocabulary import ContractKind, Formulation, Procedure, ProofMoment, RequirementKind, StepKind


@dataclass(frozen=True, slots=True)
class RequirementFacts:
    """One requirement as the rules see it. key: its id. norm: what was typed as norm, label or make."""

    key: str
    code: str
    kind: RequirementKind
    text: str
    formulation: Formulation = Formulation.FUNCTIONAL
    group: str = ""
    purpose: str = ""
    norm: str = ""
    verification: str = ""
    proof_moment: ProofMoment = ProofMoment.DELIVERY
    consequence: str = ""
    for_variants: bool = False
    figure: str = ""
    suitability: SuitabilityFacts | None = None
    measure: MeasureFacts | None = None
    labels: tuple[LabelFacts, ...] = ()
    signal: SignalFacts | None = None

    def at(self, field: str) -> Subject:
        """What a finding about one field of this requirement points at; "measure.value" for a field below it."""
        return Subject("requirement", self.key, field)

    @property
    def subject(self) -> Subject:
        """What a finding about this requirement points at."""
        return Subject("requirement", self.key)


@dataclass(frozen=True, slots=True)
class RelatedTender:
    """Another tender of the organisation for the same group of goods, within a year. value_eur: excl. VAT."""

    reference: str
    value_eur: Decimal


@dataclass(frozen=True, slots=True)
class Consultation:
    """A market consultation. is_open: it was announced to everybody."""

    is_open: bool
    invitation_motivation: str = ""
    level_field_measures: str = ""


@dataclass(frozen=True, slots=True)
class TenderFacts:
    """One tender as the rules see it.

    value_eur, tender_fee_eur: euro excl. VAT. threshold_eur: that holds on the planned day of the notice; None when
    the table has no row for that day. days, hours: of the planning, where filled in. grows: the award model scores
    growth or the contract punishes its absence. has_award_model: every lot has one. months: fixed duration with all
    options. ambitions_without_demand: codes of the ambitions that no requirement and no award criterion carries.
    team: who is in it now; started_by: id of the person who started the tender.
    """

    procedure: Procedure | None
    contract_kind: ContractKind
    authority_kind: str = "subcentral"
    value_eur: Decimal | None = None
    value_dated_on: date | None = None
    value_basis: str = ""
    threshold_eur: Decimal | None = None
    procedure_motivation: str = ""
    clustering_motivation: str = ""
    no_lots_motivation: str = ""
    lot_count: int = 1
    is_framework: bool = False
    quantity: str = ""
    cpv_codes: str = ""
    months: int | None = None
    duration_motivation: str = ""
    tender_fee_eur: Decimal | None = None
    tender_fee_motivation: str = ""
    variants_allowed: bool = False
    validity_days: int | None = None
    electronic_submission: bool = True
    free_documents: bool = True
    growth_clause: str = ""
    penalty_clause: str = ""
    recalibration_clause: str = ""
    equivalence_clause: bool = True
    grows: bool = False
    has_award_model: bool = True
    complaint_desk: str = ""
    court_city: str = ""
    strategy_is_signed: bool = True
    sheet: ProcedureSheet = field(default_factory=ProcedureSheet)
    days: Mapping[StepKind, date] = field(default_factory=dict)
    hours: Mapping[StepKind, time] = field(default_factory=dict)
    requirements: tuple[RequirementFacts, ...] = ()
    related: tuple[RelatedTender, ...] = ()
    consultation: Consultation | None = None
    ambitions_without_demand: tuple[str, ...] = ()
    team: tuple[MemberFacts, ...] = ()
    started_by: int | None = None
    specification: SpecificationFacts = field(default_factory=SpecificationFacts)

    def of_kind(self, *kinds: RequirementKind) -> list[RequirementFacts]:
        """Return the requirements of these kinds, in their order."""
        return [row for row in self.requirements if row.kind in kinds]

    @property
    def is_below(self) -> bool:
        """Whether the value lies below the European threshold; not so while either is unknown."""
        return self.value_eur is not None and self.threshold_eur is not None and self.value_eur < self.threshold_eur


TENDER_RULES: RuleTable[TenderFacts] = RuleTable()
"""The rules of drafting and publication, filled by the modules ``compliance_*``."""


def tender_field(name: str) -> Subject:
    """Return the subject of a finding about a field of the tender itself."""
    return Subject("tender", field=name)


def planning_step(step: StepKind) -> Subject:
    """Return the subject of a finding about a step of the planning."""
    return Subject("step", step.value)
