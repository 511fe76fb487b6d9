"""Stage 10: the overview of the assessment, different for who grades, who leads and who looks on."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from criteria.assessment_labels import refusal_message
from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.domain.vocabulary import SeatKind
from criteria.models import Evaluation, Seat
from criteria.permissions import sits
from criteria.services import assessments, consensus, locking, quality
from criteria.services.locking import LOCK
from criteria.services.opening import OPEN_PRICES
from criteria.views.access import open_evaluation, says_refusals
from criteria.views.assessment_tabs import assessment_tabs
from criteria.views.grade_forms import reading_list
from criteria.views.quality_table import quality_table
from criteria.views.signing import acts_of, signature_panel
from procurement.core.extension_points import Text
from procurement.core.http import Request
from procurement.core.templatetags.formats import dutch_datetime
from tenders.domain.lifecycle import RUNNING, TenderState
from tenders.domain.vocabulary import StepKind
from tenders.models import PlanningStep
from tenders.workspace import frame

PAGE = 25


@require_safe
def assessment(request: Request, pk: int) -> HttpResponse:
    """Show how far the assessment is and what this person does next."""
    evaluation = open_evaluation(request, pk, "criteria.view_assessment")
    seat = sits(request.user, evaluation)
    state = EvaluationState(evaluation.state)
    is_withdrawn = evaluation.lot.tender.state == TenderState.WITHDRAWN
    context: dict[str, Any] = {
        "evaluation": evaluation,
        "seat": seat,
        "steps": _steps(state),
        "must_declare": not is_withdrawn and _must_declare(seat, state),
        "may_manage": request.user.has_perm("criteria.manage_committee", evaluation),
        "due": _due(evaluation),
        "tabs": assessment_tabs(request, evaluation, "assessment"),
        **_own_work(request, evaluation, seat),
        **_hand_ins(request, evaluation, state),
        **_acts(request, evaluation, state),
    }
    context["shows_status"] = not any(
        (
            context["sheet"],
            context["hand_ins"],
            context["must_declare"],
            context.get("quality"),
            context.get("obstacles"),
            is_withdrawn,
            seat is not None and seat.has_conflict,
        )
    )
    return render(
        request, "criteria/assessment.html", {**frame(request, evaluation.lot.tender, "assessment"), **context}
    )


@require_POST
@says_refusals("criteria:assessment")
def assessment_start(request: Request, pk: int) -> HttpResponse:
    """Let the assessors begin."""
    evaluation = open_evaluation(request, pk, "criteria.start_assessment")
    assessments.start_individual(evaluation.pk, actor=request.user)
    messages.success(request, _("De beoordeling is begonnen. De beoordelaars krijgen bericht."))
    return redirect("criteria:assessment", pk)


@require_POST
@says_refusals("criteria:assessment")
def consensus_start(request: Request, pk: int) -> HttpResponse:
    """Open the consensus phase."""
    evaluation = open_evaluation(request, pk, "criteria.start_consensus")
    consensus.start_consensus(evaluation.pk, actor=request.user)
    messages.success(request, _("Het consensusoverleg is geopend. De commissie ziet nu alle cijfers."))
    return redirect("criteria:consensus", pk)


def _steps(state: EvaluationState) -> list[dict[str, Any]]:
    """The road through the stage; the moment that one works towards is the current one."""
    road: list[tuple[Text, EvaluationState]] = [
        (_("Inschrijvingen geopend"), EvaluationState.OPENED),
        (_("Ieder beoordeelt alleen"), EvaluationState.INDIVIDUAL),
        (_("Consensus"), EvaluationState.CONSENSUS),
        (_("Kwaliteit vastgesteld"), EvaluationState.LOCKED),
        (_("Prijzen geopend"), EvaluationState.PRICED),
    ]
    working = {EvaluationState.INDIVIDUAL, EvaluationState.CONSENSUS}
    return [
        {
            "label": label,
            "state": "busy" if state == mark and mark in working else "done" if is_at_least(state, mark) else "empty",
            "is_current": state == mark,
        }
        for label, mark in road
    ]


def _must_declare(seat: Seat | None, state: EvaluationState) -> bool:
    if seat is None or seat.has_conflict or is_at_least(state, EvaluationState.LOCKED):
        return False
    return seat.declared_at is None or (seat.renewed_at is None and is_at_least(state, EvaluationState.OPENED))


def _due(evaluation: Evaluation) -> Any:
    steps = PlanningStep.objects.filter(tender=evaluation.lot.tender_id, kind=StepKind.EVALUATION)
    return steps.values_list("day", flat=True).first()


def _own_work(request: Request, evaluation: Evaluation, seat: Seat | None) -> dict[str, Any]:
    """What this person has to grade: the same work seen by bid and by criterion."""
    grading = evaluation.state == EvaluationState.INDIVIDUAL
    if seat is None or not grading or not request.user.has_perm("criteria.view_own_assessment", evaluation):
        return {"sheet": None}
    sheet = assessments.sheet_of(seat, evaluation.lot_id)
    page = Paginator(reading_list(seat, sheet), PAGE).get_page(request.GET.get("page"))
    tender_id = evaluation.lot.tender_id
    return {
        "sheet": sheet,
        "page": page,
        "by_bid": [
            {
                "title": str(bid),
                "note": bid.concept,
                "progress": sheet.of_bid(bid),
                "url": reverse("criteria:assess_bid", args=[tender_id, bid.pk]),
            }
            for bid in page.object_list
        ],
        "by_criterion": [
            {
                "title": str(one),
                "progress": sheet.of_criterion(one),
                "url": reverse("criteria:assess_criterion", args=[tender_id, one.pk]),
            }
            for one in sheet.criteria
        ],
        "may_grade": request.user.has_perm("criteria.grade", evaluation),
    }


def _hand_ins(request: Request, evaluation: Evaluation, state: EvaluationState) -> dict[str, Any]:
    """Handed in or not, and nothing else: no counts, no progress of anybody (design 5.3)."""
    if state != EvaluationState.INDIVIDUAL or not request.user.has_perm("criteria.follow_progress", evaluation):
        return {"hand_ins": [], "all_in": False}
    seats = assessments.assessors_of(evaluation)
    rows = [
        {
            "name": seat.member.user.get_full_name(),
            "note": seat.member.expertise,
            "moment": dutch_datetime(seat.handed_in_at, "medium"),
            "is_cleared": bool(seat.renewed_at),
        }
        for seat in seats
    ]
    return {"hand_ins": rows, "all_in": bool(seats) and all(seat.handed_in_at for seat in seats)}


def _acts(request: Request, evaluation: Evaluation, state: EvaluationState) -> dict[str, Any]:
    """The one thing that this person can do next for the whole assessment, and the acts that wait or are done."""
    acts = acts_of(evaluation) if is_at_least(state, EvaluationState.CONSENSUS) else {}
    is_running = evaluation.lot.tender.state in RUNNING
    found: dict[str, Any] = {
        "may_start": request.user.has_perm("criteria.start_assessment", evaluation),
        "may_open_consensus": request.user.has_perm("criteria.start_consensus", evaluation),
        "may_open_prices": request.user.has_perm("criteria.open_prices", evaluation),
        "may_lock": request.user.has_perm("criteria.lock_quality", evaluation),
        "may_meet": state == EvaluationState.CONSENSUS and request.user.has_perm("criteria.view_consensus", evaluation),
        "assessor_note": _assessor_note(evaluation) if is_running and state == EvaluationState.OPENED else "",
    }
    found |= _panels(request, evaluation, state, acts)
    if found["may_lock"]:
        found["obstacles"] = [refusal_message(one) for one in locking.obstacles(evaluation)]
    return found


def _panels(
    request: Request, evaluation: Evaluation, state: EvaluationState, acts: Mapping[str, Any]
) -> dict[str, Any]:
    """Who signed the lock and the opening of the prices, and what the lock fixed, as far as it has come."""
    tender_id = evaluation.lot.tender_id
    found: dict[str, Any] = {}
    if is_at_least(state, EvaluationState.CONSENSUS):
        found["lock_panel"] = signature_panel(
            request,
            evaluation,
            acts.get(LOCK),
            perm="criteria.lock_quality",
            sign_url=reverse("criteria:lock", args=[tender_id]),
            withdraw_url=reverse("criteria:lock_withdraw", args=[tender_id]),
        )
    if is_at_least(state, EvaluationState.LOCKED):
        found["knocked_out"] = _knocked_out(evaluation)
        found["quality"] = quality_table(request, evaluation)
        found["prices_panel"] = signature_panel(
            request,
            evaluation,
            acts.get(OPEN_PRICES),
            perm="criteria.open_prices",
            sign_url=reverse("criteria:prices_open", args=[tender_id]),
            withdraw_url=reverse("criteria:prices_open_withdraw", args=[tender_id]),
        )
    return found


def _knocked_out(evaluation: Evaluation) -> list[dict[str, str]]:
    out = quality.knocked_out_codes(evaluation)
    names = {one.code: one.name for one in evaluation.lot.award_model.criteria.all()}
    return [{"bid": code, "criterion": criterion, "name": names.get(criterion, "")} for code, criterion in out.items()]


def _assessor_note(evaluation: Evaluation) -> str:
    """A word about a small committee (rules CRIT-20, CRIT-28)."""
    count = Seat.objects.filled().filter(evaluation=evaluation, kind=SeatKind.ASSESSOR).count()
    if count >= 5:
        return ""
    if count < 3:
        return _("Met minder dan drie beoordelaars weegt één oordeel zwaar. Leg vast waarom dit volstaat.")
    return _("Vijf beoordelaars is het advies; leg vast waarom minder volstaat.")
