"""Stage 4: the register of labels of the authority, and where this tender demands one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.form_parts import changes_of
from procurement.core.http import Request
from tenders.domain.known_labels import KNOWN_LABELS
from tenders.forms.labels import LabelForm
from tenders.models import Label, LabelDemand, Tender
from tenders.services import specification as service
from tenders.views.access import open_row, says_when_frozen
from tenders.views.procedure_tabs import can_change
from tenders.views.specification import tabs
from tenders.workspace import frame, open_tender

CONDITIONS = ("is_verifiable", "is_open_procedure", "is_open_to_all", "is_independent")


def labels(request: Request, pk: int) -> HttpResponse:
    """List the labels of the authority with what is known of them, and the requirements here that demand them."""
    tender = open_tender(request, pk)
    demands: dict[int, list[LabelDemand]] = {}
    for demand in LabelDemand.objects.filter(requirement__tender=tender).select_related("requirement"):
        demands.setdefault(demand.label_id, []).append(demand)
    rows = [
        {"label": label, "met": sum(getattr(label, name) for name in CONDITIONS), "demands": demands.get(label.pk, [])}
        for label in Label.objects.filter(organisation=tender.organisation_id)
    ]
    context = {"rows": rows, "may_change": can_change(request, tender), "tabs": tabs(tender, "labels")}
    return render(request, "tenders/labels.html", {**frame(request, tender, "specification"), **context})


@says_when_frozen
def add_label(request: Request, pk: int) -> HttpResponse:
    """Add a label to the register; a known one starts with what is known of it."""
    tender = open_tender(request, pk, "tenders.change_tender")
    form = LabelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        filled = {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}
        try:
            label = service.add_label(tender.organisation, actor=request.user, **filled)
        except service.LabelTakenError:
            form.add_error("name", _("Dit keurmerk staat al in het register."))
        else:
            messages.success(request, _("%(label)s staat in het register.") % {"label": label})
            return redirect("tenders:change_label", pk, label.pk)
    return _page(request, tender, form)


@says_when_frozen
def change_label(request: Request, pk: int, label_id: int) -> HttpResponse:
    """Change a label in the register."""
    tender = open_tender(request, pk, "tenders.change_tender")
    label = open_row(Label.objects.filter(organisation=tender.organisation_id), label_id)
    form = LabelForm(request.POST or None, instance=label)
    if request.method == "POST" and form.is_valid():
        try:
            service.change_label(label_id, actor=request.user, **changes_of(form))
        except service.LabelTakenError:
            form.add_error("name", _("Dit keurmerk staat al in het register."))
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("tenders:labels", pk)
    return _page(request, tender, form, Label.objects.get(pk=label_id))


@require_POST
@says_when_frozen
def remove_label(request: Request, pk: int, label_id: int) -> HttpResponse:
    """Remove a label that nothing demands."""
    tender = open_tender(request, pk, "tenders.change_tender")
    label = open_row(Label.objects.filter(organisation=tender.organisation_id), label_id)
    try:
        service.remove_label(label.pk, actor=request.user)
    except service.LabelInUseError:
        messages.error(request, _("Een eis vraagt dit keurmerk. Haal het daar eerst weg."))
        return redirect("tenders:change_label", pk, label_id)
    messages.success(request, _("%(label)s is uit het register gehaald.") % {"label": label})
    return redirect("tenders:labels", pk)


def _page(request: Request, tender: Tender, form: LabelForm, label: Label | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "label": label,
        "known": KNOWN_LABELS,
        "back_url": reverse("tenders:labels", args=[tender.pk]),
    }
    return render(request, "tenders/label_form.html", {**frame(request, tender, "specification"), **context})
