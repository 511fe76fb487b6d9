"""Fetch the evaluation and what hangs below it for a request: 404 when it may not be seen, 403 when not used so."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from criteria.assessment_labels import refusal_message
from criteria.domain.lifecycle import TransitionError
from criteria.domain.refusals import EvaluationError
from criteria.models import Bid, Criterion, Evaluation, Seat
from criteria.permissions import ACTS, sits
from criteria.services import evaluation as evaluations
from procurement.core.http import NotNow, Request
from procurement.core.labels import signature_refused_message
from procurement.core.services.signatures import SignatureRefused
from tenders.domain.lifecycle import TenderState
from tenders.workspace import open_tender


def open_evaluation(request: Request, pk: int, perm: str) -> Evaluation:
    """Return the evaluation of the tender, which may not be stored yet; 403 when it may not be used so.

    Who comes too late because the tender was withdrawn reads that as the reason.
    """
    evaluation = evaluations.of_tender(open_tender(request, pk))
    if request.user.has_perm(perm, evaluation):
        return evaluation
    if perm in ACTS and evaluation.lot.tender.state == TenderState.WITHDRAWN:
        raise NotNow(refusal_message(EvaluationError("tender_withdrawn")), evaluation.lot.tender.get_absolute_url())
    raise PermissionDenied


def open_bid(evaluation: Evaluation, bid_id: int) -> Bid:
    """Return a bid for the lot of this evaluation."""
    rows = Bid.objects.select_related("company", "lot__tender")
    return get_object_or_404(rows, pk=bid_id, lot_id=evaluation.lot_id)


def open_criterion(evaluation: Evaluation, criterion_id: int) -> Criterion:
    """Return a criterion of the award model of this lot."""
    return get_object_or_404(
        Criterion.objects.select_related("model"), pk=criterion_id, model__lot_id=evaluation.lot_id
    )


def own_seat(request: Request, evaluation: Evaluation) -> Seat:
    """Return the person's own seat in this evaluation."""
    seat = sits(request.user, evaluation)
    if seat is None:
        raise Http404
    return seat


def capacity_of(request: Request, evaluation: Evaluation) -> str:
    """Return in which capacity this person signs: seat, or function."""
    seat = sits(request.user, evaluation)
    if seat is not None:
        return str(seat.get_kind_display())
    return str(request.user.job_title or "")


def says_refusals(page: str) -> Callable[..., Any]:
    """Decorate a view whose service may refuse: the reason is shown on ``page``, the stage the person came from."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapper(request: Request, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, pk, *args, **kwargs)
            except (EvaluationError, SignatureRefused, TransitionError) as error:
                messages.error(request, reason_of(error))
                return redirect(page, pk)

        return wrapper

    return decorate


def reason_of(error: EvaluationError | SignatureRefused | TransitionError) -> str:
    """Return the Dutch sentence for what a service refused."""
    if isinstance(error, SignatureRefused):
        return signature_refused_message(error.code)
    if isinstance(error, EvaluationError):
        return refusal_message(error)
    return refusal_message(EvaluationError("moved_on"))
