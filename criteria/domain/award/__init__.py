"""The award engine: recomputes an award from one JSON case, exactly, with no database, broker or key.

``evaluate`` does all of it. Screens that show a part of the work use the pure parts it is made of: ``curves``
(fraction at a grade), ``formulas`` (points for a basis), ``lcc`` (cash flow per year, npv, eac) and ``exact``.
"""

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
