"""What a bidder sees: its own bids and its own letters, and nothing else."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import BidState, LetterState
from criteria.models import Bid, Letter, Promise
from criteria.services.letters import documents_of, letters_by_id
from procurement.core.documents import render_parts
from procurement.core.http import Request
from procurement.core.templatetags.formats import unit
from tenders.domain.lifecycle import TenderState


@require_safe
def my_bids(request: Request) -> HttpResponse:
    """Show the bids of the companies that this person speaks for."""
    bids = _own_bids(request).select_related("company", "lot__tender__organisation", "lot__evaluation")
    letters = {one.bid_id: one for one in _own_letters(request)}
    promised: dict[int, list[Promise]] = {}
    for row in Promise.objects.filter(bid__in=bids, value__isnull=False).select_related("criterion"):
        promised.setdefault(row.bid_id, []).append(row)
    rows = [_row(bid, letters.get(bid.pk), promised.get(bid.pk, [])) for bid in bids]
    return render(request, "criteria/my_bids.html", {"rows": rows})


@require_safe
def my_letter(request: Request, letter_id: int) -> HttpResponse:
    """Show a letter to the bidder it was sent to."""
    letter = letters_by_id(get_object_or_404(_own_letters(request), pk=letter_id).pk)
    (document,) = documents_of([letter])
    context = {"letter": letter, "document": document, "parts": render_parts(document)[1]}
    return render(request, "criteria/my_letter.html", context)


def _own_bids(request: Request) -> Any:
    return Bid.objects.filter(company__in=request.user.company_ids).order_by("-received_at")


def _own_letters(request: Request) -> Any:
    return Letter.objects.filter(bid__company__in=request.user.company_ids, state=LetterState.SENT).select_related(
        "file"
    )


def _row(bid: Bid, letter: Letter | None, promised: list[Promise]) -> dict[str, Any]:
    return {
        "bid": bid,
        "tender": bid.lot.tender,
        "letter": letter,
        "state": _state(bid, letter),
        "promises": [
            {"label": f"{row.criterion.code} {row.criterion.name}", "value": unit(row.value, row.criterion.unit)}
            for row in promised
        ],
    }


def _state(bid: Bid, letter: Letter | None) -> tuple[str, str]:
    """Return badge and words; a bidder hears of rank and grounds in the letter, never from a page before it."""
    if bid.lot.tender.state == TenderState.WITHDRAWN:
        return "closed", _("aanbesteding ingetrokken")
    if letter is not None:
        evaluation = bid.lot.evaluation
        if evaluation.state != EvaluationState.FINAL:
            return "waiting", _("beslissing verzonden")
        has_won = letter.decision.winner_id == bid.pk
        return ("done", _("definitief aan u gegund")) if has_won else ("closed", _("definitief gegund aan een ander"))
    if bid.state == BidState.LATE:
        return "block", _("te laat ontvangen")
    if bid.state == BidState.WITHDRAWN:
        return "closed", _("ingetrokken")
    return "busy", _("ontvangen, in behandeling")
