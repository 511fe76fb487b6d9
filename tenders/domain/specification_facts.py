"""What the rules of the specification look at, below one requirement and around all of them."""

from dataclasses import dataclass, field
from decimal import Decimal

from tenders.domain.conflicts import Conflict
from tenders.domain.figures import Figure
from tenders.domain.specification import Clarity, MeasureRole, Signal, SignalDecision, Standing, VariantBasis


@dataclass(frozen=True, slots=True)
class SuitabilityFacts:
    """How a suitability requirement is asked. Amounts in euro excl. VAT; base_eur: value of the comparable part."""

    standing: Standing | None = None
    base_eur: Decimal | None = None
    competence: str = ""
    reference_count: int | None = None
    reference_eur: Decimal | None = None
    years: int | None = None
    years_motivation: str = ""
    turnover_eur: Decimal | None = None
    turnover_years: int | None = None
    motivation: str = ""
    circular_motivation: str = ""
    forbids_reliance: bool = False


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """The figure that a requirement bounds. scope: filled parts of the scope of an environmental calculation."""

    figure: Figure
    role: MeasureRole = MeasureRole.ASKED
    reference: Decimal | None = None
    reference_source: str = ""
    scope: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """A label that a requirement demands, with the five conditions of Aw 2012 art. 2.78a as they were judged."""

    name: str
    is_linked: bool = True
    is_verifiable: bool = True
    is_open_procedure: bool = True
    is_open_to_all: bool = True
    is_independent: bool = True
    unlinked: str = ""
    accepts_equivalent: bool = True
    accepts_other_proof: bool = True


@dataclass(frozen=True, slots=True)
class SignalFacts:
    """What the market said of a requirement, and what was decided."""

    signal: Signal
    decision: SignalDecision | None = None


@dataclass(frozen=True, slots=True)
class SpaceFacts:
    """Frames and room for solutions."""

    time_frame: str = ""
    budget_frame: str = ""
    limits: str = ""
    clarity: Clarity | None = None
    used_by_people: bool | None = None
    accessibility_reason: str = ""
    variant_basis: VariantBasis | None = None
    variant_submission: str = ""
    variant_assessment: str = ""
    alternatives_allowed: bool = False
    alternatives_rule: str = ""
    expert_party: str = ""
    expert_shared: str = ""
    expert_measures: str = ""


@dataclass(frozen=True, slots=True)
class SelectionFacts:
    """The selection criteria: code -> weight in percent; levels: of the published scale.

    is_asked: the procedure has a preselection, so there are candidates to rank.
    """

    is_asked: bool = False
    weights: tuple[tuple[str, Decimal], ...] = ()
    levels: int = 0


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """One ambition in the programme. texts: what each level means. has_step: the level aimed at was chosen."""

    key: str
    code: str
    has_step: bool = True
    texts: tuple[str, ...] = ()
    direction_only: bool = False
    direction_reason: str = ""


@dataclass(frozen=True, slots=True)
class SpecificationFacts:
    """All that stage 4 holds beside the requirements themselves. scored: texts of award criteria by code."""

    space: SpaceFacts = field(default_factory=SpaceFacts)
    selection: SelectionFacts = field(default_factory=SelectionFacts)
    programme: tuple[ProgrammeFacts, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    scored: tuple[tuple[str, str], ...] = ()
