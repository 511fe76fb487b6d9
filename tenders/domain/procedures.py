"""The procedures as data: where each stands in the law, whom it invites and in how many rounds, how sure, since when.

The days of their terms stand in ``procurement.core.domain.term_table``; which of them can be used for one contract,
``procedure_choice`` says. State of the law: Aanbestedingswet 2012 as consolidated on 30 April 2026. A row is never
changed: it gets an end and a successor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from procurement.core.domain.rule_table import Certainty, Scope
from procurement.core.domain.term_table import SINCE_2016, TermProcedure
from tenders.domain.constants import ConstantCode
from tenders.domain.vocabulary import ContractKind, Procedure

AW = "Aw 2012"
WORKS_REGULATION = "ARW 2016"


class Rounds(StrEnum):
    """How firms come to a bid.

    ONE: whoever answers the notice bids at once. TWO: candidates ask to take part, those selected are invited.
    INVITED: nothing is announced, chosen firms are invited.
    """

    ONE = "one"
    TWO = "two"
    INVITED = "invited"


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """One procedure in one period.

    level: EU, NATIONAL or QUOTE; decides which rules bind. least: constant with the fewest candidates to invite.
    works_article: where the works regulation orders it, for works below the threshold.
    quality_only: best price-quality ratio is the only award criterion allowed (PROC-15).
    """

    procedure: Procedure
    level: Scope
    rounds: Rounds
    article: str
    certainty: Certainty = Certainty.V
    least: ConstantCode | None = None
    works_article: str = ""
    quality_only: bool = False
    valid_from: date = SINCE_2016
    valid_to: date | None = None

    @property
    def terms(self) -> TermProcedure:
        """The name of this procedure in the table of terms."""
        return TermProcedure(self.procedure.value)

    @property
    def selects(self) -> bool:
        """Whether candidates are ranked and only the best are invited (PROC-17); never so in a purchasing system."""
        return self.rounds is Rounds.TWO and self.procedure is not P.DYNAMIC_PURCHASING


P = Procedure
EU, NATIONAL, QUOTE = Scope.EU, Scope.NATIONAL, Scope.QUOTE
ONE, TWO, INVITED = Rounds.ONE, Rounds.TWO, Rounds.INVITED
FIVE, THREE = ConstantCode.CANDIDATES_RESTRICTED, ConstantCode.CANDIDATES_OTHER

PROCEDURES: tuple[ProcedureRow, ...] = (
    ProcedureRow(P.OPEN, EU, ONE, f"{AW} art. 2.26"),
    ProcedureRow(P.RESTRICTED, EU, TWO, f"{AW} art. 2.27, 2.99", least=FIVE),
    ProcedureRow(P.COMPETITIVE_NEGOTIATION, EU, TWO, f"{AW} art. 2.28, 2.30, 2.126", least=THREE),
    ProcedureRow(P.COMPETITIVE_DIALOGUE, EU, TWO, f"{AW} art. 2.28, 2.110-2.112", least=THREE, quality_only=True),
    ProcedureRow(P.INNOVATION_PARTNERSHIP, EU, TWO, f"{AW} art. 2.31a, 2.126b-d", least=THREE, quality_only=True),
    ProcedureRow(P.NEGOTIATED_WITHOUT_NOTICE, EU, INVITED, f"{AW} art. 2.32-2.36"),
    ProcedureRow(P.DESIGN_CONTEST, EU, ONE, f"{AW} art. 2.42-2.43, 2.157-2.163"),
    ProcedureRow(P.SOCIAL_SERVICES, EU, ONE, f"{AW} art. 2.38-2.39"),
    ProcedureRow(P.DYNAMIC_PURCHASING, EU, TWO, f"{AW} art. 2.48-2.50, 2.144-2.149"),
    # A call-off announces nothing and follows what its framework announced: of the rules it meets those of invitations.
    ProcedureRow(P.FRAMEWORK_CALL_OFF, QUOTE, INVITED, f"{AW} art. 2.142-2.143"),
    ProcedureRow(P.CONCESSION, EU, ONE, f"{AW} deel 2a; Richtlijn 2014/23/EU", Certainty.M),
    # Outside part 2 of the Act (art. 2.24): what is left are the principles, as for a national announcement.
    ProcedureRow(P.SBIR, NATIONAL, ONE, f"{AW} art. 2.24 onder g; rvo.nl SBIR", Certainty.S),
    ProcedureRow(
        P.NATIONAL_OPEN, NATIONAL, ONE, f"{AW} art. 1.11-1.13", works_article=f"{WORKS_REGULATION} hoofdstuk 2"
    ),
    ProcedureRow(
        P.NATIONAL_RESTRICTED, NATIONAL, TWO, f"{AW} art. 1.11-1.13", works_article=f"{WORKS_REGULATION} hoofdstuk 3"
    ),
    ProcedureRow(P.QUOTE, QUOTE, INVITED, f"{AW} art. 1.14-1.16", works_article=f"{WORKS_REGULATION} hoofdstuk 7"),
    ProcedureRow(P.SINGLE_QUOTE, QUOTE, INVITED, f"{AW} art. 1.4; Gids Proportionaliteit 3.4", Certainty.S),
)
WORKS_CERTAINTY = Certainty.M
"""The chapters of the works regulation are named from memory (ARW-01); a lawyer has to confirm them."""

LEVELS: Mapping[Procedure | None, Scope] = MappingProxyType(
    # Without a choice the strictest set counts.
    {row.procedure: row.level for row in PROCEDURES} | {None: Scope.EU}
)
WITHOUT_THRESHOLD = frozenset({P.SBIR, P.FRAMEWORK_CALL_OFF})
"""Below no threshold and above none: the threshold does not decide whether these may be used."""


def procedure_row(procedure: Procedure, *, on: date) -> ProcedureRow:
    """Return the row of a procedure that holds on a day.

    Raises:
        LookupError: the table does not reach that day.
    """
    for row in PROCEDURES:
        if row.procedure is procedure and row.valid_from <= on <= (row.valid_to or on):
            return row
    raise LookupError(f"no {procedure} on {on}")


def scope_of(procedure: Procedure | None, contract_kind: ContractKind) -> Scope:
    """Return the single scope of a tender."""
    return Scope.of(LEVELS[procedure], works=contract_kind is ContractKind.WORKS)


def terms_of(procedure: Procedure) -> TermProcedure:
    """Return the name of a procedure in the table of terms."""
    return TermProcedure(procedure.value)


def announces(procedure: Procedure) -> bool:
    """Return whether the procedure begins with a notice to all."""
    return all(row.rounds is not INVITED for row in PROCEDURES if row.procedure is procedure)


def has_two_rounds(procedure: Procedure) -> bool:
    """Return whether candidates ask to take part before anyone bids."""
    return any(row.rounds is TWO for row in PROCEDURES if row.procedure is procedure)


def article_of(row: ProcedureRow, contract_kind: ContractKind) -> str:
    """Return where the procedure is ordered; for works below the threshold the works regulation too (PROC-13)."""
    if contract_kind is ContractKind.WORKS and row.works_article:
        return f"{row.article}; {row.works_article}"
    return row.article
