"""Dutch wording of the specification: parts, placements and what can be undone."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from tenders.domain.specification import Part, Placement, UndoKind
from tenders.labels import choices_of

PART_LABELS: Mapping[Part, Text] = {
    Part.FUNCTION: _("functie: wat het moet kunnen"),
    Part.PERFORMANCE: _("prestatie: hoe goed of hoe lang"),
    Part.SERVICE: _("dienst: onderhoud, herstel, terugname"),
    Part.NON_TECHNICAL: _("niet-technisch: gegevens, mensen, samenwerking"),
}
PLACEMENT_LABELS: Mapping[Placement, Text] = {
    Placement.SUITABILITY: _("Geschiktheidseis"),
    Placement.SELECTION: _("Selectiecriterium"),
    Placement.MINIMUM: _("Minimumeis"),
    Placement.AWARD: _("Gunningscriterium"),
    Placement.EXECUTION: _("Uitvoeringsvoorwaarde"),
    Placement.DIRECTION: _("Alleen richting"),
}
PLACEMENT_CONSEQUENCES: Mapping[Placement, Text] = {
    Placement.SUITABILITY: _(
        "Gaat over de onderneming, niet over wat zij levert. Wie er niet aan voldoet doet niet mee. Dat beperkt de "
        "markt, en voor circulaire ervaring zijn er nog weinig referenties. Bewijs vraagt u alleen van de winnaar."
    ),
    Placement.SELECTION: _(
        "Rangschikt wie mee mag doen, bij een procedure met voorselectie. Er zijn gradaties mogelijk, bijvoorbeeld een "
        "visie op circulariteit, zodat nieuwkomers een kans hebben."
    ),
    Placement.MINIMUM: _(
        "Ondergrens voor wat geleverd wordt (technische specificatie). Een inschrijving die er niet aan voldoet is "
        "ongeldig; meer bieden levert geen punten op. Geschikt voor wat zeker moet en haalbaar is."
    ),
    Placement.AWARD: _(
        "Levert punten op, dus inschrijvers onderscheiden zich. Wat de winnaar belooft wordt een KPI in het contract. "
        "Geschikt voor ambitie boven de ondergrens. U schrijft het in stap 5."
    ),
    Placement.EXECUTION: _(
        "Geldt tijdens de overeenkomst; wie inschrijft aanvaardt haar. U bewijst niets vooraf, maar spreekt af wanneer "
        "het bewijs komt en wat er volgt als het ontbreekt. Geschikt voor terugname, vervoer, rapportage en arbeid."
    ),
    Placement.DIRECTION: _(
        "Staat in het programma van ambities als richting. Niemand valt erop af, niemand wint erop en in het contract "
        "bindt het niet. Kies dit bewust en leg uit waarom."
    ),
}
UNDO_LABELS: Mapping[UndoKind, Text] = {
    UndoKind.REMOVED: _("verwijderd"),
    UndoKind.REWRITTEN: _("herschreven"),
    UndoKind.CHANGED: _("in één keer gewijzigd"),
    UndoKind.IMPORTED: _("ingelezen"),
}
UNDO_REFUSALS: Mapping[str, Text] = {
    "done_before": _("Dit is al ongedaan gemaakt."),
    "changed_since": _("Dit kan niet meer ongedaan worden gemaakt: %(codes)s is daarna gewijzigd of verwijderd."),
    "number_taken": _("Dit kan niet ongedaan worden gemaakt: een andere eis heeft nu het nummer %(codes)s."),
}


def part_choices() -> list[tuple[str, Text]]:
    """Choices for what a requirement is about."""
    return choices_of(PART_LABELS)


def undo_kind_choices() -> list[tuple[str, Text]]:
    """Choices for what can be undone."""
    return choices_of(UNDO_LABELS)
