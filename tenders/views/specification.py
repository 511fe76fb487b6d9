"""Stage 4: requirements, exclusion grounds and the clauses of the draft contract."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.extension_points import Text
from procurement.core.http import Request
from tenders.domain.exclusion import MANDATORY
from tenders.domain.vocabulary import RequirementKind
from tenders.forms.requirements import ClausesForm, GroundsForm, RequirementFilterForm, RequirementForm
from tenders.labels_drafting import CODE_PREFIXES, GROUND_LABELS
from tenders.models import Requirement, Tender
from tenders.services import requirements as service
from tenders.services.mirror import mirror_of
from tenders.views.procedure import can_change
from tenders.workspace import frame, open_tender

PAGE_SIZE = 50


def tabs(tender: Tender, current: str) -> list[dict[str, Any]]:
    """The three pages of the stage."""
    pages: list[tuple[str, Text]] = [
        ("specification", _("Eisen")),
        ("grounds", _("Uitsluitingsgronden")),
        ("clauses", _("Conceptovereenkomst")),
    ]
    return [
        {"label": label, "url": reverse(f"tenders:{name}", args=[tender.pk]), "current": name == current}
        for name, label in pages
    ]


def specification(request: Request, pk: int) -> HttpResponse:
    """List the requirements with search, filters and the specification mirror."""
    tender = open_tender(request, pk)
    written = tender.requirements.exclude(kind=RequirementKind.EXCLUSION).select_related("ambition")
    filters = RequirementFilterForm(request.GET)
    found = written.matching(**filters.cleaned_data) if filters.is_valid() else written
    mirror, remarks = mirror_of(written)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "filters": filters,
        "is_filtered": any(query.values()),
        "page": Paginator(found.in_reading_order(), PAGE_SIZE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "mirror": mirror,
        "remarks": remarks,
        "may_change": can_change(request, tender),
        "tabs": tabs(tender, "specification"),
    }
    return render(request, "tenders/specification.html", {**frame(request, tender, "specification"), **context})


def add_requirement(request: Request, pk: int) -> HttpResponse:
    """Write a new requirement."""
    tender = open_tender(request, pk, "tenders.change_tender")
    kind = request.GET.get("soort", RequirementKind.MINIMUM)
    kind = RequirementKind(kind) if kind in set(RequirementKind) else RequirementKind.MINIMUM
    initial = {"kind": kind, "code": service.next_code(tender, CODE_PREFIXES.get(kind, "E"))}
    form = RequirementForm(request.POST or None, tender=tender, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            service.add_requirement(pk, actor=request.user, **form.cleaned_data)
        except service.CodeTakenError:
            form.add_error("code", _("Dit nummer is al gebruikt. Nummers komen niet terug, ook niet na verwijderen."))
        else:
            messages.success(request, _("De eis is toegevoegd."))
            return redirect("tenders:specification", pk=pk)
    return _requirement_page(request, tender, form)


def change_requirement(request: Request, pk: int, requirement_id: int) -> HttpResponse:
    """Change a requirement; two people who change the same field are shown the difference."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = get_object_or_404(_written(tender), pk=requirement_id)
    form = RequirementForm(request.POST or None, tender=tender, instance=requirement)
    if request.method == "POST" and form.is_valid():
        try:
            service.change_requirement(requirement_id, actor=request.user, **form.cleaned_data)
        except service.CodeTakenError:
            form.add_error("code", _("Een andere eis heeft dit nummer al."))
        else:
            messages.success(request, _("De eis is opgeslagen."))
            return redirect("tenders:specification", pk=pk)
    return _requirement_page(request, tender, form, Requirement.objects.get(pk=requirement_id))


@require_POST
def delete_requirement(request: Request, pk: int, requirement_id: int) -> HttpResponse:
    """Remove a requirement from the draft."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = get_object_or_404(_written(tender), pk=requirement_id)
    service.delete_requirement(requirement.pk, actor=request.user)
    messages.success(request, _("Eis %(code)s is verwijderd.") % {"code": requirement.code})
    return redirect("tenders:specification", pk=pk)


@require_POST
def move_requirement(request: Request, pk: int, requirement_id: int) -> HttpResponse:
    """Move a requirement one place up or down within its kind."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = get_object_or_404(_written(tender), pk=requirement_id)
    service.move_requirement(requirement.pk, actor=request.user, up=request.POST.get("direction") == "up")
    return redirect(f"{reverse('tenders:specification', args=[pk])}#eis-{requirement.pk}")


def grounds(request: Request, pk: int) -> HttpResponse:
    """Choose the optional exclusion grounds."""
    tender = open_tender(request, pk)
    stored = tender.requirements.filter(kind=RequirementKind.EXCLUSION)
    form = GroundsForm(request.POST or None, reasons={row.code: row.purpose for row in stored})
    if request.method == "POST":
        open_tender(request, pk, "tenders.change_tender")
        if form.is_valid():
            service.choose_grounds(pk, form.reasons(), actor=request.user)
            messages.success(request, _("De uitsluitingsgronden zijn opgeslagen."))
            return redirect("tenders:grounds", pk=pk)
    context = {
        "form": form,
        "stored": stored,
        "mandatory": [(ground, GROUND_LABELS[ground.ground]) for ground in MANDATORY],
        "may_change": can_change(request, tender),
        "tabs": tabs(tender, "grounds"),
    }
    return render(request, "tenders/grounds.html", {**frame(request, tender, "specification"), **context})


def clauses(request: Request, pk: int) -> HttpResponse:
    """Write the clauses of the draft contract."""
    tender = open_tender(request, pk)
    form = ClausesForm(request.POST or None, instance=tender)
    if request.method == "POST":
        open_tender(request, pk, "tenders.change_tender")
        if form.is_valid():
            service.change_clauses(pk, actor=request.user, **form.cleaned_data)
            messages.success(request, _("Opgeslagen."))
            return redirect("tenders:clauses", pk=pk)
    context = {"form": form, "may_change": can_change(request, tender), "tabs": tabs(tender, "clauses")}
    return render(request, "tenders/clauses.html", {**frame(request, tender, "specification"), **context})


def _written(tender: Tender) -> Any:
    return tender.requirements.exclude(kind=RequirementKind.EXCLUSION)


def _requirement_page(
    request: Request, tender: Tender, form: RequirementForm, requirement: Requirement | None = None
) -> HttpResponse:
    context = {"form": form, "requirement": requirement}
    return render(request, "tenders/requirement_form.html", {**frame(request, tender, "specification"), **context})
