"""Dutch wording of clarifications: why something is refused, and what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text

CLARIFICATION_REFUSED: Mapping[str, Text] = {
    "not_published": _("Dit kan alleen bij een gepubliceerde aanbesteding die nog niet is gesloten."),
    "already_sent": _("Dit is al verzonden of afgehandeld en kan niet meer veranderen."),
    "no_answer": _("Er is nog geen antwoord om goed te keuren."),
    "own_answer": _("U schreef dit antwoord zelf. Een ander keurt het goed."),
    "not_offered": _("Dit antwoord is niet aangeboden ter goedkeuring."),
    "no_reason": _("Schrijf op wat er anders moet of wat u bedoelt."),
    "not_in_team": _("Deze persoon zit niet meer in het team."),
    "number_taken": _("Een vraag met dit nummer van het platform staat al in Kring."),
    "same_question": _("Een vraag kan niet met zichzelf worden samengevoegd."),
    "other_tender": _("Deze vraag hoort bij een andere aanbesteding."),
    "not_general": _("Een vertrouwelijke vraag krijgt haar eigen antwoord en wordt niet samengevoegd."),
    "has_duplicates": _("Andere vragen zijn al met deze samengevoegd. Maak dat eerst ongedaan."),
    "not_merged": _("Deze vraag is niet samengevoegd."),
    "not_anonymous": _("Vraag %(number)s kan verraden wie haar stelde: %(names)s. Pas vraag of antwoord eerst aan."),
    "changed": _("De tekst is intussen veranderd. Lees hem opnieuw."),
    "not_invited": _("Uw onderneming kan bij deze aanbesteding hier geen vragen stellen."),
    "questions_closed": _("De termijn voor vragen is voorbij."),
    "already_ended": _("Deze uitnodiging is al beëindigd."),
    "not_confidential": _("Deze vraag is niet vertrouwelijk gesteld."),
    "not_individual": _("Deze vraag wordt niet alleen aan de vrager beantwoord."),
    "already_done": _("Deze export is al overgenomen."),
    "rows_have_faults": _("Er is niets overgenomen: %(count)s regels kloppen nog niet."),
    "nothing_new": _("Alle vragen uit deze export staan al in Kring."),
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
