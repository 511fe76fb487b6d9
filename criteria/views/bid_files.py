"""Stage 9: documents and the price file of a bid."""

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from criteria.assessment_labels import sheet_fault_message
from criteria.domain.refusals import EvaluationError
from criteria.forms.bids import DocumentForm, PriceFileForm
from criteria.models import BidFile
from criteria.services import bid_files, sealing
from criteria.views.access import open_bid, open_evaluation, reason_of, says_refusals
from criteria.views.bid_pages import bid_page
from procurement.core.domain.file_types import FileRefused
from procurement.core.http import Request
from procurement.core.labels import file_refused_message


@require_POST
def bid_document_add(request: Request, pk: int, bid_id: int) -> HttpResponse:
    """Add a document to a bid."""
    evaluation = open_evaluation(request, pk, "criteria.judge_bid")
    bid = open_bid(evaluation, bid_id)
    form = DocumentForm(request.POST, request.FILES, lot_id=evaluation.lot_id)
    if form.is_valid():
        data = form.cleaned_data
        try:
            bid_files.add_document(
                bid.pk,
                actor=request.user,
                title=data["title"],
                criterion=data["criterion"],
                content=form.content,
                name=data["upload"].name,
            )
        except FileRefused as refused:
            form.add_error("upload", file_refused_message(refused))
        except EvaluationError as error:
            form.add_error(None, reason_of(error))
        else:
            messages.success(request, _("Het document is toegevoegd."))
            return redirect("criteria:bid", pk, bid.pk)
    return bid_page(request, evaluation, bid, document_form=form)


@require_POST
@says_refusals("criteria:bids")
def bid_document_remove(request: Request, pk: int, bid_id: int, document_id: int) -> HttpResponse:
    """Take a document off a bid before the opening."""
    evaluation = open_evaluation(request, pk, "criteria.judge_bid")
    bid = open_bid(evaluation, bid_id)
    document = get_object_or_404(BidFile, pk=document_id, bid=bid)
    bid_files.remove_document(document.pk, actor=request.user)
    messages.success(request, _("Het document is verwijderd."))
    return redirect("criteria:bid", pk, bid.pk)


@sensitive_post_parameters()
@require_POST
def bid_price(request: Request, pk: int, bid_id: int) -> HttpResponse:
    """Seal the price file of a bid; nothing of it is shown again."""
    evaluation = open_evaluation(request, pk, "criteria.judge_bid")
    if not request.user.has_perm("criteria.register_bid", evaluation):
        raise PermissionDenied
    bid = open_bid(evaluation, bid_id)
    form = PriceFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _seal(request, bid.pk, form)
        except FileRefused as refused:
            form.add_error("upload", file_refused_message(refused))
        except sealing.SheetRefused as refused:
            form = _deviating(request, refused)
        except EvaluationError as error:
            form.add_error(None, reason_of(error))
        else:
            messages.success(request, _("Het prijsblad van inschrijving %(code)s is verzegeld.") % {"code": bid.code})
            return redirect("criteria:bid", pk, bid.pk)
    return bid_page(request, evaluation, bid, price_form=form)


def _seal(request: Request, bid_id: int, form: PriceFileForm) -> None:
    data = form.cleaned_data
    sealing.seal_price(
        bid_id,
        actor=request.user,
        content=form.content,
        name=data["upload"].name,
        as_submitted=data["as_submitted"],
    )


def _deviating(request: Request, refused: sealing.SheetRefused) -> PriceFileForm:
    """The same form, which now offers to seal the file as it was submitted."""
    form = PriceFileForm(request.POST, request.FILES, deviates=True)
    form.is_valid()
    for fault in refused.faults:
        form.add_error("upload", sheet_fault_message(asdict(fault)))
    return form
