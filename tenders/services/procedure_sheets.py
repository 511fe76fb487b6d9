"""Build what the rules of value and procedure look at, for many tenders at once."""

from collections.abc import Sequence

from tenders.domain.procedure_sheet import ProcedureSheet
from tenders.domain.procedure_vocabulary import Regime
from tenders.models import ProcedureFacts, TermFacts


def sheets_of(tender_ids: Sequence[int]) -> dict[int, ProcedureSheet]:
    """Return the sheet of each tender; the number of queries does not grow with the tenders."""
    answers = {row.tender_id: row for row in ProcedureFacts.objects.filter(tender_id__in=tender_ids)}
    terms = {row.tender_id: row for row in TermFacts.objects.filter(tender_id__in=tender_ids)}
    return {pk: _sheet(answers.get(pk) or ProcedureFacts(), terms.get(pk) or TermFacts()) for pk in tender_ids}


def _sheet(answers: ProcedureFacts, terms: TermFacts) -> ProcedureSheet:
    return ProcedureSheet(
        regime=Regime(answers.regime),
        urgency=terms.urgency,
        prior_notice_on=terms.prior_notice_on,
        veat=terms.veat,
    )
