"""Dutch wording of the specification: parts, placements and what can be undone."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from tenders.domain.figures import Bound
from tenders.domain.specification import (
    AmbitionStep,
    Clarity,
    MeasureRole,
    Part,
    Placement,
    Signal,
    SignalDecision,
    Standing,
    UndoKind,
    VariantBasis,
)
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
        "Rangschikt wie mee mag doen, bij een procedure met voorselectie. Er zijn gradaties mogelijk, bijvoorbeeld "
        "een visie op circulariteit, zodat nieuwkomers een kans hebben."
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
        "Geldt tijdens de overeenkomst; wie inschrijft aanvaardt haar. U bewijst niets vooraf, maar spreekt af "
        "wanneer het bewijs komt en wat er volgt als het ontbreekt. Geschikt voor terugname, vervoer, rapportage en "
        "arbeid."
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
STANDING_LABELS: Mapping[Standing, Text] = {
    Standing.FINANCIAL: _("financiële en economische draagkracht"),
    Standing.TECHNICAL: _("technische bekwaamheid en beroepsbekwaamheid"),
    Standing.PROFESSIONAL: _("beroepsbevoegdheid (inschrijving, vergunning)"),
}
BOUND_LABELS: Mapping[Bound, Text] = {
    Bound.AT_LEAST: _("ten minste"),
    Bound.AT_MOST: _("ten hoogste"),
    Bound.EXACTLY: _("precies"),
}
MEASURE_ROLE_LABELS: Mapping[MeasureRole, Text] = {
    MeasureRole.ASKED: _("de grens die de eis stelt"),
    MeasureRole.LEADS_TO: _("waar het voorschrift in het beste geval op uitkomt"),
}
SIGNAL_LABELS: Mapping[Signal, Text] = {
    Signal.GREEN: _("haalbaar"),
    Signal.AMBER: _("haalbaar onder voorwaarden"),
    Signal.RED: _("niet haalbaar volgens de markt"),
}
SIGNAL_DECISION_LABELS: Mapping[SignalDecision, Text] = {
    SignalDecision.KEEP: _("wij houden de eis"),
    SignalDecision.SOFTEN: _("wij passen de eis aan"),
    SignalDecision.DROP: _("wij laten de eis vallen"),
}
AMBITION_STEP_LABELS: Mapping[AmbitionStep, Text] = {
    AmbitionStep.BASIC: _("basis"),
    AmbitionStep.GOOD: _("goed"),
    AmbitionStep.EXCELLENT: _("uitblinkend"),
}
CLARITY_LABELS: Mapping[Clarity, Text] = {
    Clarity.FIXED: _("Alles ligt vast"),
    Clarity.MOSTLY_FIXED: _("Vast, met ruimte op onderdelen"),
    Clarity.BALANCED: _("Doel vast, weg deels vrij"),
    Clarity.MOSTLY_OPEN: _("Vrij, met vaste grenzen"),
    Clarity.OPEN: _("Alleen het doel ligt vast"),
}
CLARITY_CONSEQUENCES: Mapping[Clarity, Text] = {
    Clarity.FIXED: _(
        "Eenvoudig te vergelijken en te beprijzen; geen ruimte voor iets beters. Bijvoorbeeld: een stalen kast van "
        "100 cm."
    ),
    Clarity.MOSTLY_FIXED: _(
        "Weinig risico in de prijs, enige ruimte. Bijvoorbeeld: een kast van 100 cm, materiaal naar keuze."
    ),
    Clarity.BALANCED: _(
        "Inschrijvers denken mee en blijven vergelijkbaar. Bijvoorbeeld: bergruimte voor 40 mensen, ten minste 60 "
        "procent hergebruikt."
    ),
    Clarity.MOSTLY_OPEN: _(
        "Veel ruimte; inschrijvers rekenen onzekerheid mee en beoordelen vraagt kennis. Bijvoorbeeld: werkplekken "
        "voor 40 mensen binnen dit budget en deze MKI."
    ),
    Clarity.OPEN: _(
        "De meeste ruimte, de meeste uitleg en het grootste verschil in prijs. Bijvoorbeeld: huisvest 40 mensen zo "
        "dat zij goed werken."
    ),
}
VARIANT_BASIS_LABELS: Mapping[VariantBasis, Text] = {
    VariantBasis.WITH_BASIC_BID: _("alleen naast een basisinschrijving"),
    VariantBasis.ALONE: _("ook zonder basisinschrijving"),
}
REMARK_TEXTS: Mapping[str, Text] = {
    "vague": _("“%(words)s” is niet meetbaar. Noem een getal of een uitkomst."),
    "gap": _("Hier staat nog een open plek: %(words)s"),
    "brand": _("“%(words)s” noemt een merk of type."),
    "norm_without_equivalent": _("“%(words)s” staat er zonder “of gelijkwaardig”."),
    "label_without_equivalent": _("Keurmerk “%(words)s” staat er zonder “of gelijkwaardig”."),
    "material": _("“%(words)s” schrijft een materiaal voor."),
    "closed_size": _("“%(words)s” is een vaste maat, zonder dat er staat waar zij voor is."),
    "same_kind": _("“%(words)s” vraagt ervaring met dezelfde opdracht."),
    "norm_field": _("%(words)s staat bij de eis, maar de tekst zegt niet “of gelijkwaardig”."),
    "no_purpose": _("Nog zonder reden: waarom is deze eis nodig?"),
    "no_verification": _("Nog zonder bewijs: hoe stelt u dit vast?"),
}
REMARK_KINDS: Mapping[str, Text] = {
    "vague": _("niet meetbaar"),
    "gap": _("open plek"),
    "brand": _("merk of type"),
    "norm_without_equivalent": _("norm zonder gelijkwaardig"),
    "label_without_equivalent": _("keurmerk zonder gelijkwaardig"),
    "material": _("voorgeschreven materiaal"),
    "closed_size": _("vaste maat zonder doel"),
    "same_kind": _("zelfde soort ervaring"),
    "norm_field": _("norm bij de eis"),
    "no_purpose": _("zonder reden"),
    "no_verification": _("zonder bewijs"),
}
REMARK_WHY: Mapping[str, Text] = {
    "vague": _("Een eis moet controleerbaar zijn; ‘zo circulair mogelijk’ is voor ieder iets anders."),
    "gap": _("U nam een voorstel over; vul het aan voor u publiceert."),
    "brand": _(
        "Alleen als de opdracht niet anders te beschrijven is, en dan met ‘of gelijkwaardig’ (art. 2.76 lid 3-4)."
    ),
    "norm_without_equivalent": _(
        "Wie op een andere manier hetzelfde bereikt mag niet worden geweigerd (art. 2.76 lid 2)."
    ),
    "label_without_equivalent": _("Een gelijkwaardig keurmerk telt ook (art. 2.78a)."),
    "material": _("Een genoemd materiaal telt als merk wanneer het andere uitsluit (HvJ C-424/23)."),
    "closed_size": _("Een maat zonder doel sluit oplossingen uit die hetzelfde doen (art. 2.75, 2.76 lid 1)."),
    "same_kind": _("Vraag ervaring die op onderdelen vergelijkbaar is (art. 2.93 lid 3)."),
    "norm_field": _("Wie op een andere manier hetzelfde bereikt mag niet worden geweigerd (art. 2.76 lid 2)."),
    "no_purpose": _("Elke eis hangt samen met de opdracht en is redelijk (art. 2.75, 1.10)."),
    "no_verification": _("Wat u niet kunt vaststellen, kunt u niet eisen."),
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


def standing_choices() -> list[tuple[str, Text]]:
    """Choices for what a suitability requirement is about."""
    return choices_of(STANDING_LABELS)


def bound_choices() -> list[tuple[str, Text]]:
    """Choices for the side from which a value is bounded."""
    return choices_of(BOUND_LABELS)


def measure_role_choices() -> list[tuple[str, Text]]:
    """Choices for what a figure of a requirement is."""
    return choices_of(MEASURE_ROLE_LABELS)


def signal_choices() -> list[tuple[str, Text]]:
    """Choices for what the market said."""
    return choices_of(SIGNAL_LABELS)


def signal_decision_choices() -> list[tuple[str, Text]]:
    """Choices for what is done with a signal."""
    return choices_of(SIGNAL_DECISION_LABELS)


def ambition_step_choices() -> list[tuple[str, Text]]:
    """Choices for how far an ambition goes."""
    return choices_of(AMBITION_STEP_LABELS)


def clarity_choices() -> list[tuple[str, Text]]:
    """Choices between clear and flexible."""
    return choices_of(CLARITY_LABELS)


def variant_basis_choices() -> list[tuple[str, Text]]:
    """Choices for whether a variant may come alone."""
    return choices_of(VARIANT_BASIS_LABELS)
