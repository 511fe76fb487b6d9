"""Dutch wording of publishing: why something is refused, what to do, and what parts of the documents are called."""

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
    "individual_answer": _("Antwoord op een vertrouwelijke vraag"),
}


def refused(texts: Mapping[str, Text], code: str, params: Mapping[str, Any]) -> str:
    """Return the sentence of a refusal, its dates written out."""
    shown = {name: date_format(value, "l j F Y") if hasattr(value, "year") else value for name, value in params.items()}
    return str(texts[code]) % shown
