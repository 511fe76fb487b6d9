"""The frame around every page of one tender: fetch it for a request, and show its stages at the side."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from procurement.core import clock
from procurement.core.extension_points import Text
from procurement.core.http import Request
from procurement.core.models import AuditHead
from tenders.domain.lifecycle import EDITABLE, TenderState
from tenders.domain.vocabulary import StageState
from tenders.extension_points import STAGES, Stage
from tenders.labels import STAGE_STATE_LABELS
from tenders.models import Tender
from tenders.services.publication import close_due_tenders

OVERVIEW = "overview"
# Every change writes an audit event and so changes the key; the limit is for what changes without one.
KEEP_STATES_SECONDS = 60
# State of a tender -> numbers of the first and last stage where people work on it then.
AT_WORK = {
    TenderState.DRAFT: (1, 6),
    TenderState.REVIEW: (6, 6),
    TenderState.PUBLISHED: (7, 9),
    TenderState.CLOSED: (9, 11),
    TenderState.AWARDED: (11, 12),
}


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


def open_tender(request: Request, pk: int, perm: str = "tenders.view_tender") -> Tender:
    """Return the tender for this request: 404 when it may not be seen, 403 when it may not be used so."""
    visible = Tender.objects.visible_to(request.user).select_related("organisation")
    tender = get_object_or_404(visible, pk=pk)
    close_when_due(tender)
    if not request.user.has_perm(perm, tender):
        raise PermissionDenied
    return tender


def close_when_due(tender: Tender) -> None:
    """Close the tender when its moment has come: the task that does so runs once a minute."""
    if tender.state == TenderState.PUBLISHED and tender.closing_at and tender.closing_at <= clock.now():
        close_due_tenders()
        tender.refresh_from_db(fields=["state", "updated_at"])


def frame(request: Request, tender: Tender, stage_key: str) -> dict[str, Any]:
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
    states = kept_states([tender])[tender.pk]
    return [_shown(user, tender, key, stage, states[key], is_current=key == stage_key) for key, stage in _in_order()]


def current_stage(tender: Tender, states: dict[str, StageState]) -> str:
    """Return the key of the stage where the work is now: the first that is not done, of those the tender is at.

    What a published tender lacks in an early stage is a finding there, and not where people work. Empty when the
    tender is withdrawn or no stage is known.
    """
    first, last = AT_WORK.get(TenderState(tender.state), (0, -1))
    at_work = [key for key, stage in _in_order() if first <= stage.number <= last]
    return next((key for key in at_work if states[key] is not StageState.DONE), at_work[-1] if at_work else "")


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
    if tender.state == TenderState.AWARDED:
        return _("Deze opdracht is gegund. De stukken liggen vast.")
    if tender.state == TenderState.CLOSED:
        return _("De inschrijvingstermijn is gesloten. De stukken liggen vast.")
    return _(
        "Deze aanbesteding is gepubliceerd. Wat hier staat ligt vast; "
        "wijzigen kan alleen met een nota van inlichtingen."
    )


def kept_states(tenders: Sequence[Tender]) -> dict[int, dict[str, StageState]]:
    """Return tender id -> states of all stages, kept until the audit trail grows or the day ends."""
    streams = {tender.pk: f"organisation:{tender.organisation_id}" for tender in tenders}
    heads = dict(AuditHead.objects.filter(stream__in=set(streams.values())).values_list("stream", "seq"))
    keys = {tender.pk: _key(tender, heads.get(streams[tender.pk], 0)) for tender in tenders}
    kept = cache.get_many(keys.values())
    # Kept by another version of the application, the states may lack a stage.
    found = {pk: kept[key] for pk, key in keys.items() if key in kept and kept[key].keys() == STAGES.keys()}
    if absent := [pk for pk in keys if pk not in found]:
        fresh = stage_states(absent)
        cache.set_many({keys[pk]: states for pk, states in fresh.items()}, KEEP_STATES_SECONDS)
        found |= fresh
    return found


def stage_beads(states: dict[str, StageState]) -> list[dict[str, Any]]:
    """Return the stages as a row of beads for a list: number, label, state and its word."""
    return [
        {
            "number": stage.number,
            "label": stage.label,
            "state": states[key],
            "state_label": STAGE_STATE_LABELS[states[key]],
        }
        for key, stage in _in_order()
    ]


def _key(tender: Tender, seq: int) -> str:
    return f"stages:{tender.pk}:{seq}:{tender.updated_at.timestamp()}:{clock.today()}"


def _in_order() -> list[tuple[str, Stage]]:
    return sorted(STAGES.items(), key=lambda item: item[1].number)


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
