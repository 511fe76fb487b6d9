"""Stage 3: value, duration and conditions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from procurement.core.http import Request
from tenders.domain.vocabulary import CodeKind
from tenders.forms.procedure import ConditionsForm, TermFactsForm, ValueForm
from tenders.models import Tender
from tenders.services import procedure as service
from tenders.services import procedure_choice
from tenders.services.code_lists import name_of, named
from tenders.views.access import says_when_frozen
from tenders.views.procedure_tabs import tabs
from tenders.workspace import frame, open_tender


@says_when_frozen
def procedure(request: Request, pk: int) -> HttpResponse:
    """Show and change what is bought and its value."""
    tender = open_tender(request, pk)
    form = ValueForm(request.POST or None, instance=tender)
    if request.method == "POST" and (answer := _save(request, tender, form, "tenders:procedure")):
        return answer
    stored = Tender.objects.select_related("organisation").get(pk=pk)
    context = {"form": form, "weighed": procedure_choice.weigh(stored), "tabs": tabs(tender, "procedure")}
    context |= {"cpv": _codes(CodeKind.CPV, tender.cpv_codes), "nuts": _codes(CodeKind.NUTS, tender.nuts_codes)}
    return render(request, "tenders/procedure.html", {**frame(request, tender, "procedure"), **context})


@says_when_frozen
def conditions(request: Request, pk: int) -> HttpResponse:
    """Show and change duration, options, tender fee and how bids come in."""
    tender = open_tender(request, pk)
    form = ConditionsForm(request.POST or None, instance=tender)
    if request.method == "POST" and (answer := _save(request, tender, form, "tenders:conditions")):
        return answer
    context = {"form": form, "tabs": tabs(tender, "conditions")}
    return render(request, "tenders/conditions.html", {**frame(request, tender, "procedure"), **context})


@says_when_frozen
def term_facts(request: Request, pk: int) -> HttpResponse:
    """Change what shortens or adds a term: urgency, a prior notice, a notice of an intended award."""
    tender = open_tender(request, pk, "tenders.change_tender")
    form = TermFactsForm(request.POST or None, instance=service.term_facts(tender))
    if request.method == "POST" and form.is_valid():
        service.change_term_facts(pk, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Opgeslagen. Bereken de planning opnieuw."))
        return redirect("tenders:planning", pk=pk)
    context = {"form": form, "tabs": tabs(tender, "planning")}
    return render(request, "tenders/term_facts.html", {**frame(request, tender, "procedure"), **context})


def _save(request: Request, tender: Tender, form: Any, page: str) -> HttpResponse | None:
    open_tender(request, tender.pk, "tenders.change_tender")
    if not form.is_valid():
        return None
    service.change_procedure(tender.pk, actor=request.user, **form.cleaned_data)
    messages.success(request, _("Opgeslagen."))
    return redirect(page, pk=tender.pk)


def _codes(kind: CodeKind, text: str) -> str:
    return ", ".join(f"{one.code} {name_of(one)}" for one in named(kind, text))
