"""Stage 4: selection criteria of a procedure with a preselection, their weights and their scale."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.form_parts import changes_of
from procurement.core.http import Request
from tenders.domain.selection import has_preselection
from tenders.forms.selection import SelectionCriterionForm, SelectionScaleFormSet, WeightsForm
from tenders.models import SelectionCriterion, Tender
from tenders.services import selection as service
from tenders.views.access import open_row, says_when_frozen
from tenders.views.procedure_tabs import can_change
from tenders.views.specification import shows_selection, tabs
from tenders.workspace import frame, open_tender

STAGE = "specification"


@says_when_frozen
def selection(request: Request, pk: int) -> HttpResponse:
    """Show the selection criteria with their weights and scale; weights change all at once."""
    tender = _open(request, pk)
    rows = list(tender.selection_criteria.select_related("ambition"))
    form = WeightsForm(request.POST or None, rows=rows)
    if request.method == "POST":
        _open(request, pk, "tenders.change_tender")
        if form.is_valid():
            service.set_weights(pk, form.weights(), actor=request.user)
            messages.success(request, _("De wegingen zijn opgeslagen."))
            return redirect("tenders:selection", pk)
    context = {
        "rows": [{"row": row, "field": form[f"weight_{row.pk}"]} for row in rows],
        "form": form,
        "total": service.weight_total(tender),
        "scale": list(tender.selection_scale.all()),
        "is_asked": has_preselection(tender.procedure),
        "may_change": can_change(request, tender),
        "tabs": tabs(tender, "selection"),
    }
    return render(request, "tenders/selection.html", {**frame(request, tender, STAGE), **context})


@says_when_frozen
def add_selection_criterion(request: Request, pk: int) -> HttpResponse:
    """Write a selection criterion."""
    tender = _open(request, pk, "tenders.change_tender")
    number = tender.selection_criteria.count() + 1
    form = SelectionCriterionForm(request.POST or None, tender=tender, initial={"code": f"S{number}"})
    if request.method == "POST" and form.is_valid():
        try:
            service.add_criterion(pk, actor=request.user, **form.cleaned_data)
        except service.CodeTakenError:
            form.add_error("code", _("Een ander criterium heeft deze code al."))
        except service.NoPreselectionError:
            form.add_error(None, _("Deze procedure heeft geen voorselectie; selectiecriteria mogen dan niet."))
        else:
            messages.success(request, _("Het selectiecriterium is toegevoegd."))
            return redirect("tenders:selection", pk)
    return _page(request, tender, form)


@says_when_frozen
def change_selection_criterion(request: Request, pk: int, criterion_id: int) -> HttpResponse:
    """Change a selection criterion; two people who change the same field are shown the difference."""
    tender = _open(request, pk, "tenders.change_tender")
    criterion = open_row(tender.selection_criteria, criterion_id)
    form = SelectionCriterionForm(request.POST or None, tender=tender, instance=criterion)
    if request.method == "POST" and form.is_valid():
        try:
            service.change_criterion(criterion_id, actor=request.user, **changes_of(form))
        except service.CodeTakenError:
            form.add_error("code", _("Een ander criterium heeft deze code al."))
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("tenders:selection", pk)
    return _page(request, tender, form, SelectionCriterion.objects.get(pk=criterion_id))


@require_POST
@says_when_frozen
def remove_selection_criterion(request: Request, pk: int, criterion_id: int) -> HttpResponse:
    """Remove a selection criterion from the draft."""
    tender = _open(request, pk, "tenders.change_tender")
    criterion = open_row(tender.selection_criteria, criterion_id)
    service.remove_criterion(criterion.pk, actor=request.user)
    messages.success(request, _("%(code)s is verwijderd.") % {"code": criterion.code})
    return redirect("tenders:selection" if shows_selection(tender) else "tenders:specification", pk)


@says_when_frozen
def selection_scale(request: Request, pk: int) -> HttpResponse:
    """Write the scale on which selection criteria are scored."""
    tender = _open(request, pk, "tenders.change_tender")
    initial: list[dict[str, Any]] = [
        {"points": level.points, "word": level.word, "meaning": level.meaning} for level in tender.selection_scale.all()
    ]
    forms = SelectionScaleFormSet(request.POST or None, initial=initial, prefix="level")
    if request.method == "POST" and forms.is_valid():
        try:
            service.set_scale(pk, forms.levels(), actor=request.user)
        except service.NoPreselectionError:
            messages.error(request, _("Deze procedure heeft geen voorselectie; een selectieschaal past er niet bij."))
        else:
            messages.success(request, _("De schaal is opgeslagen."))
        return redirect("tenders:selection", pk)
    context = {"forms": forms, "back_url": reverse("tenders:selection", args=[pk])}
    return render(request, "tenders/selection_scale.html", {**frame(request, tender, STAGE), **context})


def _open(request: Request, pk: int, perm: str = "tenders.view_tender") -> Tender:
    """The tender, where its procedure selects candidates or criteria were left behind."""
    tender = open_tender(request, pk, perm)
    if not shows_selection(tender):
        raise Http404
    return tender


def _page(
    request: Request, tender: Tender, form: SelectionCriterionForm, criterion: SelectionCriterion | None = None
) -> HttpResponse:
    context = {"form": form, "criterion": criterion, "back_url": reverse("tenders:selection", args=[tender.pk])}
    return render(request, "tenders/selection_criterion.html", {**frame(request, tender, STAGE), **context})
