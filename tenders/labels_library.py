"""Dutch wording of the library: kinds, certainty, and the fields of an item."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from tenders.domain.draft_contract import Chapter, ReviewKind
from tenders.domain.library import LibraryCertainty, LibraryKind
from tenders.labels import choices_of

LIBRARY_KIND_LABELS: Mapping[LibraryKind, Text] = {
    LibraryKind.REQUIREMENT: _("eis"),
    LibraryKind.CRITERION: _("gunningscriterium"),
    LibraryKind.KPI: _("KPI"),
    LibraryKind.LABEL: _("keurmerk"),
    LibraryKind.AMBITION: _("ambitie"),
    LibraryKind.QUESTION: _("vraag aan de markt"),
    LibraryKind.CLAUSE: _("contractbepaling"),
    LibraryKind.REVIEW: _("herzieningsclausule"),
}
LIBRARY_CERTAINTY_LABELS: Mapping[LibraryCertainty, Text] = {
    LibraryCertainty.SOURCE: _("gelezen in de bron"),
    LibraryCertainty.PROPOSAL: _("eigen voorstel, steunt op de bron"),
    LibraryCertainty.UNVERIFIED: _("niet nagekeken in een bron"),
}
UNPROVEN_LABELS: Mapping[str, Text] = {"source": _("niet nagekeken"), "effect": _("effect onbekend")}
CHAPTER_LABELS: Mapping[Chapter, Text] = {
    Chapter.DEFINITIONS: _("Begrippen"),
    Chapter.SUBJECT: _("Voorwerp en rangorde van de stukken"),
    Chapter.TERM: _("Looptijd, opties en maximale waarde"),
    Chapter.PERFORMANCE: _("Uitvoering, kwaliteit en acceptatie"),
    Chapter.CIRCULAR: _("Circulaire verplichtingen"),
    Chapter.PRICES: _("Prijzen, indexering, meer- en minderwerk"),
    Chapter.PAYMENT: _("Facturatie en betaling"),
    Chapter.KPIS: _("KPI's, rapportage en overleg"),
    Chapter.PEOPLE: _("Sleutelpersonen, onderaannemers en derden"),
    Chapter.CONDITIONS: _("Bijzondere uitvoeringsvoorwaarden"),
    Chapter.CHANGES: _("Wijzigingen"),
    Chapter.LIABILITY: _("Aansprakelijkheid en verzekering"),
    Chapter.DATA: _("Intellectueel eigendom en gegevens"),
    Chapter.CONFIDENTIALITY: _("Geheimhouding, openbaarheid en persoonsgegevens"),
    Chapter.DEFAULT: _("Tekortkoming, overmacht en boete"),
    Chapter.EXIT: _("Einde, exit en retour van materialen"),
    Chapter.INTEGRITY: _("Integriteit, sancties en keten"),
    Chapter.DISPUTES: _("Geschillen en toepasselijk recht"),
    Chapter.FINAL: _("Slotbepalingen"),
}
REVIEW_KIND_LABELS: Mapping[ReviewKind, Text] = {
    ReviewKind.GROWTH: _("groeipad"),
    ReviewKind.RECALIBRATION: _("jaarlijkse herijking"),
    ReviewKind.PILOT: _("pilot"),
    ReviewKind.ALTERNATIVE: _("uitvoeringsalternatief"),
    ReviewKind.PRICE: _("prijs"),
    ReviewKind.VOLUME: _("omvang"),
    ReviewKind.CONTRACTOR: _("vervanging opdrachtnemer"),
    ReviewKind.LAW: _("wet of meetmethode"),
    ReviewKind.OTHER: _("anders"),
}
# Field of an item -> its label; "kind.field" where kinds differ.
CONTENT_LABELS: Mapping[str, Text] = {
    "kind": _("soort"),
    "formulation": _("formulering"),
    "text": _("tekst"),
    "purpose": _("waarom"),
    "verification": _("bewijs"),
    "proof_moment": _("bewijsmoment"),
    "norm": _("norm of keurmerk"),
    "name": _("naam"),
    "aspect": _("aspect"),
    "asked": _("vraag aan de inschrijver"),
    "looks_at": _("waar de beoordelaar naar kijkt"),
    "points": _("punten (voorstel)"),
    "minimum": _("minimumcijfer"),
    "unit": _("eenheid"),
    "better": _("richting"),
    "is_growth": _("groeipunten"),
    "between": _("verloop van de curve"),
    "knots": _("curve"),
    "levels": _("schaal"),
    "note": _("toelichting"),
    "definition": _("meetdefinitie"),
    "evidence": _("gevraagd bewijs"),
    "baseline": _("nulmeting"),
    "path": _("groeipad"),
    "frequency": _("meetfrequentie"),
    "penalty": _("boete mogelijk"),
    "ground": _("grondslag"),
    "title": _("titel"),
    "explanation": _("toelichting"),
    "r_strategy": _("R-strategie"),
    "indicator": _("indicator"),
    "target": _("doelwaarde"),
    "theme": _("thema"),
    "why": _("waarom wij dit vragen"),
    "chapter": _("hoofdstuk"),
    "trigger": _("aanleiding"),
    "scope": _("reikwijdte"),
    "limit": _("grens"),
    "procedure": _("procedure"),
    "value": _("waarde"),
    "fraction": _("deel van de punten"),
    "grade": _("cijfer"),
    "word": _("woord"),
    "meaning": _("betekenis"),
    "year": _("contractjaar"),
}


def library_kind_choices() -> list[tuple[str, Text]]:
    """Choices for the kind of an item."""
    return choices_of(LIBRARY_KIND_LABELS)


def library_certainty_choices() -> list[tuple[str, Text]]:
    """Choices for how sure an item is."""
    return choices_of(LIBRARY_CERTAINTY_LABELS)


def chapter_choices() -> list[tuple[str, Text]]:
    """Choices for a chapter of the draft contract, with its number."""
    return [(chapter.value, f"{chapter.number}. {label}") for chapter, label in CHAPTER_LABELS.items()]


def review_kind_choices() -> list[tuple[str, Text]]:
    """Choices for the kind of a review clause."""
    return choices_of(REVIEW_KIND_LABELS)
