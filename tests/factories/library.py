"""Makers of items of the library: national ones as the catalogue makes them, and own ones through the service."""

from itertools import count
from typing import Any

from procurement.accounts.models import Organisation, User
from procurement.core import clock
from tenders.domain.library import LibraryCertainty, LibraryKind, whole_content
from tenders.models import LibraryItem, LibraryVersion
from tenders.services import library

_serial = count(1)
CONTENT: dict[LibraryKind, dict[str, Any]] = {
    LibraryKind.REQUIREMENT: {
        "kind": "minimum",
        "formulation": "functional",
        "text": "Onderdelen moeten tien jaar leverbaar zijn.",
        "verification": "Lijst van onderdelen",
        "proof_moment": "bid",
    },
    LibraryKind.CRITERION: {
        "name": "Herstel",
        "kind": "graded",
        "aspect": "process",
        "asked": "Hoe herstelt u?",
        "points": "15",
        "minimum": "6",
        "levels": [
            {"grade": "10", "word": "uitstekend", "meaning": "Alles is onderbouwd."},
            {"grade": "6", "word": "voldoende", "meaning": "Het komt aan bod."},
        ],
    },
    LibraryKind.KPI: {
        "name": "Aandeel hergebruikt",
        "unit": "% massa",
        "better": "higher",
        "evidence": "Materiaalstaat",
        "baseline": "40",
        "path": [{"year": "1", "value": "70.5"}, {"year": "2", "value": "80"}],
    },
    LibraryKind.LABEL: {"name": "EU Ecolabel", "text": "EU Ecolabel voor meubelen of gelijkwaardig"},
    LibraryKind.AMBITION: {
        "title": "Meer hergebruik",
        "r_strategy": "reuse",
        "indicator": "aandeel hergebruikt",
        "unit": "% massa",
        "better": "higher",
        "baseline": "40",
        "target": "80",
    },
    LibraryKind.QUESTION: {"theme": "Haalbaarheid", "text": "Wat kan er nu al?", "why": "Voor het doel."},
    LibraryKind.CLAUSE: {"chapter": "circular", "title": "Terugname", "text": "Opdrachtnemer neemt terug."},
    LibraryKind.REVIEW: {
        "kind": "recalibration",
        "title": "Herijking",
        "trigger": "Het einde van elk contractjaar.",
        "scope": "De set KPI's.",
        "limit": "Tussen 12 en 16 KPI's.",
        "procedure": "Beide partijen ondertekenen.",
    },
}


def make_item(kind: LibraryKind = LibraryKind.REQUIREMENT, *, content: Any = None, **fields: Any) -> LibraryItem:
    """A national item in its first version, with a source."""
    fields.setdefault("code", f"TST-{next(_serial)}")
    fields.setdefault("title", f"Item {fields['code']}")
    item = LibraryItem.objects.create(kind=kind, **fields)
    add_version(item, content=content, number=1)
    return item


def add_version(item: LibraryItem, *, content: Any = None, number: int | None = None, note: str = "") -> LibraryVersion:
    """The next version of an item, as the catalogue would write it."""
    kind = LibraryKind(item.kind)
    item.version = number or item.version + 1
    item.save()
    whole = whole_content(kind, CONTENT[kind] | (content or {}))
    library.note_words(item, whole)
    return LibraryVersion.objects.create(
        item=item,
        number=item.version,
        content=whole,
        sources=[{"title": "Bron", "url": "https://bron.example"}],
        certainty=LibraryCertainty.PROPOSAL,
        note=note,
        created_at=clock.now(),
    )


def make_own_item(
    organisation: Organisation, *, actor: User, kind: LibraryKind = LibraryKind.REQUIREMENT, **content: Any
) -> LibraryItem:
    """An own item of an authority."""
    head = {"title": "Eigen item"}
    whole = CONTENT[kind] | content
    return library.add_item(organisation, kind, actor=actor, content=whole, head=head).item
