"""Stage 10: the prices after the opening, and a price typed over because its file could not be read."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from criteria.assessment_labels import COST_LINE_REASONS, PRICE_REMARKS, sheet_fault_message
from criteria.domain.refusals import EvaluationError
from criteria.forms.assessment import CostLineFormSet, TypedPriceForm
from criteria.models import Bid, CostLine, Evaluation, OpenedPrice
from criteria.services import entered_prices, opening_record, quality
from criteria.services.sealing import asks_costs
from criteria.views.access import capacity_of, open_bid, open_evaluation, reason_of, says_refusals
from criteria.views.assessment_tabs import assessment_tabs
from criteria.views.signing import record_panel
from procurement.core.http import Request
from procurement.core.services.signatures import SignatureRefused
from tenders.workspace import frame

PAGE = 25


@require_safe
def prices(request: Request, pk: int) -> HttpResponse:
    """Show what was in the envelopes, what could not be read and what stays sealed."""
    evaluation = open_evaluation(request, pk, "criteria.view_prices")
    out = quality.knocked_out_codes(evaluation)
    names = {one.code: one.name for one in evaluation.lot.award_model.criteria.all()}
    rows = quality.taking_part(evaluation).select_related("company", "sealed_price__opened_file", "opened_price")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "evaluation": evaluation,
        "page": page,
        "rows": [_row(request, bid, evaluation, out, names) for bid in page.object_list],
        "waiting": entered_prices.waiting_codes(evaluation, out=out),
        "may_enter": request.user.has_perm("criteria.enter_price", evaluation),
        "record": record_panel(request, opening_record.PRICES_RECORD, evaluation),
        "tabs": assessment_tabs(request, evaluation, "prices"),
    }
    return render(request, "criteria/prices.html", {**frame(request, evaluation.lot.tender, "assessment"), **context})


@require_safe
def bid_prices(request: Request, pk: int, bid_id: int) -> HttpResponse:
    """Show the price and the cost lines of one bid."""
    evaluation = open_evaluation(request, pk, "criteria.view_prices")
    bid = open_bid(evaluation, bid_id)
    price = OpenedPrice.objects.filter(bid=bid).select_related("entered_by", "confirmed_by").first()
    if price is None:
        raise Http404
    context = {
        "bid": bid,
        "price": price,
        "remarks": [PRICE_REMARKS[code] for code in price.remarks],
        "lines": [_line(line) for line in CostLine.objects.filter(bid=bid)],
        "content_sha256": entered_prices.entered_sha256(bid),
        "may_confirm": price.confirmed_at is None
        and price.entered_by_id != request.user.pk
        and request.user.has_perm("criteria.enter_price", evaluation),
        "tabs": assessment_tabs(request, evaluation, "prices"),
    }
    return render(
        request, "criteria/bid_prices.html", {**frame(request, evaluation.lot.tender, "assessment"), **context}
    )


@sensitive_post_parameters()
def price_enter(request: Request, pk: int, bid_id: int) -> HttpResponse:
    """Type over the price of a file that could not be read."""
    evaluation = open_evaluation(request, pk, "criteria.enter_price")
    bid = open_bid(evaluation, bid_id)
    form = TypedPriceForm(request.POST or None)
    years = evaluation.lot.award_model.lcc_years
    lines = CostLineFormSet(request.POST or None, prefix="regel", form_kwargs={"years": years})
    with_costs = asks_costs(evaluation.lot.award_model)
    sent = request.method == "POST" and form.is_valid() and (not with_costs or lines.is_valid())
    if sent and _entered(request, evaluation, bid, form, lines if with_costs else None):
        messages.success(request, _("De prijs is overgetypt. Een tweede persoon moet haar bevestigen."))
        return redirect("criteria:prices", pk)
    sealed = getattr(bid, "sealed_price", None)
    context = {
        "bid": bid,
        "form": form,
        "lines": lines if with_costs else None,
        "faults": [sheet_fault_message(fault) for fault in (sealed.faults if sealed else [])],
        "file": sealed.opened_file if sealed else None,
        "tabs": assessment_tabs(request, evaluation, "prices"),
    }
    return render(
        request, "criteria/price_enter.html", {**frame(request, evaluation.lot.tender, "assessment"), **context}
    )


@require_POST
@says_refusals("criteria:prices")
def price_confirm(request: Request, pk: int, bid_id: int) -> HttpResponse:
    """Agree with a price that somebody else typed over."""
    evaluation = open_evaluation(request, pk, "criteria.enter_price")
    bid = open_bid(evaluation, bid_id)
    entered_prices.confirm_price(
        bid.pk,
        actor=request.user,
        capacity=capacity_of(request, evaluation),
        shown_sha256=request.POST.get("content_sha256", ""),
    )
    messages.success(request, _("De prijs is bevestigd."))
    return redirect("criteria:prices", pk)


def _entered(request: Request, evaluation: Evaluation, bid: Bid, form: TypedPriceForm, lines: Any) -> bool:
    rows = [one.line(place) for place, one in enumerate(lines)] if lines is not None else []
    try:
        entered_prices.enter_price(
            bid.pk,
            actor=request.user,
            capacity=capacity_of(request, evaluation),
            price_eur=form.cleaned_data["price_eur"],
            lines=[row for row in rows if row is not None],
        )
    except (EvaluationError, SignatureRefused) as error:
        form.add_error(None, reason_of(error))
        return False
    return True


def _row(
    request: Request, bid: Bid, evaluation: Evaluation, out: dict[str, str], names: dict[str, str]
) -> dict[str, Any]:
    sealed = getattr(bid, "sealed_price", None)
    price = getattr(bid, "opened_price", None)
    criterion = out.get(bid.code, "")
    return {
        "bid": bid,
        "price": price,
        "is_sealed": bool(criterion),
        "criterion": f"{criterion} {names.get(criterion, '')}".strip(),
        "faults": [sheet_fault_message(fault) for fault in (sealed.faults if sealed else [])],
        "no_file": sealed is None and not criterion,
        "file": sealed.opened_file if sealed else None,
        "remarks": [PRICE_REMARKS[code] for code in price.remarks] if price else [],
        "waits": price is not None and price.confirmed_at is None,
        "is_own": price is not None and price.entered_by_id == request.user.pk,
    }


def _line(line: CostLine) -> dict[str, Any]:
    return {"line": line, "reason": COST_LINE_REASONS.get(line.reason, "") if not line.counts else ""}
