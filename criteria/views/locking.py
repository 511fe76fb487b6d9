"""The lock of the quality and the opening of the prices: each an act of two people."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from criteria.assessment_labels import refusal_message
from criteria.forms.bids import SignForm
from criteria.models import Evaluation
from criteria.services import locking, opening, opening_record, quality
from criteria.services.locking import LOCK
from criteria.services.opening import OPEN_PRICES
from criteria.views.access import capacity_of, open_evaluation, says_refusals
from criteria.views.assessment_tabs import assessment_tabs
from criteria.views.signing import is_first_signature, make_record, try_to_sign
from procurement.core.http import Request
from procurement.core.models import ActState
from tenders.workspace import frame


def lock(request: Request, pk: int) -> HttpResponse:
    """Sign the quality that the committee concluded; the second signature locks it."""
    evaluation = open_evaluation(request, pk, "criteria.lock_quality")
    sha256 = quality.locked_sha256(evaluation)
    form = SignForm(request.POST or None, user=request.user, initial={"seen_sha256": sha256})
    act = try_to_sign(request, form, lambda: locking.sign_lock(evaluation.pk, **_signer(request, evaluation, form)))
    if act is not None and act.state == ActState.COMPLETE:
        messages.success(request, _("De kwaliteit is vastgesteld. De prijzen kunnen worden geopend."))
    elif act is not None:
        messages.success(request, _("U hebt getekend. Een tweede persoon stelt de kwaliteit vast."))
    if act is not None:
        return redirect("criteria:assessment", pk)
    context = {
        "form": form,
        "obstacles": [refusal_message(found) for found in locking.obstacles(evaluation)],
        "content_sha256": sha256,
        "first": is_first_signature(LOCK, evaluation),
    }
    return _page(request, evaluation, "criteria/lock.html", "consensus", context)


@require_POST
@says_refusals("criteria:assessment")
def lock_withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw the first signature under the lock."""
    evaluation = open_evaluation(request, pk, "criteria.lock_quality")
    locking.withdraw_signature(evaluation.pk, actor=request.user)
    messages.success(request, _("De handtekening is ingetrokken. Het overleg kan verder."))
    return redirect("criteria:assessment", pk)


def prices_open(request: Request, pk: int) -> HttpResponse:
    """Sign the opening of the prices; the second signature opens and reads them."""
    evaluation = open_evaluation(request, pk, "criteria.open_prices")
    found = opening.what_opens(evaluation)
    form = SignForm(request.POST or None, user=request.user, initial={"seen_sha256": found.sha256})
    act = try_to_sign(
        request, form, lambda: opening.sign_price_opening(evaluation.pk, **_signer(request, evaluation, form))
    )
    if act is not None and act.state == ActState.COMPLETE:
        opened = Evaluation.objects.select_related("lot__tender__organisation", "lot__award_model")
        make_record(request, opening_record.PRICES_RECORD, opened.get(pk=evaluation.pk))
        messages.success(request, _("De prijzen zijn geopend. Het proces-verbaal wordt gemaakt."))
        return redirect("criteria:prices", pk)
    if act is not None:
        messages.success(request, _("U hebt getekend. Een tweede persoon opent de prijzen."))
        return redirect("criteria:assessment", pk)
    return _page(
        request, evaluation, "criteria/prices_open.html", "prices", _to_open(evaluation, found) | {"form": form}
    )


@require_POST
@says_refusals("criteria:assessment")
def prices_open_withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw the first signature under the opening of the prices."""
    evaluation = open_evaluation(request, pk, "criteria.open_prices")
    opening.withdraw_signature(evaluation.pk, actor=request.user)
    messages.success(request, _("De handtekening is ingetrokken."))
    return redirect("criteria:assessment", pk)


def _to_open(evaluation: Evaluation, found: opening.ToOpen) -> dict[str, Any]:
    bids = {bid.code: bid for bid in quality.taking_part(evaluation)}
    return {
        "opened": found.opens,
        "sealed": [{"bid": bids[code], "criterion": criterion} for code, criterion in found.sealed.items()],
        "content_sha256": found.quality_sha256,
        "first": is_first_signature(OPEN_PRICES, evaluation),
    }


def _signer(request: Request, evaluation: Evaluation, form: SignForm) -> dict[str, Any]:
    """Who signs, in which capacity, and what was on the screen."""
    return {
        "actor": request.user,
        "capacity": capacity_of(request, evaluation),
        "seen_sha256": form.cleaned_data["seen_sha256"],
    }


def _page(request: Request, evaluation: Evaluation, template: str, tab: str, context: dict[str, Any]) -> HttpResponse:
    shared = {"evaluation": evaluation, "tabs": assessment_tabs(request, evaluation, tab)}
    return render(request, template, {**frame(request, evaluation.lot.tender, "assessment"), **shared, **context})
