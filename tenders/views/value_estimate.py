"""Stage 3: the calculator of the estimated value."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.form_parts import changes_of
from procurement.core.http import Request
from procurement.core.templatetags.formats import euro
from tenders.domain.value_estimate import Counted, Estimate, part_of
from tenders.domain.vocabulary import ContractKind
from tenders.forms.value_estimate import EstimateLineForm, MainPartForm
from tenders.labels_value import LINE_KIND_LABELS, PART_LABELS
from tenders.models import EstimateLine, Tender
from tenders.services import value_estimate as service
from tenders.views.access import open_row, says_when_frozen
from tenders.views.procedure_tabs import can_change, tabs
from tenders.workspace import frame, open_tender

TAB = "value_estimate"


@says_when_frozen
def value_estimate(request: Request, pk: int) -> HttpResponse:
    """Show the lines with how they count, their total, and what was taken over of it; choose the main object."""
    tender = open_tender(request, pk)
    stored = service.stored_estimate(tender)
    form = MainPartForm(request.POST or None, instance=stored)
    if request.method == "POST":
        open_tender(request, pk, "tenders.change_tender")
        if form.is_valid():
            service.choose_main_part(pk, actor=request.user, main_part=form.cleaned_data["main_part"])
            messages.success(request, _("Het hoofdbestanddeel is opgeslagen."))
            return redirect("tenders:value_estimate", pk)
    lines = list(tender.estimate_lines.all())
    found = service.estimate_of(lines)
    context = {
        "rows": [_row(line, counted) for line, counted in zip(lines, found.lines, strict=True)],
        "found": found,
        "parts": _parts(found),
        "suggested": PART_LABELS[found.largest_part] if found.largest_part else "",
        "stored": stored,
        "is_taken": stored.total_eur == found.total_eur == tender.estimated_value_eur,
        "form": form,
    }
    return render(request, "tenders/value_estimate.html", {**_frame(request, tender), **context})


@says_when_frozen
def estimate_line_new(request: Request, pk: int) -> HttpResponse:
    """Add an amount."""
    tender = open_tender(request, pk, "tenders.change_tender")
    start = {"part": part_of(ContractKind(tender.contract_kind))}
    form = EstimateLineForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        service.add_line(pk, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Het bedrag is toegevoegd."))
        return redirect("tenders:value_estimate", pk)
    return render(request, "tenders/estimate_line.html", {**_frame(request, tender), "form": form})


@says_when_frozen
def estimate_line_edit(request: Request, pk: int, line_id: int) -> HttpResponse:
    """Change an amount."""
    tender = open_tender(request, pk, "tenders.change_tender")
    line = open_row(tender.estimate_lines, line_id)
    form = EstimateLineForm(request.POST or None, instance=line)
    if request.method == "POST" and form.is_valid():
        service.change_line(line_id, actor=request.user, **changes_of(form))
        messages.success(request, _("Het bedrag is opgeslagen."))
        return redirect("tenders:value_estimate", pk)
    return render(request, "tenders/estimate_line.html", {**_frame(request, tender), "form": form, "line": line})


@says_when_frozen
def estimate_line_remove(request: Request, pk: int, line_id: int) -> HttpResponse:
    """Ask, and on POST remove, an amount."""
    tender = open_tender(request, pk, "tenders.change_tender")
    line = open_row(tender.estimate_lines, line_id)
    if request.method == "POST":
        service.remove_line(line_id, actor=request.user)
        messages.success(request, _("Het bedrag is verwijderd."))
        return redirect("tenders:value_estimate", pk)
    context = {
        "heading": _("Bedrag verwijderen"),
        "question": _("Wilt u dit bedrag verwijderen: “%(text)s”?") % {"text": line.description},
        "consequence": _("De geraamde waarde verandert pas als u de uitkomst opnieuw overneemt."),
        "cancel_url": reverse("tenders:value_estimate", args=[pk]),
    }
    return render(request, "tenders/confirm_in_stage.html", {**_frame(request, tender), **context})


@require_POST
@says_when_frozen
def estimate_take_over(request: Request, pk: int) -> HttpResponse:
    """Make the outcome the estimated value."""
    open_tender(request, pk, "tenders.change_tender")
    try:
        stored = service.take_over(pk, actor=request.user)
    except service.EmptyEstimateError:
        messages.error(request, _("Voeg eerst een bedrag toe; er is nog niets om over te nemen."))
    else:
        messages.success(
            request, _("De geraamde waarde is nu %(total)s, met deze berekening.") % {"total": euro(stored.total_eur)}
        )
    return redirect("tenders:value_estimate", pk)


def _frame(request: Request, tender: Tender) -> dict[str, Any]:
    shown = {"may_change": can_change(request, tender), "tabs": tabs(tender, TAB)}
    return {**frame(request, tender, "procedure"), **shown}


def _row(line: EstimateLine, counted: Counted) -> dict[str, Any]:
    return {
        "line": line,
        "kind": LINE_KIND_LABELS[counted.line.kind],
        "part": PART_LABELS[counted.line.part],
        "factor": counted.factor,
        "total_eur": counted.total_eur,
        "article": counted.article,
    }


def _parts(found: Estimate) -> Sequence[dict[str, Any]]:
    return [{"label": capfirst(str(PART_LABELS[part])), "total_eur": total} for part, total in found.by_part.items()]
