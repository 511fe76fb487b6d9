"""The last day of the standstill, by the terms engine, and how it is counted."""

from dataclasses import dataclass
from datetime import date, timedelta

from procurement.core.domain.term_table import TermKind, TermStep
from procurement.core.domain.terms import Term, dates, lookup
from tenders.domain.procedures import terms_of
from tenders.domain.vocabulary import Procedure
from tenders.models import Tender


@dataclass(frozen=True, slots=True)
class Counted:
    """first: the day after sending; days: calendar days; raw_end: the last of these; ends_on: by law, after a shift.

    is_required: False where the law asks no standstill and Kring advises one (rule STD-02).
    """

    first: date
    days: int
    raw_end: date
    ends_on: date
    is_required: bool
    source: str


def counted(tender: Tender, send_on: date) -> Counted:
    """Return the standstill of letters that go out on ``send_on`` (Aw 2012 art. 2.127; rules STD-01, STD-02, TERM-02).

    Raises:
        TermError: the table of terms does not reach that day.
    """
    procedure = terms_of(Procedure(tender.procedure or Procedure.OPEN))
    term = lookup(procedure, TermStep.STANDSTILL_END, on=send_on)
    is_required = term.days is not None
    days = term.days or term.advised_days or 20
    found = dates(Term(TermKind.MIN, days, term.source, term.certainty), send_on)
    ends_on = found.end or send_on + timedelta(days=days)
    return Counted(send_on + timedelta(days=1), days, found.raw_end or ends_on, ends_on, is_required, term.source)
