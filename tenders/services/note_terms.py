"""When a note must be out, until when questions come in, and the first closing that a late note allows."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from procurement.core.domain import terms
from procurement.core.domain.term_table import TermStep
from procurement.core.domain.terms import TermError, TermOptions
from tenders.domain import planning
from tenders.domain.planning_limits import Limit
from tenders.domain.procedures import terms_of
from tenders.domain.vocabulary import ContractKind, Procedure, StepKind
from tenders.models import Tender
from tenders.services.planning import facts_of, known_days
from tenders.services.publication import closing_moment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class Terms:
    """When a note must be out. latest: last lawful day; advised: the working day to plan on; is_law: it binds."""

    closing_at: datetime | None
    latest: date | None
    advised: date | None
    source: str
    is_law: bool


def note_terms(tender: Tender) -> Terms:
    """Return when the last note must be out for the closing as it stands (TERM-18)."""
    limit = note_limit(tender)
    if limit is None or tender.closing_at is None:
        return Terms(tender.closing_at, None, None, "", is_law=False)
    return Terms(tender.closing_at, limit.latest, limit.advised, limit.source, limit.is_binding)


def questions_until(tender: Tender) -> datetime | None:
    """Return the moment until which questions are asked in time, or None while it is not planned."""
    step = next((row for row in tender.planning.all() if row.kind == StepKind.QUESTIONS_UNTIL), None)
    return closing_moment(step.day, step.hour) if step and step.day else None


def open_until(tender: Tender, moment: datetime) -> datetime | None:
    """Return until when questions come in as it stands at this moment."""
    return questions_until(tender)


def later_closing(tender: Tender, sent_on: date) -> date | None:
    """Return the first closing that a note of this day allows (TERM-19), or None where the law gives no number."""
    options = TermOptions(works=tender.contract_kind == ContractKind.WORKS)
    procedure = terms_of(Procedure(tender.procedure))
    try:
        term = terms.lookup(procedure, TermStep.EXTENDED_CLOSING, options, on=sent_on)
    except TermError:
        return None
    return terms.dates(term, sent_on).end


def note_limit(tender: Tender) -> Limit | None:
    """Return between which days a note must lie by law or house rule, or None where the table does not reach."""
    try:
        return planning.limits(facts_of(tender), known_days(tender))[StepKind.CLARIFICATION]
    except TermError:
        return None
