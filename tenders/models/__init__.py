"""The models of drafting a tender."""

from tenders.models.ambition import Ambition
from tenders.models.ambition_level import AmbitionLevel
from tenders.models.clarification import Amendment, ClarificationNote, Question, QuestionComment
from tenders.models.consultation import (
    ConsultationAnswer,
    ConsultationConclusion,
    ConsultationQuestion,
    ConsultationResponse,
    MarketConsultation,
)
from tenders.models.estimate import EstimateLine, ValueEstimate
from tenders.models.finding import FindingDecision
from tenders.models.formal_act import FormalAct
from tenders.models.invited_company import InvitedCompany
from tenders.models.label import Label, LabelDemand
from tenders.models.lesson import Lesson
from tenders.models.library import LibraryItem, LibraryVersion, LibraryWords
from tenders.models.lot import Lot
from tenders.models.planning import PlanningStep
from tenders.models.policy import DefinitionVersion, PolicyGoal
from tenders.models.procedure import ProcedureDecision, ProcedureFacts, TermFacts
from tenders.models.publication import Publication
from tenders.models.question_import import QuestionImport
from tenders.models.requirement import Requirement
from tenders.models.requirement_details import FeasibilitySignal, RequirementMeasure, SuitabilityDetail
from tenders.models.requirement_import import RequirementImport
from tenders.models.selection import SelectionCriterion, SelectionLevel
from tenders.models.solution_space import SolutionSpace
from tenders.models.team import TeamMember
from tenders.models.tender import Tender
from tenders.models.undo_step import UndoStep

__all__ = [
    "Ambition",
    "AmbitionLevel",
    "Amendment",
    "ClarificationNote",
    "ConsultationAnswer",
    "ConsultationConclusion",
    "ConsultationQuestion",
    "ConsultationResponse",
    "DefinitionVersion",
    "EstimateLine",
    "FeasibilitySignal",
    "FindingDecision",
    "FormalAct",
    "InvitedCompany",
    "Label",
    "LabelDemand",
    "Lesson",
    "LibraryItem",
    "LibraryVersion",
    "LibraryWords",
    "Lot",
    "MarketConsultation",
    "PlanningStep",
    "PolicyGoal",
    "ProcedureDecision",
    "ProcedureFacts",
    "Publication",
    "Question",
    "QuestionComment",
    "QuestionImport",
    "Requirement",
    "RequirementImport",
    "RequirementMeasure",
    "SelectionCriterion",
    "SelectionLevel",
    "SolutionSpace",
    "SuitabilityDetail",
    "TeamMember",
    "Tender",
    "TermFacts",
    "UndoStep",
    "ValueEstimate",
]
