"""Build what the rules of value and procedure look at, for many tenders at once."""

from collections.abc import Sequence

from tenders.domain.procedure_sheet import EstimateSheet, ProcedureSheet
from tenders.domain.procedure_vocabulary import Exemption, Regime
from tenders.domain.value_estimate import Part
from tenders.models import EstimateLine, ProcedureFacts, Tender, TermFacts, ValueEstimate
from tenders.services.value_estimate import estimate_of


def sheets_of(tender_ids: Sequence[int]) -> dict[int, ProcedureSheet]:
    """Return the sheet of each tender; the number of queries does not grow with the tenders."""
    answers = {row.tender_id: row for row in ProcedureFacts.objects.filter(tender_id__in=tender_ids)}
    terms = {row.tender_id: row for row in TermFacts.objects.filter(tender_id__in=tender_ids)}
    estimates = _estimates(tender_ids)
    months = dict(Tender.objects.filter(pk__in=tender_ids).values_list("pk", "duration_months"))
    return {
        pk: _sheet(
            answers.get(pk) or ProcedureFacts(),
            terms.get(pk) or TermFacts(),
            estimates[pk],
            fixed_months=months.get(pk),
        )
        for pk in tender_ids
    }


def _estimates(tender_ids: Sequence[int]) -> dict[int, EstimateSheet]:
    stored = {row.tender_id: row for row in ValueEstimate.objects.filter(tender_id__in=tender_ids)}
    lines: dict[int, list[EstimateLine]] = {pk: [] for pk in tender_ids}
    for line in EstimateLine.objects.filter(tender_id__in=tender_ids):
        lines[line.tender_id].append(line)
    return {pk: _estimate(lines[pk], stored.get(pk) or ValueEstimate()) for pk in tender_ids}


def _estimate(lines: Sequence[EstimateLine], stored: ValueEstimate) -> EstimateSheet:
    main_part = Part(stored.main_part) if stored.main_part else None
    return EstimateSheet(estimate_of(lines), stored.total_eur, main_part)


def _sheet(
    answers: ProcedureFacts, terms: TermFacts, estimate: EstimateSheet, *, fixed_months: int | None
) -> ProcedureSheet:
    return ProcedureSheet(
        regime=Regime(answers.regime),
        cross_border=answers.cross_border,
        repeats=answers.repeats,
        exemption=Exemption(answers.exemption) if answers.exemption else None,
        exemption_facts=answers.exemption_facts,
        urgency=terms.urgency,
        prior_notice_on=terms.prior_notice_on,
        veat=terms.veat,
        fixed_months=fixed_months,
        estimate=estimate,
    )
