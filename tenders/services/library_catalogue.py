"""Bring the national library up to date with the files that Kring ships. Safe to do again and again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from procurement.core import audit, clock
from tenders.domain.library import LibraryKind, topic_of, whole_content
from tenders.models import LibraryItem, LibraryVersion
from tenders.services.library import note_words
from tenders.services.product_groups import catalogue

FILES = ("library.json", "library_clauses.json")
GONE = "staat niet meer in de landelijke bibliotheek"
HEAD = ("title", "instrument", "attention")


class CatalogueError(ValueError):
    """An item of the file says something else under the number of a version that is in use already."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What changed. codes of items that came, that have a new version, and that were retired."""

    added: list[str]
    changed: list[str]
    retired: list[str]

    @property
    def is_news(self) -> bool:
        """Anything changed at all."""
        return bool(self.added or self.changed or self.retired)


@transaction.atomic
def load() -> Loaded:
    """Add the items that are new, a version where the file has a higher one, and retire what is gone; returns which.

    Raises:
        CatalogueError: the file changed a text without a new version.
    """
    known = {item.code: item for item in LibraryItem.objects.filter(organisation=None).prefetch_related("versions")}
    added, changed, codes = [], [], set()
    for row in _rows():
        codes.add(row["code"])
        item = known.get(row["code"])
        if item is None:
            _add_version(_new_item(row), row)
            added.append(row["code"])
        elif _is_newer(item, row):
            _describe(item, row)
            _add_version(item, row)
            changed.append(row["code"])
    gone = [item for code, item in known.items() if code not in codes and item.retired_at is None]
    LibraryItem.objects.filter(pk__in=[item.pk for item in gone]).update(retired_at=clock.now(), retired_reason=GONE)
    loaded = Loaded(added, changed, [item.code for item in gone])
    first = LibraryItem.objects.filter(organisation=None).first()
    if loaded.is_news and first is not None:
        audit.record(
            "library.loaded", actor=None, target=first, added=len(added), changed=changed, retired=loaded.retired
        )
    return loaded


def _rows() -> Iterator[dict[str, Any]]:
    for name in FILES:
        file = catalogue(name)
        for row in file["items"]:
            sources = [dict(file["sources"][key]) for key in row["sources"]]
            content = whole_content(LibraryKind(row["kind"]), row["content"])
            yield row | {"sources": sources, "content": content}


def _new_item(row: Mapping[str, Any]) -> LibraryItem:
    item = LibraryItem(code=row["code"], kind=row["kind"])
    _describe(item, row)
    return item


def _describe(item: LibraryItem, row: Mapping[str, Any]) -> None:
    for name in HEAD:
        setattr(item, name, row[name])
    item.product_group, item.is_standing = row["group"], row["standing"]
    item.topic = topic_of(LibraryKind(row["kind"]), row["content"])
    item.version, item.retired_at, item.retired_reason = row["version"], None, ""
    item.save()
    note_words(item, row["content"])


def _add_version(item: LibraryItem, row: Mapping[str, Any]) -> None:
    LibraryVersion.objects.create(
        item=item,
        number=row["version"],
        content=row["content"],
        sources=row["sources"],
        certainty=row["certainty"],
        effect=row.get("effect", ""),
        note=row.get("note", ""),
        created_at=clock.now(),
    )


def _is_newer(item: LibraryItem, row: Mapping[str, Any]) -> bool:
    if row["version"] > item.version:
        return True
    newest = max(item.versions.all(), key=lambda version: version.number)
    if row["version"] == newest.number and row["content"] != newest.content:
        raise CatalogueError(row["code"])
    return False
