"""How far stages 3 (procedure) and 4 (specification) are."""

from collections.abc import Sequence

from django.db.models import Count, Q

from tenders.domain.lifecycle import EDITABLE
from tenders.domain.vocabulary import RequirementKind, StageState, StepKind
from tenders.models import Tender


def procedure_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return the state of stage 3: done with value, procedure and its motive, duration and a dated closing."""
    closing = Count("planning", filter=Q(planning__kind=StepKind.CLOSING, planning__day__isnull=False))
    rows = Tender.objects.filter(pk__in=tender_ids).annotate(closing=closing)
    return {row.pk: _procedure_state(row, bool(row.closing)) for row in rows}


def specification_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return the state of stage 4: done with requirements, chosen exclusion grounds and the three clauses."""
    grounds = Count("requirements", filter=Q(requirements__kind=RequirementKind.EXCLUSION))
    rows = Tender.objects.filter(pk__in=tender_ids).annotate(all_rows=Count("requirements"), ground_rows=grounds)
    return {row.pk: _specification_state(row, row.all_rows - row.ground_rows, row.ground_rows) for row in rows}


def _procedure_state(tender: Tender, has_closing: bool) -> StageState:
    wanted = (
        tender.estimated_value_eur,
        tender.procedure,
        tender.procedure_motivation,
        tender.duration_months,
        has_closing,
    )
    return _state(tender, wanted)


def _specification_state(tender: Tender, written: int, grounds: int) -> StageState:
    return _state(tender, (written, grounds, tender.growth_clause, tender.penalty_clause, tender.recalibration_clause))


def _state(tender: Tender, wanted: Sequence[object]) -> StageState:
    if all(wanted):
        return StageState.DONE
    if tender.state not in EDITABLE:
        return StageState.FINDINGS
    return StageState.BUSY if any(wanted) else StageState.EMPTY
