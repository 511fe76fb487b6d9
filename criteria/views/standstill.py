"""Stage 11: the standstill, a summons in it, and the final award."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from criteria.domain.refusals import EvaluationError
from criteria.forms.award import RulingForm, SummonsForm
from criteria.models import Evaluation, Standstill
from criteria.services import standstill as service
from criteria.services.standstill_terms import counted
from criteria.views.access import open_evaluation, reason_of, says_refusals
from criteria.views.award_tabs import award_frame
from procurement.core import clock
from procurement.core.domain.terms import earliest_contract_date
from procurement.core.http import Request
from procurement.core.templatetags.formats import dutch_date, dutch_datetime
from tenders.domain.lifecycle import TenderState


@require_safe
def standstill(request: Request, pk: int) -> HttpResponse:
    """Show the term, what happened in it and what may be done now."""
    return _page(request, open_evaluation(request, pk, "criteria.view_letters"))


@require_POST
def summons(request: Request, pk: int) -> HttpResponse:
    """Record a summons."""
    evaluation = open_evaluation(request, pk, "criteria.record_summons")
    form = SummonsForm(request.POST)
    if form.is_valid():
        try:
            service.record_summons(evaluation.pk, actor=request.user, **form.cleaned_data)
        except EvaluationError as error:
            form.add_error(None, reason_of(error))
        else:
            messages.success(request, _("De dagvaarding is vastgelegd. Definitief gunnen wacht op de uitspraak."))
            return redirect("criteria:standstill", pk)
    return _page(request, evaluation, summons_form=form)


@require_POST
def ruling(request: Request, pk: int) -> HttpResponse:
    """Record the ruling."""
    evaluation = open_evaluation(request, pk, "criteria.record_summons")
    form = RulingForm(request.POST)
    if form.is_valid():
        try:
            service.record_ruling(evaluation.pk, actor=request.user, **form.cleaned_data)
        except EvaluationError as error:
            form.add_error(None, reason_of(error))
        else:
            messages.success(request, _("De uitspraak is vastgelegd."))
            return redirect("criteria:standstill", pk)
    return _page(request, evaluation, ruling_form=form)


@require_POST
@says_refusals("criteria:standstill")
def finalise(request: Request, pk: int) -> HttpResponse:
    """Award finally."""
    evaluation = open_evaluation(request, pk, "criteria.finalise_award")
    service.finalise(evaluation.pk, actor=request.user)
    messages.success(request, _("Definitief gegund. De overeenkomst kan worden getekend."))
    return redirect("criteria:standstill", pk)


def _page(request: Request, evaluation: Evaluation, **forms: Any) -> HttpResponse:
    found = service.standstill_of(evaluation)
    if found is None:
        raise Http404
    obstacle = service.obstacle_of(found)
    is_withdrawn = evaluation.lot.tender.state == TenderState.WITHDRAWN
    waits = found.sent_at and not found.final_at and not is_withdrawn
    may_record = request.user.has_perm("criteria.record_summons", evaluation)
    context = {
        "standstill": found,
        "steps": _steps(evaluation, found),
        "counted": counted(evaluation.lot.tender, found.send_on),
        "obstacle": reason_of(obstacle) if obstacle is not None and waits else "",
        "may_finalise": obstacle is None and request.user.has_perm("criteria.finalise_award", evaluation),
        "summons_form": forms.get("summons_form") or (SummonsForm() if may_record and not found.summons_on else None),
        "ruling_form": forms.get("ruling_form")
        or (RulingForm() if may_record and found.summons_on and not found.ruled_on else None),
    }
    return render(request, "criteria/standstill.html", {**award_frame(request, evaluation, "standstill"), **context})


def _steps(evaluation: Evaluation, found: Standstill) -> list[dict[str, Any]]:
    today = clock.today()
    count = counted(evaluation.lot.tender, found.send_on)
    sent = dutch_datetime(found.sent_at) if found.sent_at else dutch_date(found.send_on)
    channel = found.act.channel if found.act else ""
    steps = [
        (found.send_on, sent, _("Brieven verzonden") if found.sent_at else _("Brieven versturen"), channel),
        (count.first, dutch_date(count.first), _("De termijn begint"), ""),
        (found.ends_on, dutch_date(found.ends_on), _("Laatste dag, tot 23.59 uur"), ""),
    ]
    if evaluation.lot.tender.state != TenderState.WITHDRAWN:
        steps.append(
            (
                earliest_contract_date(found.ends_on),
                dutch_datetime(found.final_at) or dutch_date(earliest_contract_date(found.ends_on)),
                _("Definitief gegund") if found.final_at else _("Eerste dag om definitief te gunnen en te tekenen"),
                "",
            )
        )
    if found.summons_on:
        steps.append((found.summons_on, dutch_date(found.summons_on), _("Dagvaarding ontvangen"), found.summons_note))
    if found.ruled_on:
        steps.append((found.ruled_on, dutch_date(found.ruled_on), _("Uitspraak in kort geding"), found.ruling_note))
    rows = sorted(steps, key=lambda step: step[0])
    return [
        {"date": shown, "title": title, "note": note, "state": "past" if day <= today else "future"}
        for day, shown, title, note in rows
    ]
