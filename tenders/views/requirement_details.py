"""Stage 4: what hangs below one requirement: how suitability is asked, its figure, what the market said, its labels."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from procurement.core.extension_points import Text
from procurement.core.form_parts import changes_of, savable
from procurement.core.http import Request
from tenders.domain.figures import INDICATORS
from tenders.domain.vocabulary import RequirementKind
from tenders.forms.labels import DemandForm
from tenders.forms.specification import MeasureForm, SignalForm, SuitabilityForm
from tenders.models import FeasibilitySignal, LabelDemand, Requirement, RequirementMeasure, SuitabilityDetail, Tender
from tenders.services import specification as service
from tenders.views.access import not_saved, open_row, saved, says_when_frozen
from tenders.views.specification import written
from tenders.workspace import frame, open_tender


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of detail: its row, its form, the name of its tab. at_once: it is stored only when it is whole."""

    model: Any
    form: Any
    label: Text
    at_once: bool


DETAILS = {
    "suitability": Detail(SuitabilityDetail, SuitabilityForm, gettext_lazy("Geschiktheid"), at_once=False),
    "measure": Detail(RequirementMeasure, MeasureForm, gettext_lazy("Meetbare grens"), at_once=True),
    "feasibility": Detail(FeasibilitySignal, SignalForm, gettext_lazy("Haalbaarheid"), at_once=True),
}


@says_when_frozen
def detail(request: Request, pk: int, requirement_id: int, kind: str) -> HttpResponse:
    """Show and change one kind of detail of a requirement."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = _open(tender, requirement_id, kind)
    shown = DETAILS[kind]
    row = service.detail_of(shown.model, requirement)
    form = shown.form(request.POST or None, instance=row, tender=tender)
    if request.method == "POST" and form.is_valid():
        service.save_detail(shown.model, requirement_id, actor=request.user, **changes_of(form))
        messages.success(request, _("Opgeslagen."))
        return redirect(f"tenders:requirement_{kind}", pk, requirement_id)
    context = {
        "form": form,
        "kind": kind,
        "label": shown.label,
        "requirement": requirement,
        "is_stored": row.pk is not None,
        "indicators": list(INDICATORS),
        "tabs": requirement_tabs(tender, requirement, kind),
    }
    return render(request, "tenders/requirement_detail.html", {**frame(request, tender, "specification"), **context})


@require_POST
@says_when_frozen
def autosave_detail(request: Request, pk: int, requirement_id: int, kind: str) -> HttpResponse:
    """Store what is right so far; what only stands as a whole waits until it is whole."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = _open(tender, requirement_id, kind)
    shown = DETAILS[kind]
    form = shown.form(request.POST or None, instance=service.detail_of(shown.model, requirement), tender=tender)
    values, left = savable(form)
    if shown.at_once and not form.is_valid():
        return not_saved()
    service.save_detail(shown.model, requirement_id, actor=request.user, **values)
    return saved(left)


@require_POST
@says_when_frozen
def remove_detail(request: Request, pk: int, requirement_id: int, kind: str) -> HttpResponse:
    """Take a detail away from a requirement."""
    tender = open_tender(request, pk, "tenders.change_tender")
    _open(tender, requirement_id, kind)
    service.remove_detail(DETAILS[kind].model, requirement_id, actor=request.user)
    messages.success(request, _("Verwijderd."))
    return redirect("tenders:change_requirement", pk, requirement_id)


@says_when_frozen
def requirement_labels(request: Request, pk: int, requirement_id: int) -> HttpResponse:
    """Show which labels a requirement demands, and demand another one."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = open_row(written(tender), requirement_id)
    form = DemandForm(request.POST or None, requirement=requirement)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        label = values.pop("label")
        service.demand_label(requirement_id, label.pk, actor=request.user, **values)
        messages.success(request, _("%(label)s is vastgelegd bij deze eis.") % {"label": label})
        return redirect("tenders:requirement_labels", pk, requirement_id)
    context = {
        "form": form,
        "requirement": requirement,
        "demands": requirement.labels.select_related("label"),
        "tabs": requirement_tabs(tender, requirement, "labels"),
    }
    return render(request, "tenders/requirement_labels.html", {**frame(request, tender, "specification"), **context})


@says_when_frozen
def change_demand(request: Request, pk: int, requirement_id: int, demand_id: int) -> HttpResponse:
    """Change how a label is demanded."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = open_row(written(tender), requirement_id)
    demand = open_row(requirement.labels.select_related("label"), demand_id)
    form = DemandForm(request.POST or None, requirement=requirement, instance=demand)
    if request.method == "POST" and form.is_valid():
        service.demand_label(requirement_id, demand.label_id, actor=request.user, **changes_of(form))
        messages.success(request, _("Opgeslagen."))
        return redirect("tenders:requirement_labels", pk, requirement_id)
    context = {
        "form": form,
        "requirement": requirement,
        "demand": LabelDemand.objects.select_related("label").get(pk=demand_id),
        "tabs": requirement_tabs(tender, requirement, "labels"),
    }
    return render(request, "tenders/label_demand.html", {**frame(request, tender, "specification"), **context})


@require_POST
@says_when_frozen
def drop_demand(request: Request, pk: int, requirement_id: int, demand_id: int) -> HttpResponse:
    """Do not demand a label any more."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = open_row(written(tender), requirement_id)
    demand = open_row(requirement.labels.select_related("label"), demand_id)
    service.drop_label(demand.pk, actor=request.user)
    messages.success(request, _("%(label)s wordt niet meer gevraagd.") % {"label": demand.label})
    return redirect("tenders:requirement_labels", pk, requirement_id)


def requirement_tabs(tender: Tender, requirement: Requirement, current: str) -> list[dict[str, Any]]:
    """The pages of one requirement; how suitability is asked only for a suitability requirement."""
    pages: list[tuple[str, str, Text]] = [("requirement", "change_requirement", _("Eis"))]
    for kind, shown in DETAILS.items():
        if kind != "suitability" or requirement.kind == RequirementKind.SUITABILITY:
            pages.append((kind, f"requirement_{kind}", shown.label))
    pages.append(("labels", "requirement_labels", _("Keurmerken")))
    args = [tender.pk, requirement.pk]
    return [
        {"label": label, "url": reverse(f"tenders:{name}", args=args), "current": key == current}
        for key, name, label in pages
    ]


def _open(tender: Tender, requirement_id: int, kind: str) -> Requirement:
    requirement = open_row(written(tender), requirement_id)
    if kind == "suitability" and requirement.kind != RequirementKind.SUITABILITY:
        raise Http404
    return requirement
