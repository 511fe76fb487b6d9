"""How items of the library are shown: a line in a list, and all that an item says."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from procurement.core.http import Request
from tenders.domain.library import FIELDS, Field, LibraryCertainty, LibraryKind, Shape
from tenders.extension_points import LIBRARY_CHOICES
from tenders.forms.library import LibraryFilterForm
from tenders.labels_library import (
    CONTENT_LABELS,
    LIBRARY_CERTAINTY_LABELS,
    LIBRARY_KIND_LABELS,
    UNPROVEN_LABELS,
)
from tenders.models import LibraryItem, LibraryVersion
from tenders.querysets_library import LibraryItemQuerySet
from tenders.services.product_groups import group_name

PREVIEW_LENGTH = 220
# Kind -> the field that says most in one line.
MAIN_FIELD = {
    LibraryKind.CRITERION: "asked",
    LibraryKind.KPI: "evidence",
    LibraryKind.AMBITION: "indicator",
    LibraryKind.REVIEW: "scope",
}


def filter_form(request: Request, kinds: Sequence[LibraryKind], initial: dict[str, str]) -> LibraryFilterForm:
    """Return the filters over the items of these kinds that this person sees."""
    seen = LibraryItem.objects.visible_to(request.user).of_kind(*kinds).order_by()
    pairs = list(seen.values_list("instrument", "product_group").distinct())
    return LibraryFilterForm(
        request.GET or initial,
        kinds=kinds,
        instruments=sorted({instrument for instrument, _group in pairs if instrument}),
        own_groups=sorted({group for _instrument, group in pairs}),
    )


def narrowed(items: LibraryItemQuerySet, chosen: dict[str, str]) -> LibraryItemQuerySet:
    """Return the items that fit what was chosen in the filters."""
    found = items.narrowed(
        kind=chosen.get("soort", ""),
        group=chosen.get("groep", ""),
        instrument=chosen.get("instrument", ""),
        origin=chosen.get("herkomst", ""),
    )
    return found.searching(chosen.get("q", ""))


def query_of(chosen: dict[str, str]) -> str:
    """Return what was chosen as the part of an address."""
    query = QueryDict(mutable=True)
    query.update(chosen)
    return query.urlencode()


def lines_of(items: Iterable[LibraryItem]) -> list[dict[str, Any]]:
    """Return each item with its newest version as a line of a list; one query for the versions."""
    shown = list(items)
    versions = LibraryVersion.objects.filter(item__in=shown)
    newest = {(version.item_id, version.number): version for version in versions}
    return [line_of(item, newest[item.pk, item.version]) for item in shown]


def line_of(item: LibraryItem, version: LibraryVersion) -> dict[str, Any]:
    """Return one item as a line of a list."""
    version.item = item
    return {
        "item": item,
        "kind": capfirst(str(LIBRARY_KIND_LABELS[LibraryKind(item.kind)])),
        "group": group_name(item.product_group) if item.product_group else _("past bij alles"),
        "preview": preview(LibraryKind(item.kind), version.content),
        "unproven": [str(UNPROVEN_LABELS[code]) for code in version.unproven],
        "is_unchecked": "source" in version.unproven,
        "certainty": LIBRARY_CERTAINTY_LABELS[LibraryCertainty(version.certainty)],
    }


def preview(kind: LibraryKind, content: dict[str, Any]) -> str:
    """Return the one text that tells most of an item, cut at a word."""
    text = str(content.get(MAIN_FIELD.get(kind, "text"), ""))
    return text if len(text) <= PREVIEW_LENGTH else f"{text[:PREVIEW_LENGTH].rsplit(' ', 1)[0]} …"


def content_rows(kind: LibraryKind, content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what an item says, field by field; empty fields are left out. table: for fields of several rows."""
    found = []
    for field in FIELDS[kind]:
        value = content.get(field.name)
        if not value:
            continue
        row: dict[str, Any] = {"label": capfirst(str(CONTENT_LABELS[field.name]))}
        if field.shape is Shape.ROWS:
            columns = [capfirst(str(CONTENT_LABELS[name])) for name in field.columns]
            row["table"] = {"columns": columns, "rows": [[one[name] for name in field.columns] for one in value]}
        else:
            row["value"] = in_words(kind, field, value)
        found.append(row)
    return found


def in_words(kind: LibraryKind, field: Field, value: Any) -> str:
    """Return a value of the content as it is read."""
    if field.shape is Shape.TICK:
        return _("ja") if value else _("nee")
    if field.shape is Shape.CHOICE:
        labels = LIBRARY_CHOICES.get(f"{kind}.{field.name}") or LIBRARY_CHOICES.get(field.name) or {}
        return str(labels.get(value, value))
    return str(value)
