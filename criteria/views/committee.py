"""Stage 10: the committee, its declarations, and prices that were seen outside the opening."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from criteria.assessment_labels import DECLARATION_TEXTS
from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.domain.refusals import EvaluationError
from criteria.forms.committee import DeclarationForm, MeasureForm, PriceViewForm, SeatForm
from criteria.models import Evaluation, Seat
from criteria.services import committee as service
from criteria.views.access import open_evaluation, own_seat, reason_of, says_refusals
from criteria.views.assessment_tabs import assessment_tabs
from criteria.views.signing import refuse_signature
from procurement.core.http import Request
from tenders.domain.lifecycle import TenderState
from tenders.workspace import frame


@require_safe
def committee(request: Request, pk: int) -> HttpResponse:
    """Show who sits in the committee and what they declared."""
    evaluation = open_evaluation(request, pk, "criteria.view_assessment")
    return _page(request, evaluation)


@require_POST
def seat_add(request: Request, pk: int) -> HttpResponse:
    """Give a member of the team a place."""
    evaluation = open_evaluation(request, pk, "criteria.manage_committee")
    form = SeatForm(request.POST, evaluation=evaluation)
    if form.is_valid():
        try:
            seat = service.give_seat(evaluation.lot, actor=request.user, **form.cleaned_data)
        except EvaluationError as error:
            form.add_error(None, reason_of(error))
        else:
            name = seat.member.user.get_full_name()
            messages.success(request, _("%(name)s heeft een plaats in de commissie.") % {"name": name})
            return redirect("criteria:committee", pk)
    return _page(request, evaluation, seat_form=form)


@require_POST
@says_refusals("criteria:committee")
def seat_remove(request: Request, pk: int, seat_id: int) -> HttpResponse:
    """Take back a place whose holder has not declared anything yet."""
    evaluation = open_evaluation(request, pk, "criteria.manage_committee")
    seat = get_object_or_404(Seat, pk=seat_id, evaluation_id=evaluation.pk)
    service.remove_seat(seat.pk, actor=request.user)
    messages.success(request, _("De plaats is ingetrokken."))
    return redirect("criteria:committee", pk)


def seat_measure(request: Request, pk: int, seat_id: int) -> HttpResponse:
    """Record what is done about a conflict."""
    evaluation = open_evaluation(request, pk, "criteria.record_measure")
    rows = Seat.objects.select_related("member__user")
    seat = get_object_or_404(rows, pk=seat_id, evaluation_id=evaluation.pk, has_conflict=True)
    form = MeasureForm(request.POST or None, initial={"measure": seat.measure})
    if request.method == "POST" and form.is_valid():
        try:
            service.record_measure(seat.pk, actor=request.user, **form.cleaned_data)
        except EvaluationError as error:
            form.add_error("measure", reason_of(error))
        else:
            messages.success(request, _("De maatregel is vastgelegd."))
            return redirect("criteria:committee", pk)
    context = {"form": form, "seat": seat, "tabs": assessment_tabs(request, evaluation, "committee")}
    return render(
        request, "criteria/seat_measure.html", {**frame(request, evaluation.lot.tender, "assessment"), **context}
    )


def declaration(request: Request, pk: int) -> HttpResponse:
    """Sign the own declaration of interests, or report an interest."""
    evaluation = open_evaluation(request, pk, "criteria.sign_declaration")
    seat = own_seat(request, evaluation)
    known = is_at_least(EvaluationState(evaluation.state), EvaluationState.OPENED)
    is_signed = (seat.renewed_at if known else seat.declared_at) is not None
    start = {"seen_sha256": service.shown_sha256(evaluation)}
    form = DeclarationForm(request.POST or None, is_signed=is_signed, initial=start)
    if request.method == "POST" and form.is_valid() and _declared(request, seat, form):
        return redirect("criteria:assessment", pk)
    context = {
        "form": form,
        "seat": seat,
        "bidders": service.shown(evaluation)["bidders"],
        "bidders_known": known,
        "texts": [DECLARATION_TEXTS["first"], *([DECLARATION_TEXTS["bidders"]] if known else [])],
        "may_sign": _may_sign(seat, evaluation, is_signed=is_signed),
        "is_signed": is_signed,
        "tabs": assessment_tabs(request, evaluation, "committee"),
    }
    return render(
        request, "criteria/declaration.html", {**frame(request, evaluation.lot.tender, "assessment"), **context}
    )


def price_view(request: Request, pk: int) -> HttpResponse:
    """Record that somebody saw a price outside the price opening."""
    evaluation = open_evaluation(request, pk, "criteria.record_price_view")
    form = PriceViewForm(request.POST or None, evaluation=evaluation)
    if request.method == "POST" and form.is_valid():
        try:
            service.record_price_view(evaluation.lot, actor=request.user, **form.cleaned_data)
        except EvaluationError as error:
            form.add_error(None, reason_of(error))
        else:
            messages.success(request, _("Vastgelegd. Deze persoon kan niet in de commissie."))
            return redirect("criteria:committee", pk)
    context = {"form": form, "tabs": assessment_tabs(request, evaluation, "committee")}
    return render(
        request, "criteria/price_view.html", {**frame(request, evaluation.lot.tender, "assessment"), **context}
    )


def _declared(request: Request, seat: Seat, form: DeclarationForm) -> bool:
    conflict = form.cleaned_data["answer"] == "conflict"
    details, seen = form.cleaned_data["details"], form.cleaned_data["seen_sha256"]
    try:
        service.declare(seat.pk, actor=request.user, has_conflict=conflict, details=details, seen_sha256=seen)
    except EvaluationError as error:
        refuse_signature(form, error)
        return False
    _thank(request, conflict=conflict)
    return True


def _may_sign(seat: Seat, evaluation: Evaluation, *, is_signed: bool) -> bool:
    """Of a withdrawn tender a declaration is signed no more, but who signed one can still report a conflict."""
    is_withdrawn = evaluation.lot.tender.state == TenderState.WITHDRAWN
    is_locked = is_at_least(EvaluationState(evaluation.state), EvaluationState.LOCKED)
    return not seat.has_conflict and not is_locked and (is_signed or not is_withdrawn)


def _thank(request: Request, *, conflict: bool) -> None:
    if conflict:
        messages.warning(request, _("Uw belang is vastgelegd. U hebt geen toegang meer tot de beoordeling."))
    else:
        messages.success(request, _("Uw verklaring is getekend."))


def _page(request: Request, evaluation: Evaluation, seat_form: SeatForm | None = None) -> HttpResponse:
    may_manage = request.user.has_perm("criteria.manage_committee", evaluation)
    may_read = request.user.has_perm("criteria.read_declarations", evaluation)
    seats = Seat.objects.filter(evaluation_id=evaluation.pk).select_related("member__user").order_by("pk")
    context: dict[str, Any] = {
        "evaluation": evaluation,
        "seats": [_row(seat, request, may_read=may_read) for seat in seats],
        "may_manage": may_manage,
        "may_measure": request.user.has_perm("criteria.record_measure", evaluation),
        "may_read": may_read,
        "may_record_view": evaluation.pk is not None
        and request.user.has_perm("criteria.record_price_view", evaluation),
        "views": list(evaluation.price_views.select_related("user")) if evaluation.pk and may_read else [],
        "seat_form": seat_form or (_seat_form(evaluation) if may_manage else None),
        "announced": evaluation.lot.award_model.assessor_count if hasattr(evaluation.lot, "award_model") else None,
        "tabs": assessment_tabs(request, evaluation, "committee"),
    }
    return render(
        request, "criteria/committee.html", {**frame(request, evaluation.lot.tender, "assessment"), **context}
    )


def _seat_form(evaluation: Evaluation) -> SeatForm | None:
    """The form, as long as somebody in the team can still get a place."""
    form = SeatForm(evaluation=evaluation)
    return form if form.has_members or not Seat.objects.filter(evaluation_id=evaluation.pk).exists() else None


def _row(seat: Seat, request: Request, *, may_read: bool) -> dict[str, Any]:
    own = seat.member.user_id == request.user.pk
    has_left = not seat.member.is_active
    return {
        "seat": seat,
        "name": seat.member.user.get_full_name(),
        "expertise": seat.member.expertise or seat.member.user.job_title,
        "is_own": own,
        "shows_declaration": may_read or own,
        "has_left": has_left,
        "may_remove": seat.has_conflict is None,
    }
