"""Stage 10: one assessor's own work. Nobody else's is on these pages."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from criteria.assessment_labels import missing_parts
from criteria.domain.refusals import EvaluationError
from criteria.forms.assessment import GradeForm
from criteria.models import Bid, Criterion, Evaluation, Seat
from criteria.services import assessments
from criteria.views.access import open_bid, open_criterion, open_evaluation, own_seat, reason_of
from criteria.views.assessment_tabs import assessment_tabs
from criteria.views.grade_forms import BIDS_A_PAGE, box_of, boxes_of_bid, boxes_of_criterion, reading_list
from procurement.core import clock
from procurement.core.http import Request
from procurement.core.trouble import is_script
from tenders.workspace import frame


@require_safe
def assess_bid(request: Request, pk: int, bid_id: int) -> HttpResponse:
    """One bid across the criteria."""
    evaluation = open_evaluation(request, pk, "criteria.view_own_assessment")
    return _bid_page(request, evaluation, open_bid(evaluation, bid_id))


@require_safe
def assess_criterion(request: Request, pk: int, criterion_id: int) -> HttpResponse:
    """One criterion across the bids."""
    evaluation = open_evaluation(request, pk, "criteria.view_own_assessment")
    return _criterion_page(request, evaluation, open_criterion(evaluation, criterion_id))


@require_POST
def assess_save(request: Request, pk: int, bid_id: int, criterion_id: int) -> HttpResponse:
    """Save one grade and motivation, while one types or with the button."""
    with assessments.seat_that_grades(request.user, pk) as seat:
        if seat is None:
            open_evaluation(request, pk, "criteria.grade")
            return redirect("criteria:assessment", pk)
        bid, criterion = open_bid(seat.evaluation, bid_id), open_criterion(seat.evaluation, criterion_id)
        form = box_of(seat, bid, criterion, data=request.POST).form
        if form.is_valid() and _written(seat, form):
            return _saved(request, pk, bid, criterion)
    if is_script(request):
        return JsonResponse({"errors": form.errors}, status=422)
    return _again(request, seat.evaluation, bid, criterion, form)


def hand_in(request: Request, pk: int) -> HttpResponse:
    """Look over the own work once more and hand it in."""
    evaluation = open_evaluation(request, pk, "criteria.view_own_assessment")
    seat = own_seat(request, evaluation)
    sheet = assessments.sheet_of(seat, evaluation.lot_id)
    if request.method == "POST":
        try:
            assessments.hand_in(seat.pk, actor=request.user)
        except EvaluationError as error:
            missing = error.params.get("missing")
            messages.error(request, missing_parts(int(str(missing))) if missing else reason_of(error))
            return redirect("criteria:hand_in", pk)
        messages.success(request, _("Uw beoordeling is ingeleverd. Bij het overleg ziet u alle cijfers."))
        return redirect("criteria:assessment", pk)
    missing_rows = Paginator(sheet.missing, 50).get_page(request.GET.get("page"))
    context = {
        "evaluation": evaluation,
        "seat": seat,
        "progress": sheet.progress,
        "missing": missing_rows,
        "tabs": assessment_tabs(request, evaluation, "assessment"),
    }
    return render(request, "criteria/hand_in.html", {**frame(request, evaluation.lot.tender, "assessment"), **context})


def _bid_page(
    request: Request, evaluation: Evaluation, bid: Bid, bound: dict[int, GradeForm] | None = None
) -> HttpResponse:
    seat = own_seat(request, evaluation)
    sheet = assessments.sheet_of(seat, evaluation.lot_id)
    context = {
        "bid": bid,
        "boxes": boxes_of_bid(seat, bid, sheet.criteria, bound or {}),
        "neighbours": _neighbours(reading_list(seat, sheet), bid, "criteria:assess_bid", evaluation),
    }
    return _page(request, evaluation, sheet, "criteria/assess_bid.html", context)


def _criterion_page(
    request: Request, evaluation: Evaluation, criterion: Criterion, bound: dict[int, GradeForm] | None = None
) -> HttpResponse:
    seat = own_seat(request, evaluation)
    sheet = assessments.sheet_of(seat, evaluation.lot_id)
    bids = Paginator(reading_list(seat, sheet), BIDS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "criterion": criterion,
        "boxes": boxes_of_criterion(seat, list(bids.object_list), criterion, bound or {}),
        "bids": bids,
        "neighbours": _neighbours(sheet.criteria, criterion, "criteria:assess_criterion", evaluation),
    }
    return _page(request, evaluation, sheet, "criteria/assess_criterion.html", context)


def _page(
    request: Request, evaluation: Evaluation, sheet: assessments.Sheet, template: str, context: dict[str, Any]
) -> HttpResponse:
    shared = {
        "evaluation": evaluation,
        "may_grade": request.user.has_perm("criteria.grade", evaluation),
        "progress": sheet.progress,
        "tabs": assessment_tabs(request, evaluation, "assessment"),
    }
    return render(request, template, {**frame(request, evaluation.lot.tender, "assessment"), **shared, **context})


def _saved(request: Request, pk: int, bid: Bid, criterion: Criterion) -> HttpResponse:
    if is_script(request):
        return JsonResponse({"saved": f"{timezone.localtime(clock.now()):%H:%M}"})
    messages.success(
        request, _("Opgeslagen: inschrijving %(bid)s, %(code)s.") % {"bid": bid.code, "code": criterion.code}
    )
    if request.POST.get("view") == "criterion":
        page = request.POST.get("page", "1")
        return redirect(
            f"{reverse('criteria:assess_criterion', args=[pk, criterion.pk])}?page={int(page) if page.isdigit() else 1}"
        )
    return redirect("criteria:assess_bid", pk, bid.pk)


def _again(request: Request, evaluation: Evaluation, bid: Bid, criterion: Criterion, form: GradeForm) -> HttpResponse:
    if request.POST.get("view") == "criterion":
        return _criterion_page(request, evaluation, criterion, {bid.pk: form})
    return _bid_page(request, evaluation, bid, {criterion.pk: form})


def _written(seat: Seat, form: GradeForm) -> bool:
    scale = [level.grade for level in form.levels]
    try:
        assessments.write_grade(seat, form.instance, scale=scale, **form.cleaned_data)
    except EvaluationError as error:
        form.add_error(None, reason_of(error))
        return False
    return True


def _neighbours(rows: Sequence[Any], here: Any, url_name: str, evaluation: Evaluation) -> dict[str, Any]:
    """The one before and after in the order in which this person reads."""
    place = next((index for index, row in enumerate(rows) if row.pk == here.pk), 0)
    around = {
        "previous": rows[place - 1] if place else None,
        "next": rows[place + 1] if place + 1 < len(rows) else None,
    }
    return {
        side: {"row": row, "url": reverse(url_name, args=[evaluation.lot.tender_id, row.pk])} if row else None
        for side, row in around.items()
    }
