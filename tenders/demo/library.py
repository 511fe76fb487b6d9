"""The library of the demo: the national one, and an own item of the authority in two versions."""

from datetime import UTC, datetime
from typing import Any

from procurement.core import clock
from tenders.domain.library import LibraryCertainty, LibraryKind
from tenders.services import library, library_catalogue

OPENED = datetime(2021, 4, 1, 9, 0, tzinfo=UTC)
WRITTEN = datetime(2022, 11, 7, 9, 0, tzinfo=UTC)
SHARPENED = datetime(2025, 5, 19, 9, 0, tzinfo=UTC)
HEAD = {
    "title": "Leveren in herbruikbare verpakking",
    "product_group": "kantoormeubilair",
    "instrument": "Verspilling en afval",
    "attention": "Vraag bij kleine leveringen na of dekens en kratten passen.",
}
FIRST = {
    "kind": "execution",
    "formulation": "process",
    "text": "De opdrachtnemer levert in herbruikbare verpakking en neemt die terug.",
    "purpose": "Verpakking is het grootste deel van het afval bij een levering.",
    "verification": "Foto van de levering en leverbon",
    "proof_moment": "delivery",
}
SECOND = FIRST | {
    "text": "De opdrachtnemer levert in herbruikbare verpakking en neemt die binnen vijf werkdagen terug. Karton en "
    "folie voor eenmalig gebruik zijn ten hoogste 2% van de geleverde massa."
}


def load_library(context: dict[str, Any]) -> None:
    """Load the national library, and add ``own_item`` of the authority, changed once."""
    with clock.at(OPENED):
        library_catalogue.load()
    actor = context["people"]["verhoeve"]
    with clock.at(WRITTEN):
        made = library.add_item(
            context["organisation"],
            LibraryKind.REQUIREMENT,
            actor=actor,
            content=FIRST,
            head=HEAD,
            certainty=LibraryCertainty.UNVERIFIED,
        )
    with clock.at(SHARPENED):
        library.change_item(
            made.item_id,
            actor=actor,
            content=SECOND,
            head=HEAD,
            certainty=LibraryCertainty.PROPOSAL,
            sources=[{"title": "Evaluatie levering De Schakel, verdieping 2 (2024)", "url": ""}],
            effect="Bij De Schakel daalde het verpakkingsafval van 11 naar 3 kg per werkplek, gemeten over 2024.",
            note="Termijn en bovengrens toegevoegd na de evaluatie van 2024",
        )
    context["own_item"] = made.item
