"""The frame around every page of one tender: fetch it for a request, and show its stages at the side."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from procurement.core import clock
from procurement.core.extension_points import Text
from procurement.core.models import AuditHead
from tenders.domain.lifecycle import EDITABLE, TenderState
from tenders.domain.vocabulary import StageState
from tenders.extension_points import STAGES, Stage
from tenders.labels import STAGE_STATE_LABELS
from tenders.models import Tender

OVERVIEW = "overview"
# Every change writes an audit event and so changes the key; the limit is for what changes without one.
KEEP_STATES_SECONDS = 60


class ShownStage(TypedDict):
    """A stage as ``components/stages.html`` shows it. is_locked: this person may not open it."""

    key: str
    number: int
    label: Text
    url: str
    state: StageState
    state_label: Text
    is_current: bool
    is_locked: bool


def open_tender(request: HttpRequest, pk: int, perm: str = "tenders.view_tender") -> Tender:
    """Return the tender for this request: 404 when it may not be seen, 403 when it may not be used so."""
    visible = Tender.objects.visible_to(request.user).select_related("organisation")
    tender = get_object_or_404(visible, pk=pk)
    if not request.user.has_perm(perm, tender):
        raise PermissionDenied
    return tender


def frame(request: HttpRequest, tender: Tender, stage_key: str) -> dict[str, Any]:
    """Return the context that ``workspace.html`` needs: tender, stages and why nothing can be changed here.

    stage_key: key in ``STAGES`` of this page, or ``OVERVIEW``. frozen_reason: empty while the text may change.
    """
    stages = shown_stages(request.user, tender, stage_key)
    return {
        "tender": tender,
        "stages": stages,
        "stage": next((stage for stage in stages if stage["is_current"]), None),
        "frozen_reason": frozen_reason(tender),
    }


def shown_stages(user: Any, tender: Tender, stage_key: str = "") -> list[ShownStage]:
    """Return the stages of the tender in their order, each with its state; locked ones say nothing of their state."""
    states = _kept_states(tender)
    found = sorted(STAGES.items(), key=lambda item: item[1].number)
    return [_shown(user, tender, key, stage, states[key], is_current=key == stage_key) for key, stage in found]


def stage_states(tender_ids: Sequence[int]) -> dict[int, dict[str, StageState]]:
    """Return tender id -> stage key -> state; the number of queries does not grow with the tenders."""
    found: dict[int, dict[str, StageState]] = {pk: {} for pk in tender_ids}
    for key, stage in STAGES.items():
        states = stage.states(tender_ids)
        for pk in tender_ids:
            found[pk][key] = states.get(pk, StageState.EMPTY)
    return found


def frozen_reason(tender: Tender) -> Text:
    """Return why the text of the tender cannot change any more, or an empty text while it can."""
    if tender.state in EDITABLE:
        return ""
    if tender.state == TenderState.WITHDRAWN:
        return _("Deze aanbesteding is ingetrokken. U kunt alles nog lezen; wijzigen kan niet meer.")
    return _(
        "Deze aanbesteding is gepubliceerd. Wat hier staat ligt vast; "
        "wijzigen kan alleen met een nota van inlichtingen."
    )


def _kept_states(tender: Tender) -> dict[str, StageState]:
    """States of all stages, asked again when the audit trail of the organisation has grown or the day has changed."""
    stream = f"organisation:{tender.organisation_id}"
    seq = AuditHead.objects.filter(stream=stream).values_list("seq", flat=True).first() or 0
    key = f"stages:{tender.pk}:{seq}:{tender.updated_at.timestamp()}:{clock.today()}"
    kept: dict[str, StageState] | None = cache.get(key)
    if kept is None:
        kept = stage_states([tender.pk])[tender.pk]
        cache.set(key, kept, KEEP_STATES_SECONDS)
    return kept


def _shown(user: Any, tender: Tender, key: str, stage: Stage, state: StageState, *, is_current: bool) -> ShownStage:
    is_locked = not stage.shown_to(user, tender)
    return {
        "key": key,
        "number": stage.number,
        "label": stage.label,
        "url": reverse(stage.url_name, args=[tender.pk]),
        "state": StageState.EMPTY if is_locked else state,
        "state_label": _("niet voor u") if is_locked else STAGE_STATE_LABELS[state],
        "is_current": is_current,
        "is_locked": is_locked,
    }
