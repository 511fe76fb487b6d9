"""How far stage 5 is, and what it hangs on the thread of an ambition."""

from collections.abc import Sequence

from django.urls import reverse

from criteria.models import AwardModel, Criterion
from criteria.services.compliance import award_findings
from procurement.core.domain.rule_table import Finding, Severity
from tenders.domain.lifecycle import EDITABLE
from tenders.domain.vocabulary import StageState
from tenders.extension_points import ThreadNode
from tenders.models import Tender

STOPS = frozenset({Severity.BLOCK, Severity.MOTIVATE})


def award_model_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return the state of stage 5: done when a model stands in which no rule finds what stops publication."""
    begun = set(AwardModel.objects.filter(lot__tender__in=tender_ids).values_list("lot__tender", flat=True))
    editable = set(Tender.objects.filter(pk__in=begun, state__in=EDITABLE).values_list("pk", flat=True))
    findings = award_findings(sorted(begun))
    return {pk: _state(pk in begun, pk in editable, findings.get(pk, [])) for pk in tender_ids}


def criterion_nodes(ambition_ids: Sequence[int]) -> dict[int, list[ThreadNode]]:
    """Return the criteria of each ambition, with the address where each stands."""
    found: dict[int, list[ThreadNode]] = {pk: [] for pk in ambition_ids}
    rows = Criterion.objects.filter(ambition_id__in=ambition_ids).select_related("ambition").order_by("order", "pk")
    for row in rows:
        if row.ambition is not None:
            url = f"{reverse('criteria:award_model', args=[row.ambition.tender_id])}#criterium-{row.pk}"
            found[row.ambition.pk].append(ThreadNode("criterion", f"{row}", url))
    return found


def _state(is_begun: bool, is_editable: bool, findings: Sequence[Finding]) -> StageState:
    if not is_begun:
        return StageState.EMPTY
    if not any(finding.severity in STOPS for finding in findings):
        return StageState.DONE
    return StageState.BUSY if is_editable else StageState.FINDINGS
