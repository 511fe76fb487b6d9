"""Stage 11: summonses against the decision, and how each ended."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from criteria.domain.refusals import EvaluationError
from criteria.forms.award import ProofForm, SummonsEndForm, SummonsForm
from criteria.models import Summons
from criteria.services import summonses as service
from criteria.views.access import open_evaluation, reason_of
from criteria.views.standstill import standstill_page
from procurement.core.domain.file_types import FileRefused
from procurement.core.http import Request
from procurement.core.labels import file_refused_message


@require_POST
def summons(request: Request, pk: int) -> HttpResponse:
    """Record a summons beside those there are."""
    evaluation = open_evaluation(request, pk, "criteria.record_summons")
    form = SummonsForm(request.POST, request.FILES)
    if _done(form, lambda: service.record_summons(evaluation.pk, actor=request.user, **form.values())):
        messages.success(request, _("De dagvaarding is vastgelegd. Gunnen en tekenen wachten tot zij is geëindigd."))
        return redirect("criteria:standstill", pk)
    return standstill_page(request, evaluation, summons_form=form)


@require_POST
def summons_end(request: Request, pk: int, summons_id: int) -> HttpResponse:
    """Record how a summons ended."""
    evaluation = open_evaluation(request, pk, "criteria.record_summons")
    found = get_object_or_404(Summons, pk=summons_id, standstill__decision__evaluation=evaluation.pk)
    form = SummonsEndForm(request.POST, request.FILES, summons=found)
    if _done(form, lambda: service.end_summons(found.pk, actor=request.user, **form.values())):
        messages.success(request, _("Het einde van de dagvaarding is vastgelegd."))
        return redirect("criteria:standstill", pk)
    return standstill_page(request, evaluation, end_form=(found.pk, form))


# Code of a refusal -> field at which it stands.
_FIELDS = {"summons_outside": "served_on", "end_outside": "ended_on"}


def _done(form: ProofForm, act: Callable[[], Any]) -> bool:
    """Check the form and do the act; what is refused stands at its field."""
    if not form.is_valid():
        return False
    try:
        act()
    except EvaluationError as error:
        form.add_error(_FIELDS.get(error.code), reason_of(error))
    except FileRefused as error:
        form.add_error("evidence", file_refused_message(error))
    else:
        return True
    return False
