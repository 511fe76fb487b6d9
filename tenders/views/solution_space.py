"""Stage 4: frames and room for solutions, and the programme of ambitions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.form_parts import changes_of, savable
from procurement.core.http import Request
from tenders.domain.compliance_space import solution_words
from tenders.domain.vocabulary import RequirementKind
from tenders.forms.specification import LevelForm, SpaceForm
from tenders.labels_specification import AMBITION_STEP_LABELS
from tenders.models import Ambition, AmbitionLevel, Tender
from tenders.services import programme as programmes
from tenders.services import specification as service
from tenders.views.access import open_row, saved, says_when_frozen
from tenders.views.procedure_tabs import can_change
from tenders.views.specification import tabs
from tenders.workspace import frame, open_tender


@says_when_frozen
def solution_space(request: Request, pk: int) -> HttpResponse:
    """Show and change frames, clear or flexible, variants and alternatives."""
    tender = open_tender(request, pk)
    form = SpaceForm(request.POST or None, instance=service.space_of(pk), tender=open_tender(request, pk))
    if request.method == "POST":
        open_tender(request, pk, "tenders.change_tender")
        if form.is_valid():
            service.save_space(pk, actor=request.user, **_space_values(form, changes_of(form)))
            messages.success(request, _("Opgeslagen."))
            return redirect("tenders:solution_space", pk)
    rows = tender.requirements.filter(kind=RequirementKind.MINIMUM).in_reading_order()
    context = {
        "form": form,
        "space": service.space_of(pk),
        "variant_rows": [row for row in rows if row.for_variants],
        "may_change": can_change(request, tender),
        "tabs": tabs(tender, "solution_space"),
    }
    return render(request, "tenders/solution_space.html", {**frame(request, tender, "specification"), **context})


@require_POST
@says_when_frozen
def autosave_space(request: Request, pk: int) -> HttpResponse:
    """Store what is right so far."""
    tender = open_tender(request, pk, "tenders.change_tender")
    form = SpaceForm(request.POST or None, instance=service.space_of(pk), tender=tender)
    values, left = savable(form)
    service.save_space(pk, actor=request.user, **_space_values(form, values))
    return saved(left)


def programme(request: Request, pk: int) -> HttpResponse:
    """Show how far each ambition goes and what carries it: requirement, criterion, KPI, or direction only."""
    tender = open_tender(request, pk)
    context = {
        "entries": programmes.entries_of(tender),
        "steps": AMBITION_STEP_LABELS,
        "may_change": can_change(request, tender),
        "tabs": tabs(tender, "programme"),
    }
    return render(request, "tenders/programme.html", {**frame(request, tender, "specification"), **context})


@says_when_frozen
def ambition_level(request: Request, pk: int, ambition_id: int) -> HttpResponse:
    """Say what each level of an ambition means, and which one the tender aims at."""
    tender = open_tender(request, pk, "tenders.change_tender")
    ambition = open_row(tender.ambitions, ambition_id)
    form = _level_form(request, tender, ambition)
    if request.method == "POST" and form.is_valid():
        service.save_level(ambition_id, actor=request.user, **changes_of(form))
        messages.success(request, _("Opgeslagen."))
        return redirect("tenders:programme", pk)
    named = {name: solution_words(str(form[name].value() or "")) for name in ("basic", "good", "excellent")}
    context = {
        "form": form,
        "ambition": ambition,
        "solutions": [{"label": form[name].label, "words": words} for name, words in named.items() if words],
        "autosave_url": reverse("tenders:autosave_ambition_level", args=[pk, ambition_id]),
    }
    return render(request, "tenders/ambition_level.html", {**frame(request, tender, "specification"), **context})


@require_POST
@says_when_frozen
def autosave_level(request: Request, pk: int, ambition_id: int) -> HttpResponse:
    """Store what is right so far."""
    tender = open_tender(request, pk, "tenders.change_tender")
    values, left = savable(_level_form(request, tender, open_row(tender.ambitions, ambition_id)))
    service.save_level(ambition_id, actor=request.user, **values)
    return saved(left)


def _level_form(request: Request, tender: Tender, ambition: Ambition) -> LevelForm:
    row = AmbitionLevel.objects.filter(ambition=ambition).first() or AmbitionLevel(ambition=ambition)
    return LevelForm(request.POST or None, instance=row, tender=tender)


def _space_values(form: SpaceForm, values: dict[str, Any]) -> dict[str, Any]:
    if "variants_allowed" in form.changed_data:
        values["variants_allowed"] = form.cleaned_data["variants_allowed"]
    return values
