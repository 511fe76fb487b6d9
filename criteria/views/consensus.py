"""Stage 10: the consensus meeting: the agenda, and one bid on one criterion with all grades side by side."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import Aggregate, CriterionKind
from criteria.forms.assessment import ConsensusForm, RevisionForm
from criteria.models import Assessment, Bid, Consensus, Criterion, Evaluation, ScaleLevel
from criteria.permissions import sits
from criteria.services import consensus as service
from criteria.services import evaluation as evaluations
from criteria.views.access import open_bid, open_criterion, open_evaluation, own_seat, reason_of
from criteria.views.assessment_tabs import assessment_tabs
from criteria.views.consensus_rows import agenda_of, item_of
from procurement.core import clock
from procurement.core.http import Request
from tenders.workspace import frame

PAGE = 25


@require_safe
def consensus(request: Request, pk: int) -> HttpResponse:
    """The agenda: for one criterion all bids, with the spread of the grades."""
    evaluation = open_evaluation(request, pk, "criteria.view_consensus")
    criteria = list(
        Criterion.objects.filter(model__lot_id=evaluation.lot_id, kind=CriterionKind.GRADED).order_by("order", "pk")
    )
    chosen = next((one for one in criteria if one.code == request.GET.get("criterium")), None)
    chosen = chosen or (criteria[0] if criteria else None)
    bids = Bid.objects.filter(lot_id=evaluation.lot_id).taking_part()
    page = Paginator(bids, PAGE).get_page(request.GET.get("page"))
    done = service.confirmed_counts(evaluation)
    context = {
        "evaluation": evaluation,
        "criteria": [{"criterion": one, "done": done.get(one.pk, 0)} for one in criteria],
        "chosen": chosen,
        "query": f"criterium={chosen.code}" if chosen else "",
        "page": page,
        "agenda": agenda_of(evaluation, list(page.object_list), chosen) if chosen else None,
        "bid_count": page.paginator.count,
        "may_write": request.user.has_perm("criteria.write_consensus", evaluation),
        "may_lock": request.user.has_perm("criteria.lock_quality", evaluation),
        "tabs": assessment_tabs(request, evaluation, "consensus"),
    }
    return render(
        request, "criteria/consensus.html", {**frame(request, evaluation.lot.tender, "assessment"), **context}
    )


def consensus_item(request: Request, pk: int, bid_id: int, criterion_id: int) -> HttpResponse:
    """All grades and motivations for one bid on one criterion; the lead confirms what the committee concludes."""
    evaluation, bid, criterion = _opened(request, pk, bid_id, criterion_id)
    if request.method != "POST":
        return _item_page(request, evaluation, bid, criterion)
    open_evaluation(request, pk, "criteria.write_consensus")
    with evaluations.held(evaluation.pk):
        form = _conclusion_form(bid, criterion, request.POST)
        confirmed = form.is_valid() and _confirmed(request, bid, criterion, form)
    if not confirmed:
        return _item_page(request, evaluation, bid, criterion, form=form)
    messages.success(
        request, _("Bevestigd: inschrijving %(bid)s, %(code)s.") % {"bid": bid.code, "code": criterion.code}
    )
    return redirect(_next_url(evaluation, bid, criterion))


@require_POST
def consensus_save(request: Request, pk: int, bid_id: int, criterion_id: int) -> HttpResponse:
    """Save what the meeting has so far, while one types. What was confirmed becomes a draft again."""
    evaluation, bid, criterion = _opened(request, pk, bid_id, criterion_id)
    open_evaluation(request, pk, "criteria.write_consensus")
    with evaluations.held(evaluation.pk):
        form = _conclusion_form(bid, criterion, request.POST)
        saved = form.is_valid() and _drafted(bid, criterion, form)
    if not saved:
        return JsonResponse({"errors": form.errors}, status=422)
    return JsonResponse({"saved": f"{timezone.localtime(clock.now()):%H:%M}"})


@require_POST
def consensus_revise(request: Request, pk: int, bid_id: int, criterion_id: int) -> HttpResponse:
    """Add a new version of one's own grade, with the reason."""
    evaluation, bid, criterion = _opened(request, pk, bid_id, criterion_id)
    open_evaluation(request, pk, "criteria.revise_grade")
    seat = own_seat(request, evaluation)
    form = _revision_form(seat.pk, bid, criterion, request.POST)
    if form.is_valid():
        try:
            service.revise_grade(seat.pk, bid=bid, criterion=criterion, actor=request.user, **form.cleaned_data)
        except EvaluationError as error:
            form.add_error(None, reason_of(error))
        else:
            messages.success(request, _("Uw nieuwe cijfer is vastgelegd; uw eerdere cijfer blijft staan."))
            return redirect("criteria:consensus_item", pk, bid.pk, criterion.pk)
    return _item_page(request, evaluation, bid, criterion, revision=form)


