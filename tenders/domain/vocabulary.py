"""The closed lists of drafting: kinds, roles, strategies."""

from enum import StrEnum


class ContractKind(StrEnum):
    """Kind of contract (soort opdracht); decides threshold and terms."""

    SUPPLIES = "supplies"
    SERVICES = "services"
    WORKS = "works"


class Procedure(StrEnum):
    """Award procedure (Aw 2012 part 2.2; below the threshold parts 1.3-1.4); ``procedures`` holds its law as data."""

    OPEN = "open"
    RESTRICTED = "restricted"
    COMPETITIVE_NEGOTIATION = "competitive_negotiation"
    COMPETITIVE_DIALOGUE = "competitive_dialogue"
    INNOVATION_PARTNERSHIP = "innovation_partnership"
    NEGOTIATED_WITHOUT_NOTICE = "negotiated_without_notice"
    DESIGN_CONTEST = "design_contest"
    SOCIAL_SERVICES = "social_services"
    DYNAMIC_PURCHASING = "dynamic_purchasing"
    FRAMEWORK_CALL_OFF = "framework_call_off"
    CONCESSION = "concession"
    SBIR = "sbir"
    NATIONAL_OPEN = "national_open"
    NATIONAL_RESTRICTED = "national_restricted"
    QUOTE = "quote"
    SINGLE_QUOTE = "single_quote"


class CodeKind(StrEnum):
    """A closed list of codes: what is bought (CPV 2008) and where (NUTS 2024)."""

    CPV = "cpv"
    NUTS = "nuts"


class PolicyLevel(StrEnum):
    """Level of a policy goal (study lines 364-368); the project level is an Ambition of a tender."""

    STRATEGIC = "strategic"
    TACTICAL = "tactical"


class TeamRole(StrEnum):
    """Role of a person in a tender team."""

    CLIENT = "client"
    BUDGET_HOLDER = "budget_holder"
    PROJECT_LEADER = "project_leader"
    BUYER = "buyer"
    CE_COORDINATOR = "ce_coordinator"
    LAWYER = "lawyer"
    EXPERT = "expert"
    MANDATE_HOLDER = "mandate_holder"
    COMMITTEE = "committee"


class RStrategy(StrEnum):
    """Step of the R-ladder, highest value first (PBL, R0-R9 folded to what a purchase can steer)."""

    REFUSE = "refuse"
    RETHINK = "rethink"
    REDUCE = "reduce"
    REUSE = "reuse"
    REPAIR = "repair"
    REFURBISH = "refurbish"
    REMANUFACTURE = "remanufacture"
    REPURPOSE = "repurpose"
    RECYCLE = "recycle"
    RECOVER = "recover"


class Better(StrEnum):
    """Which direction of a value is an improvement."""

    HIGHER = "higher"
    LOWER = "lower"


class RequirementKind(StrEnum):
    """Legal kind of a requirement."""

    EXCLUSION = "exclusion"
    SUITABILITY = "suitability"
    MINIMUM = "minimum"
    EXECUTION = "execution"


class Formulation(StrEnum):
    """How a requirement is put: what must be reached, or how it must be made."""

    FUNCTIONAL = "functional"
    TECHNICAL = "technical"
    PROCESS = "process"


class ProofMoment(StrEnum):
    """When proof of a requirement is given."""

    BID = "bid"
    AWARD = "award"
    DELIVERY = "delivery"
    QUARTER = "quarter"


class FollowUp(StrEnum):
    """What is done with a conclusion of a market consultation."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    OPEN = "open"


class StageState(StrEnum):
    """State of a stage as the workspace shows it."""

    EMPTY = "empty"
    BUSY = "busy"
    DONE = "done"
    FINDINGS = "findings"


class StepKind(StrEnum):
    """A step of the planning, in reading order; which of them a procedure has, says ``planning_steps``.

    NOTICE: sending the notice, or the invitation where nothing is announced. INVITATION: to the selected candidates.
    FIRST_BIDS: before negotiating. CLOSING: of the (final) bids.
    """

    NOTICE = "notice"
    REQUESTS_CLOSING = "requests_closing"
    SELECTION = "selection"
    INVITATION = "invitation"
    DIALOGUE_END = "dialogue_end"
    FIRST_BIDS = "first_bids"
    NEGOTIATION_END = "negotiation_end"
    QUESTIONS_UNTIL = "questions_until"
    CLARIFICATION = "clarification"
    CLOSING = "closing"
    EVALUATION = "evaluation"
    AWARD_DECISION = "award_decision"
    STANDSTILL_END = "standstill_end"
    CONTRACT = "contract"
    AWARD_NOTICE = "award_notice"
