"""The library: search it, read an item with its versions, write and retire own items."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.accounts.domain.roles import Role
from procurement.accounts.roles import has_role_somewhere
from procurement.core.http import Request
from tenders.domain.differences import Change, differences
from tenders.domain.library import ContentError, LibraryCertainty, LibraryKind
from tenders.forms.library import PREFIX, ItemForm, RetireForm, initial_of
from tenders.labels_library import CONTENT_LABELS, LIBRARY_CERTAINTY_LABELS, LIBRARY_KIND_LABELS, UNPROVEN_LABELS
from tenders.models import LibraryItem, LibraryVersion
from tenders.services import library as service
from tenders.services.library_use import adopters
from tenders.services.product_groups import group_name, groups
from tenders.views.access import open_organisation
from tenders.views.library_rows import content_rows, filter_form, lines_of, narrowed, query_of

PER_PAGE = 25
KEPT_FILTERS = "library_filters"
CHANGE = "tenders.change_libraryitem"


def library(request: Request) -> HttpResponse:
    """Search the library, with filters that stay until they are cleared."""
    if not request.GET and request.session.get(KEPT_FILTERS):
        return redirect(f"{request.path}?{request.session[KEPT_FILTERS]}")
    items = LibraryItem.objects.visible_to(request.user).select_related("organisation")
    if not (request.user.roles or items.exists()):
        raise Http404
    form = filter_form(request, list(LibraryKind), {})
    chosen = form.chosen()
    if request.session.get(KEPT_FILTERS, "") != query_of(chosen):
        request.session[KEPT_FILTERS] = query_of(chosen)
    page = Paginator(narrowed(items.filter(retired_at=None), chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(page.object_list),
        "query": query_of(chosen),
        "is_filtered": bool(chosen),
        "group": groups().get(chosen.get("groep", "")),
        "kinds": [(kind.value, label) for kind, label in LIBRARY_KIND_LABELS.items()],
        "may_add": _may_add(request),
    }
    return render(request, "tenders/library.html", context)


def library_item(request: Request, pk: int) -> HttpResponse:
    """Show an item with its versions; two of them are compared when the address names them."""
    item = open_item(request, pk)
    versions = list(item.versions.select_related("created_by"))
    for version in versions:
        version.item = item
    newest = versions[0]
    chosen = next((one for one in versions if str(one.number) == request.GET.get("versie")), newest)
    context = {
        "item": item,
        "kind": LIBRARY_KIND_LABELS[LibraryKind(item.kind)],
        "group": group_name(item.product_group) if item.product_group else _("past bij alles"),
        "version": chosen,
        "certainty": LIBRARY_CERTAINTY_LABELS[LibraryCertainty(chosen.certainty)],
        "unproven": [UNPROVEN_LABELS[code] for code in chosen.unproven],
        "rows": content_rows(LibraryKind(item.kind), chosen.content),
        "versions": versions,
        "changes": _changes(versions, chosen),
        "adopters": adopters(item) if item.is_national else [],
        "may_change": not item.is_national and request.user.has_perm(CHANGE, item),
        "may_fork": item.is_national and _may_add(request),
    }
    return render(request, "tenders/library_item.html", context)


def library_new(request: Request, kind: str) -> HttpResponse:
    """Write an own item."""
    if kind not in set(LibraryKind):
        raise Http404
    organisation = open_organisation(request, CHANGE)
    form = ItemForm(request.POST or None, kind=LibraryKind(kind), initial={"certainty": "proposal"})
    if request.method == "POST" and form.is_valid():
        try:
            version = service.add_item(
                organisation, form.kind, actor=request.user, content=form.content(), head=form.head(), **form.proof()
            )
        except ContentError as error:
            _show_empty(form, error)
        else:
            messages.success(request, _("%(code)s staat in de bibliotheek.") % {"code": version.item.code})
            return redirect(version.item)
    context = {"form": form, "kind": LIBRARY_KIND_LABELS[form.kind], "organisation": organisation}
    return render(request, "tenders/library_form.html", context)


def library_edit(request: Request, pk: int) -> HttpResponse:
    """Change an own item; who uses it is told that there is a newer version."""
    item = open_item(request, pk, CHANGE)
    newest = service.newest_of(item)
    form = ItemForm(
        request.POST or None,
        kind=LibraryKind(item.kind),
        item=item,
        content=newest.content,
        initial=initial_of(item, newest),
    )
    if request.method == "POST" and form.is_valid() and _changed(request, item, form):
        return redirect(item)
    context = {"form": form, "item": item, "kind": LIBRARY_KIND_LABELS[form.kind]}
    return render(request, "tenders/library_form.html", context)


def library_retire(request: Request, pk: int) -> HttpResponse:
    """Ask why, and on POST take an own item out of use."""
    item = open_item(request, pk, CHANGE)
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        service.retire(pk, actor=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("%(code)s is teruggetrokken.") % {"code": item.code})
        return redirect(item)
    return render(request, "tenders/library_retire.html", {"form": form, "item": item})


@require_POST
def library_restore(request: Request, pk: int) -> HttpResponse:
    """Bring a retired own item back."""
    item = open_item(request, pk, CHANGE)
    service.restore(pk, actor=request.user)
    messages.success(request, _("%(code)s staat weer in de bibliotheek.") % {"code": item.code})
    return redirect(item)


@require_POST
def library_fork(request: Request, pk: int) -> HttpResponse:
    """Make an own item that begins as this national one."""
    item = open_item(request, pk)
    organisation = open_organisation(request, CHANGE)
    note = _("Begonnen als %(code)s, versie %(version)s") % {"code": item.code, "version": item.version}
    version = service.fork(item, organisation, actor=request.user, note=note)
    messages.success(request, _("%(code)s is van uw organisatie. Pas het aan.") % {"code": version.item.code})
    return redirect("tenders:library_edit", version.item_id)


def open_item(request: Request, pk: int, perm: str = "tenders.view_libraryitem") -> LibraryItem:
    """Return an item that this person may see and use so."""
    items = LibraryItem.objects.visible_to(request.user).select_related("organisation")
    item = get_object_or_404(items, pk=pk)
    if not request.user.has_perm(perm, item):
        raise PermissionDenied
    return item


def _changed(request: Request, item: LibraryItem, form: ItemForm) -> bool:
    """Store what the form holds; False, with the faults at their fields, when it cannot stand."""
    try:
        version = service.change_item(
            item.pk,
            actor=request.user,
            content=form.content(),
            head=form.head(),
            note=form.cleaned_data["note"],
            **form.proof(),
        )
    except ContentError as error:
        _show_empty(form, error)
    except service.NothingChangedError:
        form.add_error(None, _("Er is niets gewijzigd."))
    except service.RetiredItemError:
        form.add_error(None, _("Dit item is teruggetrokken. Zet het eerst terug."))
    else:
        text = _("%(code)s is opgeslagen, versie %(number)s.")
        messages.success(request, text % {"code": item.code, "number": version.number})
        return True
    return False


def _show_empty(form: ItemForm, error: ContentError) -> None:
    for name in error.fields:
        form.add_error(PREFIX + name, _("Vul dit in."))


def _changes(versions: list[LibraryVersion], chosen: LibraryVersion) -> list[dict[str, Any]]:
    """What the chosen version changed in the one before it."""
    before = next((one for one in versions if one.number < chosen.number), None)
    return shown_changes(differences(before.content, chosen.content)) if before else []


def shown_changes(changes: Any) -> list[dict[str, Any]]:
    """Return changes of the content with the place of each in words."""
    return [{"place": _place(change), "pieces": change.pieces} for change in changes]


def _place(change: Change) -> str:
    words = [str(CONTENT_LABELS.get(word, word)) for word in change.path]
    return capfirst(" · ".join(words))


def _may_add(request: Request) -> bool:
    """This person may write own items for some authority."""
    return has_role_somewhere(request.user, Role.ADMIN, Role.BUYER)
