"""The opening of the bids by two people, and the records of both openings."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from criteria.assessment_labels import refusal_message
from criteria.forms.bids import OpeningForm
from criteria.models import Bid, Evaluation
from criteria.services import bid_opening, opening_record
from criteria.services.bids import OPEN_BIDS
from criteria.views.access import capacity_of, open_evaluation, says_refusals
from criteria.views.signing import RECORDS, is_first_signature, make_record, try_to_sign
from procurement.core.http import Request
from procurement.core.models import ActState, SignedAct
from procurement.core.paper_answers import answer_request
from tenders.workspace import frame

PERMS = {"opening": "criteria.view_register", "prijzen": "criteria.view_prices"}


def bids_open(request: Request, pk: int) -> HttpResponse:
    """Sign the opening of the bids; the second signature opens them and asks for the record."""
    evaluation = open_evaluation(request, pk, "criteria.open_bids")
    if evaluation.pk is None:
        raise Http404
    sha256 = bid_opening.content_sha256(evaluation)
    form = _form(request, evaluation, sha256)
    act = try_to_sign(request, form, lambda: _sign(request, evaluation, form))
    if act is not None:
        return _signed(request, evaluation, act)
    found = bid_opening.obstacle(evaluation)
    context: dict[str, Any] = {
        "form": form,
        "first": is_first_signature(OPEN_BIDS, evaluation),
        "evaluation": evaluation,
        "bids": Bid.objects.filter(lot_id=evaluation.lot_id).select_related("company", "sealed_price"),
        "obstacle": refusal_message(found) if found is not None else "",
        "content_sha256": sha256,
    }
    return render(request, "criteria/bids_open.html", {**frame(request, evaluation.lot.tender, "bids"), **context})


@require_POST
@says_refusals("criteria:bids")
def bids_open_withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw the first signature under the opening of the bids."""
    evaluation = open_evaluation(request, pk, "criteria.open_bids")
    if evaluation.pk is None:
        raise Http404
    bid_opening.withdraw_signature(evaluation.pk, actor=request.user)
    messages.success(request, _("De handtekening is ingetrokken. Het register kan weer worden gewijzigd."))
    return redirect("criteria:bids", pk)


@require_POST
@says_refusals("criteria:bids")
def record(request: Request, pk: int, which: str) -> HttpResponse:
    """Ask for the record of an opening. which: "opening" or "prijzen"."""
    if which not in RECORDS:
        raise Http404
    evaluation = open_evaluation(request, pk, PERMS[which])
    paper = opening_record.record_paper(evaluation, RECORDS[which])
    return answer_request(request, paper, organisation=evaluation.lot.tender.organisation)


def _form(request: Request, evaluation: Evaluation, sha256: str) -> OpeningForm:
    """The form; who had it before them as the first to sign keeps the remarks that they typed."""
    first = is_first_signature(OPEN_BIDS, evaluation) or "remarks" in request.POST
    return OpeningForm(request.POST or None, user=request.user, first=first, initial={"seen_sha256": sha256})


def _sign(request: Request, evaluation: Evaluation, form: OpeningForm) -> SignedAct:
    return bid_opening.sign_opening(
        evaluation.pk,
        actor=request.user,
        capacity=capacity_of(request, evaluation),
        seen_sha256=form.cleaned_data["seen_sha256"],
        remarks=form.cleaned_data.get("remarks"),
    )


def _signed(request: Request, evaluation: Evaluation, act: SignedAct) -> HttpResponse:
    if act.state == ActState.COMPLETE:
        make_record(request, opening_record.BIDS_RECORD, Evaluation.objects.get(pk=evaluation.pk))
        messages.success(request, _("De inschrijvingen zijn geopend. Het proces-verbaal wordt gemaakt."))
    else:
        messages.success(request, _("U hebt getekend. Een tweede persoon opent de inschrijvingen."))
    return redirect("criteria:bids", evaluation.lot.tender_id)
