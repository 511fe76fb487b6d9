"""What was laid down about the procedure of a tender, as the rules of value and procedure see it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tenders.domain.procedure_vocabulary import Exemption, Regime
from tenders.domain.value_estimate import BY_MONTH, BY_YEAR, Estimate, Part, estimate


@dataclass(frozen=True, slots=True)
class EstimateSheet:
    """The calculation of the estimated value. found: as its lines come to now. taken_eur: what was taken over of it,
    excl. VAT. main_part: the main object that people chose for a mixed contract.
    """

    found: Estimate = field(default_factory=lambda: estimate([]))
    taken_eur: Decimal | None = None
    main_part: Part | None = None

    @property
    def is_made(self) -> bool:
        """Whether there is a calculation at all."""
        return bool(self.found.lines)

    @property
    def covered_months(self) -> int | None:
        """The most months that an amount is paid, where all are by month; None where it is not only months."""
        lines = [row.line for row in self.found.lines]
        if not lines or any(line.kind not in BY_MONTH or line.months is None for line in lines):
            return None
        return max(line.months or 0 for line in lines)

    @property
    def counts_a_year(self) -> bool:
        """Whether some amount is that of twelve months of a purchase that returns."""
        return any(row.line.kind in BY_YEAR for row in self.found.lines)


@dataclass(frozen=True, slots=True)
class ProcedureSheet:
    """The answers and choices of stage 3 beside the head of the tender; what is not filled in has its default.

    cross_border, repeats: answers of the chooser; None where not given. urgency, prior_notice_on, veat: what changes
    the terms, as in ``PlanningFacts``. fixed_months: duration without options.
    """

    regime: Regime = Regime.REGULAR
    cross_border: bool | None = None
    repeats: bool | None = None
    exemption: Exemption | None = None
    exemption_facts: str = ""
    urgency: bool = False
    prior_notice_on: date | None = None
    veat: bool = False
    fixed_months: int | None = None
    estimate: EstimateSheet = field(default_factory=EstimateSheet)
