"""Stage 9: the register of bids, one bid, and what becomes of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from criteria.domain.refusals import EvaluationError
from criteria.forms.bids import GROUNDS, BidForm, CompletenessForm, GroundForm, ReceiptForm
from criteria.models import Bid, Evaluation
from criteria.services import bids as service
from criteria.services.price_workbook import blank_sheet
from criteria.views.access import open_bid, open_evaluation, reason_of, says_refusals
from criteria.views.bid_pages import bid_page, register_page
from procurement.core.domain.file_types import FACTS, FileType
from procurement.core.http import Request
from tenders.workspace import frame


@require_safe
def bids(request: Request, pk: int) -> HttpResponse:
    """Show the register, or before the opening that it is closed for this person."""
    evaluation = open_evaluation(request, pk, "criteria.view_bids")
    return register_page(request, evaluation)


def bid_new(request: Request, pk: int) -> HttpResponse:
    """Register a bid as it came in."""
    evaluation = open_evaluation(request, pk, "criteria.register_bid")
    organisation = evaluation.lot.tender.organisation
    form = BidForm(request.POST or None, organisation=organisation, lot_id=evaluation.lot_id)
    if request.method == "POST" and form.is_valid():
        bid = _register(request, evaluation, form)
        if bid is not None:
            _say_received(request, bid)
            return redirect("criteria:bid", pk, bid.pk)
    context = {"form": form, "closing_at": evaluation.lot.tender.closing_at}
    return render(request, "criteria/bid_form.html", {**frame(request, evaluation.lot.tender, "bids"), **context})


@require_safe
def bid(request: Request, pk: int, bid_id: int) -> HttpResponse:
    """Show one bid to who keeps the register, and after the opening to who may see it."""
    evaluation = open_evaluation(request, pk, "criteria.view_register")
    return bid_page(request, evaluation, open_bid(evaluation, bid_id))


@says_refusals("criteria:bids")
def bid_change(request: Request, pk: int, bid_id: int) -> HttpResponse:
    """Correct when and where a bid came in."""
    evaluation = open_evaluation(request, pk, "criteria.register_bid")
    found = open_bid(evaluation, bid_id)
    initial = {"received_at": found.received_at, "channel": found.channel, "concept": found.concept}
    form = ReceiptForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = service.change_bid(found.pk, actor=request.user, **form.cleaned_data)
        _say_received(request, changed)
        return redirect("criteria:bid", pk, changed.pk)
    context = {"form": form, "bid": found, "closing_at": evaluation.lot.tender.closing_at}
    return render(request, "criteria/bid_form.html", {**frame(request, evaluation.lot.tender, "bids"), **context})


@require_POST
def bid_completeness(request: Request, pk: int, bid_id: int) -> HttpResponse:
    """Record whether the bid is complete."""
    evaluation = open_evaluation(request, pk, "criteria.judge_bid")
    found = open_bid(evaluation, bid_id)
    form = CompletenessForm(request.POST, bid=found)
    if form.is_valid():
        try:
            service.check_completeness(found.pk, actor=request.user, **form.cleaned_data)
        except EvaluationError as error:
            form.add_error(None, reason_of(error))
        else:
            messages.success(request, _("De controle van inschrijving %(code)s is vastgelegd.") % {"code": found.code})
            return redirect("criteria:bids", pk)
    return bid_page(request, evaluation, found, completeness_form=form)


@require_POST
def bid_take_out(request: Request, pk: int, bid_id: int, how: str) -> HttpResponse:
    """Set a bid aside, record that it was withdrawn, or let it in again. how: the last word of the address."""
    if how not in GROUNDS:
        raise Http404
    evaluation = open_evaluation(request, pk, "criteria.judge_bid")
    found = open_bid(evaluation, bid_id)
    form = GroundForm(request.POST, how=how)
    if form.is_valid():
        try:
            _take_out(found, how, form.cleaned_data["ground"], request.user)
        except EvaluationError as error:
            form.add_error(None, reason_of(error))
        else:
            messages.success(request, _("Vastgelegd bij inschrijving %(code)s.") % {"code": found.code})
            return redirect("criteria:bid", pk, found.pk)
    return bid_page(request, evaluation, found, **{f"{how}_form": form})


@require_safe
def price_sheet(request: Request, pk: int) -> HttpResponse:
    """Hand out the blank price sheet of the award model."""
    evaluation = open_evaluation(request, pk, "criteria.view_bids")
    answer = HttpResponse(blank_sheet(evaluation), content_type=FACTS[FileType.XLSX].media_type)
    answer["Content-Disposition"] = f'attachment; filename="prijsblad-{evaluation.lot.tender_id}.xlsx"'
    return answer


def _register(request: Request, evaluation: Evaluation, form: BidForm) -> Bid | None:
    data = form.cleaned_data
    company = data["company"] or service.NewCompany(data["new_name"], data["new_kvk"])
    try:
        return service.register_bid(
            evaluation.lot,
            actor=request.user,
            company=company,
            received_at=data["received_at"],
            channel=data["channel"],
            concept=data["concept"],
        )
    except EvaluationError as error:
        field = {"received_in_future": "received_at", "bidder_twice": "company"}.get(error.code)
        form.add_error(field, reason_of(error))
        return None


def _take_out(found: Bid, how: str, ground: str, actor: Any) -> None:
    if how == "terzijde":
        service.set_aside(found.pk, actor=actor, ground=ground)
    elif how == "ingetrokken":
        service.withdraw_bid(found.pk, actor=actor, ground=ground)
    else:
        service.readmit_bid(found.pk, actor=actor, reason=ground)


def _say_received(request: Request, found: Bid) -> None:
    if found.state == "late":
        url = reverse("criteria:bids", args=[found.lot.tender_id])
        messages.warning(
            request,
            _(
                "Deze inschrijving kwam na de sluiting binnen en is terzijde gelegd. Open haar niet, ook niet op het "
                "platform, en bericht de inschrijver."
            ),
            extra_tags=url,
        )
    else:
        messages.success(request, _("Inschrijving %(code)s is geregistreerd.") % {"code": found.code})
