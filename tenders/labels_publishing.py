"""Dutch wording of publishing and of clarification notes: why something is refused, and what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text

PUBLICATION_REFUSED: Mapping[str, Text] = {
    "open_findings": _("Er staan nog bevindingen open: %(count)s. Los ze op of neem een besluit."),
    "wrong_state": _("Dit kan niet meer: de aanbesteding is intussen gepubliceerd, teruggenomen of ingetrokken."),
    "changed": _("De stukken zijn veranderd sinds u deze pagina opende. Bekijk ze opnieuw en teken dan."),
    "not_offered": _("Een eerste persoon moet de aanbesteding eerst aanbieden."),
    "no_closing": _("Vul in de planning de datum van de sluiting in."),
    "closing_too_early": _(
        "Met deze verzenddatum mag u niet eerder sluiten dan %(earliest)s. Pas de planning aan, of verzend eerder."
    ),
    "closing_passed": _("De geplande sluiting is al voorbij. Pas de planning aan."),
    "in_future": _("Dit tijdstip ligt in de toekomst. Vul in wanneer het op het platform is gedaan."),
}
# The field of the form where a refusal is shown; the rest stands above the form.
PUBLICATION_FIELDS: Mapping[str, str] = {"closing_too_early": "outside_at", "in_future": "outside_at"}

CLARIFICATION_REFUSED: Mapping[str, Text] = {
    "not_published": _("Dit kan alleen bij een gepubliceerde aanbesteding die nog niet is gesloten."),
    "already_sent": _("Dit staat al in een verzonden nota en kan niet meer veranderen."),
    "no_answer": _("Er is nog geen antwoord om goed te keuren."),
    "own_answer": _("U schreef dit antwoord zelf. Een ander keurt het goed."),
    "changed": _("De tekst is intussen veranderd. Lees hem opnieuw."),
    "nothing_to_send": _("Er is niets te verzenden: geen goedgekeurd antwoord en geen wijziging."),
    "too_late_for_closing": _(
        "Met deze sluiting moet de nota uiterlijk %(latest)s uit zijn. Verplaats in deze nota de sluiting naar "
        "%(earliest)s of later."
    ),
    "closing_too_early": _("De sluiting ligt te vroeg volgens de wet. Kies %(earliest)s of later."),
    "closing_passed": _("De sluiting is voorbij: er kan geen nota meer uit."),
    "in_future": _("Dit tijdstip ligt in de toekomst. Vul in wanneer de nota op het platform is gezet."),
}
CLARIFICATION_FIELDS: Mapping[str, str] = {"too_late_for_closing": "outside_at", "in_future": "outside_at"}

AMENDMENT_REFUSED: Mapping[str, Text] = {
    "unknown_target": _("Dit onderdeel kan niet met een nota worden gewijzigd."),
    "not_a_date": _("Dit is geen datum. Schrijf dd-mm-jjjj."),
    "not_a_time": _("Dit is geen tijd. Schrijf uu:mm."),
    "not_a_number": _("Dit is geen getal dat hier kan."),
    "empty": _("Vul de nieuwe tekst in."),
    "unchanged": _("Dit is gelijk aan wat er staat."),
    "taken": _("De nota in voorbereiding wijzigt dit onderdeel al. Verwijder die wijziging eerst."),
}
PART_LABELS: Mapping[str, Text] = {
    "procedure": _("Opdracht en procedure"),
    "planning": _("Planning"),
    "requirements": _("Eis"),
    "clauses": _("Conceptovereenkomst"),
    "ambition": _("Ambities"),
    "market": _("Marktconsultatie"),
    "award_model": _("Gunningsmodel"),
    "motivations": _("Motiveringen"),
}
CLAUSE_LABELS: Mapping[str, Text] = {
    "growth": _("groeimodel"),
    "penalty": _("boeteregeling"),
    "recalibration": _("jaarlijkse herijking"),
    "equivalence": _("algemene bepaling 'of gelijkwaardig'"),
}
STEP_FIELDS: Mapping[str, Text] = {"day": _("datum"), "hour": _("tijd"), "source": _("bron")}
FORMAL_ACT_LABELS: Mapping[str, Text] = {
    "award_letters": _("mededeling van de gunningsbeslissing"),
    "notice": _("Aankondiging"),
    "clarification_note": _("Nota van inlichtingen"),
}


def refused(texts: Mapping[str, Text], code: str, params: Mapping[str, Any]) -> str:
    """Return the sentence of a refusal, its dates written out."""
    shown = {name: date_format(value, "l j F Y") if hasattr(value, "year") else value for name, value in params.items()}
    return str(texts[code]) % shown
