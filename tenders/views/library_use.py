"""The library inside a tender: choose and put in, see what has changed since, keep a row as an own item."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from procurement.core.extension_points import Text
from procurement.core.http import Request
from tenders.domain.library import ContentError, LibraryCertainty
from tenders.extension_points import LIBRARY_TARGETS, LibraryTarget
from tenders.forms.library import ItemForm
from tenders.models import LibraryItem, Tender
from tenders.services import library_use as service
from tenders.services.library import newest_of
from tenders.services.product_groups import group_of
from tenders.views.access import says_when_frozen
from tenders.views.library import shown_changes
from tenders.views.library_rows import filter_form, lines_of, narrowed, query_of
from tenders.views.procedure_tabs import can_change
from tenders.workspace import OVERVIEW, frame, open_tender

PER_PAGE = 25
NOT_READY: dict[str, Text] = {
    "consultation_missing": gettext_lazy("Leg eerst vast hoe u de markt raadpleegt; daarna kunt u vragen invoegen."),
    "contract_missing": gettext_lazy("Begin eerst met de conceptovereenkomst; daarna kunt u bepalingen invoegen."),
}


def tender_library(request: Request, pk: int, target: str) -> HttpResponse:
    """Show what of the library fits this place of the tender, and which of it stands there already."""
    tender, place = _open(request, pk, target)
    kinds = sorted(place.kinds)
    group = group_of(tender.product_group)
    form = filter_form(request, kinds, {"groep": group.key} if group and not request.GET else {})
    chosen = form.chosen()
    items = LibraryItem.objects.usable_by(tender.organisation_id).select_related("organisation").of_kind(*kinds)
    page = Paginator(narrowed(items, chosen), PER_PAGE).get_page(request.GET.get("page"))
    used = service.places_of(pk, target)
    lines = [line | {"uses": used.get(line["item"].pk, [])} for line in lines_of(page.object_list)]
    context = {
        "target": target,
        "place": place,
        "tabs": _tabs(pk, target),
        "form": form,
        "page": page,
        "lines": lines,
        "query": query_of(chosen),
        "is_filtered": bool(chosen),
        "may_change": can_change(request, tender),
        "back_url": reverse(place.page, args=[pk]),
    }
    return render(request, "tenders/tender_library.html", {**frame(request, tender, OVERVIEW), **context})


@require_POST
@says_when_frozen
def library_insert(request: Request, pk: int, target: str) -> HttpResponse:
    """Put the items that were ticked in the tender; one that asks for more leads to its form."""
    open_tender(request, pk, "tenders.change_tender")
    _tender, place = _open(request, pk, target)
    ids = [int(value) for value in request.POST.getlist("item") if value.isdigit()]
    if not ids:
        messages.info(request, _("Kruis eerst aan wat u wilt invoegen."))
        return _back(request, pk, target)
    try:
        if place.start_url is not None:
            item = LibraryItem.objects.usable_by(_tender.organisation_id).get(pk=ids[0])
            return redirect(place.start_url(pk, newest_of(item)))
        names = [place.name_of(service.insert(pk, item_id, target, actor=request.user)) for item_id in ids]
    except service.NotReadyError as error:
        messages.error(request, NOT_READY[error.code])
        return redirect(error.page, pk)
    except (service.DoesNotFitError, LibraryItem.DoesNotExist):
        messages.error(request, _("Een van deze items is hier niet meer te gebruiken. Kies opnieuw."))
        return _back(request, pk, target)
    messages.success(request, _("Ingevoegd: %(names)s.") % {"names": ", ".join(names)})
    return _back(request, pk, target)


def library_compare(request: Request, pk: int, target: str, row_id: int) -> HttpResponse:
    """Show what the library changed since a row was taken from it, beside what the row says now."""
    tender, place = _open(request, pk, target)
    try:
        use = service.use_of(pk, target, row_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    found = service.compare(use)
    context = {
        "target": target,
        "place": place,
        "use": use,
        "found": found,
        "changes": shown_changes(found.changes),
        "may_change": can_change(request, tender),
    }
    return render(request, "tenders/library_compare.html", {**frame(request, tender, OVERVIEW), **context})


@require_POST
@says_when_frozen
def library_adopt(request: Request, pk: int, target: str, row_id: int) -> HttpResponse:
    """Take over the fields that were ticked from the newest version, or keep one's own text."""
    open_tender(request, pk, "tenders.change_tender")
    _tender, place = _open(request, pk, target)
    try:
        version = service.adopt(pk, target, row_id, request.POST.getlist("field"), actor=request.user)
    except ObjectDoesNotExist:
        raise Http404 from None
    text = (
        _("Overgenomen uit %(code)s, versie %(number)s.")
        if request.POST.getlist("field")
        else _("U houdt uw eigen tekst naast %(code)s, versie %(number)s.")
    )
    messages.success(request, text % {"code": version.item.code, "number": version.number})
    return redirect(place.page, pk)


def library_save(request: Request, pk: int, target: str, row_id: int) -> HttpResponse:
    """Keep a row of the tender as an own item of the authority."""
    tender, place = _open(request, pk, target, "tenders.save_to_library")
    try:
        row = service.row_of(place, pk, row_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    kind, title, content = place.harvest(row)
    group = group_of(tender.product_group)
    initial = {"title": title, "product_group": group.key if group else "", "certainty": LibraryCertainty.PROPOSAL}
    form = ItemForm(request.POST or None, kind=kind, content=content, initial=initial)
    if request.method == "POST" and form.is_valid():
        note = _("Bewaard uit %(reference)s") % {"reference": tender.reference}
        try:
            version = service.save_row(
                pk,
                target,
                row_id,
                actor=request.user,
                content=form.content(),
                head=form.head(),
                note=note,
                **form.proof(),
            )
        except ContentError:
            form.add_error(None, _("Hier ontbreekt tekst die een item nodig heeft."))
        else:
            messages.success(request, _("Bewaard in de bibliotheek als %(code)s.") % {"code": version.item.code})
            return redirect(place.page, pk)
    context = {"form": form, "name": place.name_of(row), "back_url": place.url_of(row)}
    return render(request, "tenders/library_save.html", {**frame(request, tender, OVERVIEW), **context})


def _open(request: Request, pk: int, target: str, perm: str = "tenders.view_tender") -> tuple[Tender, LibraryTarget]:
    tender = open_tender(request, pk, perm)
    if target not in LIBRARY_TARGETS:
        raise Http404
    return tender, LIBRARY_TARGETS[target]


def _back(request: Request, pk: int, target: str) -> HttpResponse:
    address = reverse("tenders:tender_library", args=[pk, target])
    query = request.POST.get("terug", "")
    return redirect(f"{address}?{query}" if query else address)


def _tabs(pk: int, current: str) -> list[dict[str, Any]]:
    return [
        {"label": place.label, "url": reverse("tenders:tender_library", args=[pk, key]), "current": key == current}
        for key, place in sorted(LIBRARY_TARGETS.items(), key=lambda one: one[1].order)
    ]
