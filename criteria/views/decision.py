"""Stage 11: the advice of the committee and the decision of the mandate holder."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.forms.award import AdviceForm, DecisionForm
from criteria.models import Evaluation
from criteria.services import decision as service
from criteria.services.outcome import outcome_of
from criteria.views.access import open_evaluation, reason_of, says_refusals
from criteria.views.award_tables import name_of, shown_total
from criteria.views.award_tabs import award_frame
from criteria.views.signing import refuse_signature
from procurement.core.http import Request
from procurement.core.templatetags.formats import euro

# Code of the error in a form when a service refused what the form let pass.
REFUSED = "refused"


def decision(request: Request, pk: int) -> HttpResponse:
    """Show advice and decision; whoever may write the advice saves it here."""
    evaluation = open_evaluation(request, pk, "criteria.view_result")
    form = None
    if request.method == "POST":
        open_evaluation(request, pk, "criteria.write_advice")
        form = _saved(request, evaluation)
        if not form.errors:
            return _go_on(request, pk)
    return _page(request, evaluation, advice_form=form)


@require_POST
def advice_save(request: Request, pk: int) -> HttpResponse:
    """Save what is typed of the advice, while somebody types."""
    evaluation = open_evaluation(request, pk, "criteria.write_advice")
    form = _saved(request, evaluation)
    if form.has_error(NON_FIELD_ERRORS, REFUSED):
        return JsonResponse({}, status=409)
    return JsonResponse({}, status=422 if form.errors else 200)


@require_POST
@says_refusals("criteria:decision")
def advice_submit(request: Request, pk: int) -> HttpResponse:
    """Lay the advice before the mandate holder."""
    evaluation = open_evaluation(request, pk, "criteria.write_advice")
    service.submit_advice(evaluation.pk, actor=request.user)
    messages.success(request, _("Het advies ligt bij de mandaathouder."))
    return redirect("criteria:decision", pk)


@require_POST
@says_refusals("criteria:decision")
def advice_take_back(request: Request, pk: int) -> HttpResponse:
    """Take the advice back to rewrite it."""
    evaluation = open_evaluation(request, pk, "criteria.write_advice")
    service.take_back_advice(evaluation.pk, actor=request.user)
    messages.success(request, _("Het advies is terug. U kunt het weer wijzigen."))
    return redirect("criteria:decision", pk)


@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """Decide over the award."""
    evaluation = open_evaluation(request, pk, "criteria.decide_award")
    form = _decision_form(request, evaluation, request.POST)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("motivation", "seen_sha256")}
        try:
            service.decide(evaluation.pk, actor=request.user, **values)
        except EvaluationError as error:
            refuse_signature(form, error)
        else:
            messages.success(request, _("Besloten. Voor elke inschrijver staat een conceptbrief klaar."))
            return redirect("criteria:letters", pk)
    return _page(request, evaluation, decision_form=form)


def _decision_form(request: Request, evaluation: Evaluation, data: Any = None) -> DecisionForm:
    return DecisionForm(data, user=request.user, initial={"seen_sha256": service.shown_sha256(evaluation)})


def _saved(request: Request, evaluation: Evaluation) -> AdviceForm:
    """Save what was typed when nobody was first; else the form says what is the matter."""
    with service.advice_to_write(evaluation.pk) as advice:
        form = AdviceForm(request.POST, instance=advice)
        if form.is_valid():
            try:
                service.save_advice(evaluation.pk, **form.cleaned_data)
            except EvaluationError as error:
                form.add_error(None, ValidationError(reason_of(error), REFUSED))
    return form


def _go_on(request: Request, pk: int) -> HttpResponse:
    if "submit" in request.POST:
        return advice_submit(request, pk)
    messages.success(request, _("Opgeslagen."))
    return redirect("criteria:decision", pk)


def _page(request: Request, evaluation: Evaluation, **forms: Any) -> HttpResponse:
    outcome = outcome_of(evaluation)
    if outcome is None:
        raise Http404
    advice = service.advice_of(evaluation)
    may_write = request.user.has_perm("criteria.write_advice", evaluation)
    may_decide = request.user.has_perm("criteria.decide_award", evaluation)
    winner = outcome.winner
    context = {
        "advice": advice,
        "decision": service.decision_of(evaluation),
        "advice_form": forms.get("advice_form") or AdviceForm(instance=advice),
        "decision_form": forms.get("decision_form") or (_decision_form(request, evaluation) if may_decide else None),
        "may_write": may_write,
        "may_decide": may_decide and advice.submitted_at is not None,
        "winner": name_of(outcome, winner.bid.code) if winner else "",
        "total": shown_total(outcome, winner.total) if winner else "",
        "value": euro(service.contract_value(evaluation, outcome), 0),
        "obstacle": _obstacle(request, evaluation, outcome) if may_decide else "",
        "is_computed": evaluation.state == EvaluationState.COMPUTED,
    }
    return render(request, "criteria/decision.html", {**award_frame(request, evaluation, "decision"), **context})


def _obstacle(request: Request, evaluation: Evaluation, outcome: Any) -> str:
    try:
        service.require_mandate(evaluation, outcome, request.user)
    except EvaluationError as error:
        return reason_of(error)
    return ""
