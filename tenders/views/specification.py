"""Stage 4: the list of requirements, exclusion grounds and the clauses of the draft contract."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.extension_points import Text
from procurement.core.http import Request
from tenders.domain.exclusion import MANDATORY
from tenders.domain.selection import has_preselection
from tenders.domain.specification import UndoKind
from tenders.domain.vocabulary import RequirementKind
from tenders.forms.requirement_list import GroupForm, ManyForm, PlaceForm, RequirementFilterForm, group_names
from tenders.forms.requirements import ClausesForm, GroundsForm
from tenders.labels_drafting import GROUND_LABELS
from tenders.labels_specification import UNDO_LABELS
from tenders.models import Tender, UndoStep
from tenders.services import requirement_order as order
from tenders.services import requirements as service
from tenders.services import undo
from tenders.services.mirror import mirror_of, picture_of
from tenders.views import requirement_rows
from tenders.views.access import open_row, says_when_frozen
from tenders.views.procedure_tabs import can_change
from tenders.workspace import frame, open_tender

PAGE_SIZE = 50
TABLE_SIZE = 100


def tabs(tender: Tender, current: str) -> list[dict[str, Any]]:
    """The pages of the stage; selection only where candidates are selected."""
    pages: list[tuple[str, Text]] = [
        ("specification", _("Eisen")),
        ("mirror", _("Spiegel")),
        ("programme", _("Ambities")),
        ("solution_space", _("Kaders en ruimte")),
        ("grounds", _("Uitsluitingsgronden")),
        *([("selection", _("Selectie"))] if shows_selection(tender) else []),
        ("labels", _("Keurmerken")),
        ("clauses", _("Conceptovereenkomst")),
    ]
    return [
        {"label": label, "url": reverse(f"tenders:{name}", args=[tender.pk]), "current": name == current}
        for name, label in pages
    ]


def specification(request: Request, pk: int) -> HttpResponse:
    """List the requirements by kind and group, with search and filters that stay until they are cleared."""
    tender = open_tender(request, pk)
    if not request.GET and (kept := request.session.get(_kept_key(tender))):
        return redirect(f"{request.path}?{kept}")
    context = list_context(request, tender)
    mirror, remarks = mirror_of(tender, written(tender).select_related("ambition"))
    context |= {
        "mirror": mirror,
        "picture": picture_of(mirror),
        "remark_count": len(remarks),
        "step": step_shown(request, tender),
        "steps": undo.open_steps(tender) if context["may_change"] else [],
        "tabs": tabs(tender, "specification"),
    }
    return render(request, "tenders/specification.html", {**frame(request, tender, "specification"), **context})


def specification_table(request: Request, pk: int) -> HttpResponse:
    """Show many requirements in a table, to change what is ticked in one go."""
    tender = open_tender(request, pk)
    context = list_context(request, tender, per_page=TABLE_SIZE)
    context |= {
        "form": ManyForm(tender=tender),
        "groups": [name for name in group_names(tender) if name],
        "tabs": tabs(tender, "specification"),
    }
    return render(request, "tenders/specification_table.html", {**frame(request, tender, "specification"), **context})


@require_POST
@says_when_frozen
def change_many(request: Request, pk: int) -> HttpResponse:
    """Change or remove what was ticked, or all that was found."""
    tender = open_tender(request, pk, "tenders.change_tender")
    ids = _ticked(request, tender)
    form = ManyForm(request.POST, tender=tender)
    if not ids or not form.is_valid():
        messages.error(request, _("Er is niets gewijzigd: vink eerst eisen aan."))
        return redirect(back_to_table(request, tender))
    if "verwijder" in request.POST:
        step: UndoStep | None = service.delete_requirements(pk, ids, actor=request.user)
    else:
        step = service.change_requirements(pk, ids, actor=request.user, **form.values())
    if step is None:
        messages.info(request, _("Er is niets gewijzigd: kies wat er anders moet."))
        return redirect(back_to_table(request, tender))
    messages.success(request, _("%(count)s eisen %(what)s.") % {"count": len(step.entries), "what": _what(step)})
    return redirect(back_to_list(request, tender, step=step))


@require_POST
@says_when_frozen
def move_requirement(request: Request, pk: int, requirement_id: int) -> HttpResponse:
    """Move a requirement one place up or down within its group."""
    tender = open_tender(request, pk, "tenders.change_tender")
    requirement = open_row(written(tender), requirement_id)
    order.move_requirement(requirement.pk, actor=request.user, up=request.POST.get("direction") == "up")
    return _moved(request, tender, requirement.pk)


@require_POST
@says_when_frozen
def place_requirement(request: Request, pk: int) -> HttpResponse:
    """Put a requirement where it was dropped: in a group of its kind, before another one or at the end."""
    tender = open_tender(request, pk, "tenders.change_tender")
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise Http404
    requirement = open_row(written(tender), form.cleaned_data["eis"])
    order.place_requirement(
        requirement.pk,
        actor=request.user,
        group=form.cleaned_data["groep"],
        before_id=form.cleaned_data["voor"],
    )
    return _moved(request, tender, requirement.pk)


@require_POST
@says_when_frozen
def move_group(request: Request, pk: int) -> HttpResponse:
    """Move a whole group one place up or down within its kind."""
    tender = open_tender(request, pk, "tenders.change_tender")
    up = request.POST.get("direction") == "up"
    order.move_group(pk, request.POST.get("soort", ""), request.POST.get("groep", ""), actor=request.user, up=up)
    return _moved(request, tender)


@says_when_frozen
def rename_group(request: Request, pk: int) -> HttpResponse:
    """Give a group another name; a name in use joins the two."""
    tender = open_tender(request, pk, "tenders.change_tender")
    kind, old = request.GET.get("soort", ""), request.GET.get("groep", "")
    if not written(tender).filter(kind=kind, group=old).exists():
        raise Http404
    form = GroupForm(request.POST or None, initial={"name": old})
    if request.method == "POST" and form.is_valid():
        order.rename_group(pk, kind, old, form.cleaned_data["name"], actor=request.user)
        messages.success(request, _("De groep heet nu %(name)s.") % {"name": form.cleaned_data["name"]})
        return redirect(back_to_list(request, tender))
    context = {"form": form, "group": old, "back_url": back_to_list(request, tender)}
    return render(request, "tenders/group_form.html", {**frame(request, tender, "specification"), **context})


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


def written(tender: Tender) -> Any:
    """The requirements that people write: all but the exclusion grounds."""
    return tender.requirements.exclude(kind=RequirementKind.EXCLUSION)


def list_context(request: Request, tender: Tender, *, per_page: int = PAGE_SIZE) -> dict[str, Any]:
    """Return the found requirements and what stands around them, for the list and the table."""
    filters = RequirementFilterForm(request.GET, tender=tender)
    chosen = filters.chosen()
    query = QueryDict(mutable=True)
    query.update(chosen)
    if request.session.get(_kept_key(tender), "") != query.urlencode():
        request.session[_kept_key(tender)] = query.urlencode()
    found = (
        written(tender).select_related("ambition", "lot", "library_version__item").matching(**chosen).in_reading_order()
    )
    page = Paginator(found, per_page).get_page(request.GET.get("page"))
    here = query.copy()
    here["page"] = str(page.number)
    return {
        "tender": tender,
        "filters": filters,
        "is_filtered": bool(chosen),
        "page": page,
        "kinds": requirement_rows.by_kind(tender, list(page.object_list)),
        "total": written(tender).count(),
        "query": query.urlencode(),
        "where": f"?{here.urlencode()}",
        "may_change": can_change(request, tender),
    }


def back_to_list(
    request: Request, tender: Tender, requirement_id: int | None = None, *, step: UndoStep | None = None
) -> str:
    """Return the address of the list as this person last filtered it, at a requirement or with a step to undo."""
    query = QueryDict(request.session.get(_kept_key(tender), ""), mutable=True)
    if page := request.GET.get("page"):
        query["page"] = page
    if step is not None:
        query["stap"] = str(step.pk)
    shown = f"?{query.urlencode()}" if query else ""
    anchor = f"#eis-{requirement_id}" if requirement_id else ""
    return f"{reverse('tenders:specification', args=[tender.pk])}{shown}{anchor}"


def back_to_table(request: Request, tender: Tender) -> str:
    """Return the address of the table as this person last filtered it."""
    query = request.session.get(_kept_key(tender), "")
    return f"{reverse('tenders:specification_table', args=[tender.pk])}{'?' + query if query else ''}"


def where_to(page: str, *args: int, **query: object) -> str:
    """Return the address of a page of the stage with parameters."""
    asked = QueryDict(mutable=True)
    asked.update({name: str(value) for name, value in query.items()})
    return f"{reverse(f'tenders:{page}', args=args)}{'?' + asked.urlencode() if asked else ''}"


def shows_selection(tender: Tender) -> bool:
    """Whether the page of selection criteria is there: the procedure has candidates, or criteria were left behind."""
    return has_preselection(tender.procedure) or tender.selection_criteria.exists()


def _kept_key(tender: Tender) -> str:
    return f"requirement_filters_{tender.pk}"


def step_shown(request: Request, tender: Tender) -> UndoStep | None:
    """Return the step that the address offers to undo, if it still can be."""
    number = request.GET.get("stap", "")
    return tender.undo_steps.filter(pk=number, undone_at=None).first() if number.isdigit() else None


def _what(step: UndoStep) -> str:
    return str(UNDO_LABELS[UndoKind(step.kind)])


def _ticked(request: Request, tender: Tender) -> list[int]:
    """The requirements that were ticked; all that were found when that is asked."""
    if "alles" in request.POST:
        chosen = RequirementFilterForm(QueryDict(request.session.get(_kept_key(tender), "")), tender=tender).chosen()
        return list(written(tender).matching(**chosen).values_list("pk", flat=True))
    return [int(number) for number in request.POST.getlist("eis") if number.isdigit()]


def _moved(request: Request, tender: Tender, requirement_id: int | None = None) -> HttpResponse:
    if not request.htmx:
        return redirect(back_to_list(request, tender, requirement_id))
    context = list_context(request, tender) | {"moved": requirement_id}
    return render(request, "tenders/specification.html#list", context)
