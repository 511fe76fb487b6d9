"""Stage 4: one requirement: written, changed, copied, placed elsewhere, removed and brought back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.form_parts import changes_of, savable
from procurement.core.http import Request
from tenders.domain.specification import KIND_OF, Placement
from tenders.domain.vocabulary import RequirementKind
from tenders.forms.requirement_list import group_names
from tenders.forms.requirements import RequirementForm
from tenders.labels_drafting import CODE_FAULTS, CODE_PREFIXES
from tenders.labels_specification import UNDO_REFUSALS
from tenders.models import Requirement, Tender, UndoStep
from tenders.services import mirror
from tenders.services import placement as placements
from tenders.services import requirements as service
from tenders.services import undo as undoing
from tenders.views.access import open_row, saved, says_when_frozen
from tenders.views.requirement_details import requirement_tabs
from tenders.views.specification import back_to_list, step_shown, written
from tenders.workspace import frame, open_tender

STAGE = "specification"


def choose_placement(request: Request, pk: int) -> HttpResponse:
    """Choose where a new demand stands, with what each place means."""
    tender = open_tender(request, pk, "tenders.change_tender")
    context = {"places": placements.places_for(tender, ambition=request.GET.get("ambitie", ""))}
    return render(request, "tenders/placement.html", {**frame(request, tender, STAGE), **context})


@says_when_frozen
def add_requirement(request: Request, pk: int) -> HttpResponse:
    """Write a new requirement of the kind that the address names."""
    tender = open_tender(request, pk, "tenders.change_tender")
    wanted = request.GET.get("soort", RequirementKind.MINIMUM)
    kind = RequirementKind(wanted) if wanted in KIND_OF.values() else RequirementKind.MINIMUM
    initial = {
        "code": service.next_code(tender, CODE_PREFIXES.get(kind, "E")),
        "ambition": request.GET.get("ambitie", ""),
        "group": request.GET.get("groep", ""),
    }
    form = RequirementForm(request.POST or None, tender=tender, kind=kind, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            service.add_requirement(pk, actor=request.user, kind=kind, **form.cleaned_data)
        except service.CodeTakenError as taken:
            form.add_error("code", CODE_FAULTS[taken.reason] % {"code": taken.code})
        else:
            messages.success(request, _("De eis is toegevoegd."))
            return redirect(back_to_list(request, tender))
    return _page(request, tender, form)


@says_when_frozen
def change_requirement(request: Request, pk: int, requirement_id: int) -> HttpResponse:
    """Change a requirement; two people who change the same field are shown the difference."""
    tender = open_tender(request, pk, "tenders.change_tender")
    form = _form(request, tender, requirement_id)
    if request.method == "POST" and form.is_valid():
        try:
            service.change_requirement(requirement_id, actor=request.user, **changes_of(form))
        except service.CodeTakenError as taken:
            form.add_error("code", CODE_FAULTS[taken.reason] % {"code": taken.code})
        else:
            messages.success(request, _("De eis is opgeslagen."))
            return redirect(back_to_list(request, tender, requirement_id))
    return _page(
        request, tender, form, open_row(written(tender).select_related("library_version__item"), requirement_id)
    )


@require_POST
@says_when_frozen
def autosave_requirement(request: Request, pk: int, requirement_id: int) -> HttpResponse:
    """Store the fields that are right so far; what is not right yet waits for the button."""
    tender = open_tender(request, pk, "tenders.change_tender")
    values, left = savable(_form(request, tender, requirement_id))
    try:
        service.change_requirement(requirement_id, actor=request.user, **values)
    except service.CodeTakenError:
        left["code"] = str(Requirement._meta.get_field("code").verbose_name)
        del values["code"]
        service.change_requirement(requirement_id, actor=request.user, **values)
    return saved(left)


@require_POST
@says_when_frozen
def duplicate_requirement(request: Request, pk: int, requirement_id: int) -> HttpResponse:
    """Copy a requirement and open the copy."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = open_row(written(tender), requirement_id)
    copy = service.duplicate_requirement(requirement.pk, actor=request.user)
    messages.success(request, _("%(copy)s is een kopie van %(code)s.") % {"copy": copy.code, "code": requirement.code})
    return redirect("tenders:change_requirement", pk, copy.pk)


@says_when_frozen
def replace_requirement(request: Request, pk: int, requirement_id: int) -> HttpResponse:
    """Show what each place means for this requirement, and put it there."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = open_row(written(tender), requirement_id)
    chosen = request.POST.get("plaats", "")
    if request.method == "POST" and chosen in {place.value for place in KIND_OF}:
        service.replace_requirement(requirement_id, actor=request.user, kind=KIND_OF[Placement(chosen)])
        messages.success(request, _("Eis %(code)s staat op de nieuwe plek.") % {"code": requirement.code})
        return redirect("tenders:change_requirement", pk, requirement_id)
    context = {"places": placements.places_for(tender, requirement=requirement), "requirement": requirement}
    return render(request, "tenders/placement.html", {**frame(request, tender, STAGE), **context})


@require_POST
@says_when_frozen
def delete_requirement(request: Request, pk: int, requirement_id: int) -> HttpResponse:
    """Remove a requirement from the draft; the list offers to bring it back."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = open_row(written(tender), requirement_id)
    step = service.delete_requirement(requirement.pk, actor=request.user)
    messages.success(request, _("Eis %(code)s is verwijderd.") % {"code": requirement.code})
    return redirect(back_to_list(request, tender, step=step))


@require_POST
@says_when_frozen
def undo(request: Request, pk: int, step_id: int) -> HttpResponse:
    """Take back what was done to requirements."""
    tender = open_tender(request, pk, "tenders.change_tender")
    step = open_row(UndoStep.objects.filter(tender=tender), step_id)
    try:
        undoing.undo(step.pk, actor=request.user)
    except undoing.UndoRefusedError as refused:
        messages.error(request, str(UNDO_REFUSALS[refused.code]) % {"codes": ", ".join(refused.codes)})
    else:
        messages.success(request, _("Dit is ongedaan gemaakt."))
    return redirect(back_to_list(request, tender))


def _form(request: Request, tender: Tender, requirement_id: int) -> RequirementForm:
    requirement = open_row(written(tender), requirement_id)
    kind = RequirementKind(requirement.kind)
    return RequirementForm(request.POST or None, tender=tender, kind=kind, instance=requirement)


def _page(
    request: Request, tender: Tender, form: RequirementForm, requirement: Requirement | None = None
) -> HttpResponse:
    place = next(place for place, kind in KIND_OF.items() if kind == form.kind)
    context: dict[str, Any] = {
        "form": form,
        "requirement": requirement,
        "place": placements.place_of(place),
        "remarks": mirror.remarks_on(requirement) if requirement else [],
        "step": step_shown(request, tender),
        "tabs": requirement_tabs(tender, requirement, "requirement") if requirement else [],
        "groups": [name for name in group_names(tender) if name],
        "back_url": back_to_list(request, tender),
        "may_save": requirement is not None and request.user.has_perm("tenders.save_to_library", tender),
        "autosave_url": reverse("tenders:autosave_requirement", args=[tender.pk, requirement.pk])
        if requirement
        else "",
    }
    return render(request, "tenders/requirement_form.html", {**frame(request, tender, STAGE), **context})
