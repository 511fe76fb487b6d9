"""Dutch wording of the enums of drafting."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import (
    Better,
    ContractKind,
    FollowUp,
    Formulation,
    PolicyLevel,
    Procedure,
    ProofMoment,
    RequirementKind,
    RStrategy,
    StageState,
    StepKind,
    TeamRole,
)

TENDER_STATE_LABELS: Mapping[TenderState, Text] = {
    TenderState.DRAFT: _("concept"),
    TenderState.REVIEW: _("in toets"),
    TenderState.PUBLISHED: _("gepubliceerd"),
    TenderState.CLOSED: _("gesloten"),
    TenderState.AWARDED: _("gegund"),
    TenderState.WITHDRAWN: _("ingetrokken"),
}
CONTRACT_KIND_LABELS: Mapping[ContractKind, Text] = {
    ContractKind.SUPPLIES: _("levering"),
    ContractKind.SERVICES: _("dienst"),
    ContractKind.WORKS: _("werk"),
}
PROCEDURE_LABELS: Mapping[Procedure, Text] = {
    Procedure.OPEN: _("Europees openbaar"),
    Procedure.RESTRICTED: _("Europees niet-openbaar"),
    Procedure.COMPETITIVE_NEGOTIATION: _("mededingingsprocedure met onderhandeling"),
    Procedure.COMPETITIVE_DIALOGUE: _("concurrentiegerichte dialoog"),
    Procedure.INNOVATION_PARTNERSHIP: _("innovatiepartnerschap"),
    Procedure.NEGOTIATED_WITHOUT_NOTICE: _("onderhandeling zonder aankondiging"),
    Procedure.DESIGN_CONTEST: _("prijsvraag"),
    Procedure.SOCIAL_SERVICES: _("procedure voor sociale en andere specifieke diensten"),
    Procedure.DYNAMIC_PURCHASING: _("dynamisch aankoopsysteem"),
    Procedure.FRAMEWORK_CALL_OFF: _("nadere opdracht binnen een raamovereenkomst"),
    Procedure.CONCESSION: _("concessieprocedure"),
    Procedure.SBIR: _("SBIR of precommercieel inkopen"),
    Procedure.NATIONAL_OPEN: _("nationaal openbaar"),
    Procedure.NATIONAL_RESTRICTED: _("nationaal niet-openbaar"),
    Procedure.QUOTE: _("meervoudig onderhands"),
    Procedure.SINGLE_QUOTE: _("enkelvoudig onderhands"),
}
POLICY_LEVEL_LABELS: Mapping[PolicyLevel, Text] = {
    PolicyLevel.STRATEGIC: _("strategisch"),
    PolicyLevel.TACTICAL: _("tactisch"),
}
TEAM_ROLE_LABELS: Mapping[TeamRole, Text] = {
    TeamRole.CLIENT: _("opdrachtgever"),
    TeamRole.BUDGET_HOLDER: _("budgethouder"),
    TeamRole.PROJECT_LEADER: _("projectleider"),
    TeamRole.BUYER: _("inkoper"),
    TeamRole.CE_COORDINATOR: _("coördinator circulaire economie"),
    TeamRole.LAWYER: _("jurist"),
    TeamRole.EXPERT: _("materiedeskundige"),
    TeamRole.MANDATE_HOLDER: _("mandaathouder"),
    TeamRole.COMMITTEE: _("beoordelingscommissie"),
}
R_STRATEGY_LABELS: Mapping[RStrategy, Text] = {
    RStrategy.REFUSE: _("R0 afzien van aanschaf"),
    RStrategy.RETHINK: _("R1 anders gebruiken, delen"),
    RStrategy.REDUCE: _("R2 minder materiaal"),
    RStrategy.REUSE: _("R3 hergebruiken"),
    RStrategy.REPAIR: _("R4 repareren"),
    RStrategy.REFURBISH: _("R5 opknappen"),
    RStrategy.REMANUFACTURE: _("R6 onderdelen in nieuw product"),
    RStrategy.REPURPOSE: _("R7 andere functie geven"),
    RStrategy.RECYCLE: _("R8 recyclen"),
    RStrategy.RECOVER: _("R9 energie terugwinnen"),
}
BETTER_LABELS: Mapping[Better, Text] = {Better.HIGHER: _("hoger is beter"), Better.LOWER: _("lager is beter")}
REQUIREMENT_KIND_LABELS: Mapping[RequirementKind, Text] = {
    RequirementKind.EXCLUSION: _("uitsluitingsgrond"),
    RequirementKind.SUITABILITY: _("geschiktheidseis"),
    RequirementKind.MINIMUM: _("minimumeis"),
    RequirementKind.EXECUTION: _("uitvoeringsvoorwaarde"),
}
FORMULATION_LABELS: Mapping[Formulation, Text] = {
    Formulation.FUNCTIONAL: _("functioneel"),
    Formulation.TECHNICAL: _("technisch"),
    Formulation.PROCESS: _("proces"),
}
PROOF_MOMENT_LABELS: Mapping[ProofMoment, Text] = {
    ProofMoment.BID: _("bij inschrijving"),
    ProofMoment.AWARD: _("bij gunning"),
    ProofMoment.DELIVERY: _("bij levering"),
    ProofMoment.QUARTER: _("per kwartaal"),
}
FOLLOW_UP_LABELS: Mapping[FollowUp, Text] = {
    FollowUp.ADOPTED: _("overgenomen"),
    FollowUp.REJECTED: _("niet overgenomen"),
    FollowUp.OPEN: _("nog open"),
}
STAGE_STATE_LABELS: Mapping[StageState, Text] = {
    StageState.EMPTY: _("nog leeg"),
    StageState.BUSY: _("in bewerking"),
    StageState.DONE: _("gereed"),
    StageState.FINDINGS: _("bevindingen"),
}
STEP_KIND_LABELS: Mapping[StepKind, Text] = {
    StepKind.NOTICE: _("verzending aankondiging"),
    StepKind.REQUESTS_CLOSING: _("sluiting verzoeken tot deelneming"),
    StepKind.SELECTION: _("selectiebeslissing verzonden"),
    StepKind.INVITATION: _("uitnodiging tot inschrijving"),
    StepKind.DIALOGUE_END: _("einde dialoog"),
    StepKind.FIRST_BIDS: _("sluiting eerste inschrijvingen"),
    StepKind.NEGOTIATION_END: _("einde onderhandelingen"),
    StepKind.QUESTIONS_UNTIL: _("vragen stellen tot"),
    StepKind.CLARIFICATION: _("laatste nota van inlichtingen"),
    StepKind.CLOSING: _("sluiting inschrijvingen"),
    StepKind.EVALUATION: _("beoordeling gereed"),
    StepKind.AWARD_DECISION: _("gunningsbeslissing verzonden"),
    StepKind.STANDSTILL_END: _("einde opschortende termijn"),
    StepKind.CONTRACT: _("ondertekening overeenkomst"),
    StepKind.AWARD_NOTICE: _("aankondiging gegunde opdracht"),
}


def choices_of(labels: Mapping[Any, Text]) -> list[tuple[str, Text]]:
    """Choices of a model field, in the order of the table."""
    return [(member.value, label) for member, label in labels.items()]


def tender_state_choices() -> list[tuple[str, Text]]:
    """Choices for the state of a tender."""
    return choices_of(TENDER_STATE_LABELS)


def contract_kind_choices() -> list[tuple[str, Text]]:
    """Choices for the kind of contract."""
    return choices_of(CONTRACT_KIND_LABELS)


def procedure_choices() -> list[tuple[str, Text]]:
    """Choices for the procedure."""
    return choices_of(PROCEDURE_LABELS)


def policy_level_choices() -> list[tuple[str, Text]]:
    """Choices for the level of a policy goal."""
    return choices_of(POLICY_LEVEL_LABELS)


def team_role_choices() -> list[tuple[str, Text]]:
    """Choices for a role in the tender team."""
    return choices_of(TEAM_ROLE_LABELS)


def r_strategy_choices() -> list[tuple[str, Text]]:
    """Choices for a step of the R-ladder."""
    return choices_of(R_STRATEGY_LABELS)


def better_choices() -> list[tuple[str, Text]]:
    """Choices for the direction of a value."""
    return choices_of(BETTER_LABELS)


def requirement_kind_choices() -> list[tuple[str, Text]]:
    """Choices for the legal kind of a requirement."""
    return choices_of(REQUIREMENT_KIND_LABELS)


def formulation_choices() -> list[tuple[str, Text]]:
    """Choices for functional, technical or process."""
    return choices_of(FORMULATION_LABELS)


def proof_moment_choices() -> list[tuple[str, Text]]:
    """Choices for the moment of proof."""
    return choices_of(PROOF_MOMENT_LABELS)


def follow_up_choices() -> list[tuple[str, Text]]:
    """Choices for what is done with a conclusion."""
    return choices_of(FOLLOW_UP_LABELS)


def step_kind_choices() -> list[tuple[str, Text]]:
    """Choices for a step of the planning."""
    return choices_of(STEP_KIND_LABELS)