def _opened(request: Request, pk: int, bid_id: int, criterion_id: int) -> tuple[Evaluation, Bid, Criterion]:
    evaluation = open_evaluation(request, pk, "criteria.view_consensus")
    criterion = open_criterion(evaluation, criterion_id)
    if criterion.kind != CriterionKind.GRADED:
        raise Http404
    return evaluation, open_bid(evaluation, bid_id), criterion


def _levels(criterion: Criterion) -> list[ScaleLevel]:
    return list(ScaleLevel.objects.filter(model_id=criterion.model_id).order_by("-grade"))


def _conclusion_form(bid: Bid, criterion: Criterion, data: Any) -> ConsensusForm:
    row = Consensus.objects.filter(bid=bid, criterion=criterion).first()
    return ConsensusForm(
        data, instance=row or Consensus(), levels=_levels(criterion), aggregate=criterion.model.aggregate
    )


def _revision_form(seat_id: int, bid: Bid, criterion: Criterion, data: Any) -> RevisionForm:
    row = Assessment.objects.current().filter(seat=seat_id, bid=bid, criterion=criterion).first()
    return RevisionForm(data, instance=row or Assessment(), levels=_levels(criterion), prefix="own")


def _confirmed(request: Request, bid: Bid, criterion: Criterion, form: ConsensusForm) -> bool:
    try:
        service.confirm(bid, criterion, actor=request.user, values=form.cleaned_data)
    except EvaluationError as error:
        field = {"grade_missing": "grade", "not_on_scale": "grade", "motivation_missing": "motivation"}.get(error.code)
        form.add_error(field, reason_of(error))
        return False
    return True


def _drafted(bid: Bid, criterion: Criterion, form: ConsensusForm) -> bool:
    try:
        service.save_draft(bid, criterion, values=form.cleaned_data)
    except EvaluationError as error:
        form.add_error(None, reason_of(error))
        return False
    return True


def _next_url(evaluation: Evaluation, bid: Bid, criterion: Criterion) -> str:
    """The next bid on the same criterion that is not confirmed yet, else back to the agenda."""
    following = service.next_open(evaluation, bid, criterion)
    tender_id = evaluation.lot.tender_id
    if following is not None:
        return reverse("criteria:consensus_item", args=[tender_id, following.pk, criterion.pk])
    return f"{reverse('criteria:consensus', args=[tender_id])}?criterium={criterion.code}"


def _item_page(
    request: Request,
    evaluation: Evaluation,
    bid: Bid,
    criterion: Criterion,
    *,
    form: ConsensusForm | None = None,
    revision: RevisionForm | None = None,
) -> HttpResponse:
    seat = sits(request.user, evaluation)
    may_revise = request.user.has_perm("criteria.revise_grade", evaluation)
    if may_revise and revision is None and seat is not None:
        revision = _revision_form(seat.pk, bid, criterion, None)
    context = {
        "evaluation": evaluation,
        "bid": bid,
        "criterion": criterion,
        "item": item_of(evaluation, bid, criterion),
        "form": form or _conclusion_form(bid, criterion, None),
        "revision": revision if may_revise else None,
        "may_write": request.user.has_perm("criteria.write_consensus", evaluation),
        "may_read_files": request.user.has_perm("criteria.read_bid_files", evaluation),
        "by_mean": criterion.model.aggregate == Aggregate.MEAN,
        "tabs": assessment_tabs(request, evaluation, "consensus"),
    }
    return render(
        request, "criteria/consensus_item.html", {**frame(request, evaluation.lot.tender, "assessment"), **context}
    )
