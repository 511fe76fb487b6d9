"""Stage 10: values that bids promise on measured criteria: entered, and checked by somebody else."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from criteria.domain.refusals import EvaluationError
from criteria.domain.values import beside_curve, breaks_limit
from criteria.domain.vocabulary import CriterionKind
from criteria.forms.assessment import PromiseForm
from criteria.models import Bid, BidFile, Criterion, Evaluation, Promise
from criteria.services import evaluation as evaluations
from criteria.services import promises as service
from criteria.views.access import open_bid, open_criterion, open_evaluation, reason_of, says_refusals
from criteria.views.assessment_tabs import assessment_tabs
from procurement.core.domain.decimals import NumberFormatError, parse_dutch
from procurement.core.http import Request
from procurement.core.templatetags.formats import unit
from tenders.domain.vocabulary import Better
from tenders.workspace import frame

PAGE = 25


@require_safe
def promises(request: Request, pk: int) -> HttpResponse:
    """Show every promised value with its place in the bid and its check."""
    evaluation = open_evaluation(request, pk, "criteria.view_promises")
    criteria = service.measured_criteria(evaluation.lot_id)
    bids = Bid.objects.filter(lot_id=evaluation.lot_id).taking_part()
    page = Paginator(bids, PAGE).get_page(request.GET.get("page"))
    found = service.promises_of(page.object_list)
    context = {
        "evaluation": evaluation,
        "criteria": criteria,
        "page": page,
        "groups": [
            {"bid": bid, "rows": [_row(request, bid, one, found.get((bid.pk, one.pk))) for one in criteria]}
            for bid in page.object_list
        ],
        "may_enter": request.user.has_perm("criteria.enter_promise", evaluation),
        "tabs": assessment_tabs(request, evaluation, "promises"),
    }
    return render(request, "criteria/promises.html", {**frame(request, evaluation.lot.tender, "assessment"), **context})


def promise(request: Request, pk: int, bid_id: int, criterion_id: int) -> HttpResponse:
    """Enter one value with the place where it stands."""
    evaluation = open_evaluation(request, pk, "criteria.enter_promise")
    bid, criterion = open_bid(evaluation, bid_id), open_criterion(evaluation, criterion_id)
    if criterion.kind != CriterionKind.MEASURED:
        raise Http404
    if request.method != "POST":
        return _form_page(request, evaluation, bid, criterion, _promise_form(bid, criterion, None))
    with evaluations.held(evaluation.pk):
        form = _promise_form(bid, criterion, request.POST)
        entered = form.is_valid() and _entered(request, bid, criterion, form)
    if not entered:
        return _form_page(request, evaluation, bid, criterion, form)
    messages.success(request, _("De waarde is vastgelegd. Een ander controleert haar."))
    return redirect("criteria:promises", pk)


@require_POST
@says_refusals("criteria:promises")
def promise_check(request: Request, pk: int, promise_id: int) -> HttpResponse:
    """Agree with a value that somebody else entered."""
    evaluation = open_evaluation(request, pk, "criteria.enter_promise")
    row = get_object_or_404(Promise, pk=promise_id, bid__lot_id=evaluation.lot_id)
    try:
        seen = parse_dutch(request.POST.get("value", ""))
    except NumberFormatError as error:
        raise PermissionDenied from error
    service.check_promise(row.pk, actor=request.user, value=seen)
    messages.success(request, _("De waarde is gecontroleerd."))
    return redirect("criteria:promises", pk)


def _promise_form(bid: Bid, criterion: Criterion, data: Any) -> PromiseForm:
    row = Promise.objects.filter(bid=bid, criterion=criterion).first()
    return PromiseForm(data, instance=row or Promise(), unit=criterion.unit)


def _entered(request: Request, bid: Bid, criterion: Criterion, form: PromiseForm) -> bool:
    try:
        service.enter_promise(bid, criterion, actor=request.user, **form.cleaned_data)
    except EvaluationError as error:
        form.add_error(None, reason_of(error))
        return False
    return True


def _row(request: Request, bid: Bid, criterion: Criterion, row: Promise | None) -> dict[str, Any]:
    return {
        "criterion": criterion,
        "promise": row,
        "shown": unit(row.value, criterion.unit) if row is not None and row.value is not None else "",
        "warning": _warning(row, criterion),
        "is_own": row is not None and row.entered_by_id == request.user.pk,
    }


def _warning(row: Promise | None, criterion: Criterion) -> str:
    if row is None or row.value is None:
        return ""
    lower = criterion.better == Better.LOWER
    if breaks_limit(row.value, criterion.minimum, lower_is_better=lower):
        limit = unit(criterion.minimum, criterion.unit)
        words = (
            _("boven het maximum van %(limit)s: valt af") if lower else _("onder het minimum van %(limit)s: valt af")
        )
        return words % {"limit": limit}
    side = beside_curve(row.value, criterion.knots)
    if side:
        return _("buiten de curve van %(low)s tot %(high)s: controleer eenheid en waarde") % {
            "low": unit(criterion.knots[0][0], criterion.unit),
            "high": unit(criterion.knots[-1][0], criterion.unit),
        }
    return ""


def _form_page(
    request: Request, evaluation: Evaluation, bid: Bid, criterion: Criterion, form: PromiseForm
) -> HttpResponse:
    may_read = request.user.has_perm("criteria.read_bid_files", evaluation)
    documents = BidFile.objects.filter(bid=bid, criterion=criterion).select_related("file") if may_read else []
    context = {
        "form": form,
        "bid": bid,
        "criterion": criterion,
        "documents": documents,
        "tabs": assessment_tabs(request, evaluation, "promises"),
    }
    return render(
        request, "criteria/promise_form.html", {**frame(request, evaluation.lot.tender, "assessment"), **context}
    )
