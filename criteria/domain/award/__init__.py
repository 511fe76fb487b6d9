"""The award engine: recomputes an award from one JSON case, exactly, with no database, broker or key."""

from criteria.domain.award.evaluation import evaluate, evaluate_text, parse_text
from criteria.domain.award.faults import CaseRefused, Fault
from criteria.domain.award.intake.cases import FORMAT
from criteria.domain.award.intake.text import MAX_BYTES
from procurement.core.domain.canonical import canonical_json

__all__ = [
    "FORMAT",
    "MAX_BYTES",
    "CaseRefused",
    "Fault",
    "canonical_json",
    "evaluate",
    "evaluate_text",
    "parse_text",
]
