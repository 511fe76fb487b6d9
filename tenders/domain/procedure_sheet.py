"""What was laid down about the procedure of a tender, as the rules of value and procedure see it."""

from dataclasses import dataclass
from datetime import date

from tenders.domain.procedure_vocabulary import Regime


@dataclass(frozen=True, slots=True)
class ProcedureSheet:
    """The answers and choices of stage 3 beside the head of the tender; what is not filled in has its default.

    urgency, prior_notice_on, veat: what changes the terms, as in ``PlanningFacts``.
    """

    regime: Regime = Regime.REGULAR
    urgency: bool = False
    prior_notice_on: date | None = None
    veat: bool = False
