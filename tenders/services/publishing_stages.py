"""How far stage 6 (review and publication) is, and what waits for a person there."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.core.extension_points import WorkItem
from procurement.core.models import ActState, SignedAct
from tenders.domain.lifecycle import EDITABLE, TenderState
from tenders.domain.vocabulary import StageState
from tenders.models import Tender
from tenders.services import findings
from tenders.services.publication import KIND


def review_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return the state of stage 6: done once published; findings while any stands in the way of that."""
    rows = Tender.objects.filter(pk__in=tender_ids).annotate(published=Count("publications"))
    tenders = {row.pk: row for row in rows}
    rest = findings.open_of([pk for pk, row in tenders.items() if row.state in EDITABLE])
    return {pk: _review_state(row, bool(rest.get(pk))) for pk, row in tenders.items()}


def work_of(user: Any) -> list[WorkItem]:
    """Return what waits for this person: a second signature."""
    return _signatures(user)


def _review_state(tender: Any, has_open: bool) -> StageState:
    if tender.published:
        return StageState.DONE
    if tender.state not in EDITABLE or not (tender.procedure or tender.estimated_value_eur):
        return StageState.EMPTY
    return StageState.FINDINGS if has_open else StageState.BUSY


def _signatures(user: Any) -> list[WorkItem]:
    acts = SignedAct.objects.filter(kind=KIND, state=ActState.PENDING).exclude(signatures__person=user)
    ids = [int(pk) for pk in acts.values_list("target_id", flat=True)]
    tenders = Tender.objects.filter(pk__in=ids, state=TenderState.REVIEW).visible_to(user)
    return [
        WorkItem(
            title=_("Publiceer als tweede persoon"),
            url=reverse("tenders:publish", args=[tender.pk]),
            group=_("Tekenen"),
            subject=tender.title,
        )
        for tender in tenders
        if user.has_perm("tenders.publish_tender", tender)
    ]
