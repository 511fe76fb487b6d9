"""Dutch wording of the award model: what the rules and the engine say of it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.domain.rule_table import Severity
from procurement.core.extension_points import Text

SEVERITY_LABELS: Mapping[Severity, Text] = {
    Severity.BLOCK: _("blokkeert"),
    Severity.MOTIVATE: _("motiveer"),
    Severity.WARN: _("let op"),
    Severity.ADVICE: _("advies"),
    Severity.TASK: _("taak"),
}

FINDING_WORDS: Mapping[str, Text] = {
    "award_method_unmotivated": _(
        "U gunt op laagste prijs of laagste kosten. Leg uit waarom de beste verhouding tussen prijs en kwaliteit hier "
        "niet past; die uitleg komt in de stukken."
    ),
    "criterion_no_link": _("%(criterion)s: leg uit wat dit criterium met de opdracht te maken heeft."),
    "criterion_no_verification": _("%(criterion)s: schrijf op hoe u controleert wat de inschrijver belooft."),
    "no_criteria": _("Er zijn nog geen gunningscriteria. Voeg het eerste toe."),
    "criterion_no_points": _("%(criterion)s heeft nog geen punten."),
    "points_not_100": _("De punten zijn samen %(total)s. Verdeel er precies 100 over criteria en kosten."),
    "scale_missing": _("De schaal heeft nog geen twee niveaus. Beschrijf welke cijfers er zijn en wat ze betekenen."),
    "level_no_meaning": _("Schaal: schrijf op wanneer een inschrijver een %(grade)s (%(word)s) krijgt."),
    "level_same_meaning": _("Schaal: de betekenis van %(grade)s (%(word)s) is gelijk aan die van een ander cijfer."),
    "minimum_off_scale": _("%(criterion)s: het minimum ligt buiten de schaal. Kies een cijfer op de schaal."),
    "minimum_above_group": _("%(criterion)s: het minimum is hoger dan de punten van de groep."),
    "costs_dominate": _("Kosten wegen %(share)s procent: kwaliteit kan de uitkomst dan zelden nog bepalen."),
    "estimate_outside_band": _(
        "De raming van € %(estimate)s ligt buiten de bandbreedte. Inschrijvingen lopen dan kans alle of geen punten "
        "voor kosten te krijgen."
    ),
    "ceiling_above_band": _("Het plafond ligt boven de bovengrens: daartussen maken kosten geen verschil meer."),
    "relative_formula": _(
        "De punten voor kosten hangen af van andere inschrijvingen; valt er één af, dan kan de volgorde omslaan. "
        "Een vaste onder- en bovengrens voorkomt dat."
    ),
    "lcc_no_data": _("Levenscycluskosten: schrijf op welke gegevens de inschrijver levert."),
    "lcc_no_rate": _("Levenscycluskosten: vul de reële discontovoet in."),
    "lcc_no_source": _("Levenscycluskosten: noem de bron van de discontovoet."),
    "lcc_no_years": _("Levenscycluskosten: vul in over hoeveel jaar u rekent."),
    "environment_no_data": _("%(criterion)s: schrijf op welke gegevens over milieukosten de inschrijver levert."),
    "environment_no_method": _("%(criterion)s: noem de bepalingsmethode voor de milieukosten."),
    "environment_no_version": _("%(criterion)s: noem de versie van de methode en van de database."),
    "environment_no_verifier": _("%(criterion)s: schrijf op wie de berekening toetst."),
    "environment_no_penalty": _(
        "%(criterion)s: de conceptovereenkomst regelt nog niet wat er gebeurt als de milieukosten hoger uitvallen "
        "dan beloofd."
    ),
    "nothing_measured": _(
        "Geen enkel criterium meet een getal. Voeg een meetbaar criterium toe (procent, kg, jaar, MKI)."
    ),
    "nothing_planned": _("Geen enkel criterium beoordeelt een plan. Getallen zonder aanpak zijn moeilijk te geloven."),
    "kpi_no_evidence": _("%(criterion)s: schrijf op met welk bewijs de KPI wordt aangetoond."),
    "cost_share_unusual": _(
        "Kosten wegen %(share)s procent. In circulaire aanbestedingen is 10 tot 30 procent gangbaar."
    ),
    "criterion_firm_wide": _(
        "%(criterion)s gaat over de onderneming als geheel en niet over deze opdracht. Beperk het tot wat de "
        "inschrijver in deze opdracht doet."
    ),
    "one_assessor": _(
        "Met één beoordelaar is er geen individuele beoordeling vóór het overleg. Kondig er ten minste drie aan."
    ),
    "assessors_unknown": _("Kondig aan hoeveel beoordelaars er zijn."),
    "assessors_too_few": _("U kondigt %(count)s beoordelaars aan. Met minder dan drie weegt één mening te zwaar."),
    "assessors_few": _("U kondigt %(count)s beoordelaars aan; vijf is het advies. Leg vast waarom minder volstaat."),
    "no_tie_break": _("Er is geen regel voor een gelijke stand. Kies bijvoorbeeld: hoogste kwaliteit, dan loting."),
    "tie_break_without_draw": _("De regel voor een gelijke stand eindigt niet met loting en kan onbeslist blijven."),
    "criterion_no_kpi": _("%(criterion)s heeft geen KPI: de belofte wordt tijdens het contract niet gemeten."),
    "kpi_no_definition": _("%(criterion)s: schrijf op hoe en wanneer de KPI wordt gemeten."),
}
# Code of a fault of the engine -> what to do. As a finding its code is "fault_" before it.
FAULT_WORDS: Mapping[str, Text] = {
    "points": _("%(criterion)s: vul hoger dan nul punten in."),
    "code": _("%(criterion)s: deze code is al in gebruik of heeft een eigen betekenis (quality, price, lot)."),
    "minimum": _("%(criterion)s: het minimum is geen bruikbaar getal."),
    "empty_group": _("%(criterion)s is een groep zonder criteria. Zet er een criterium onder."),
    "curve": _("%(criterion)s: vul de curve in, met ten minste één punt."),
    "knot": _("%(criterion)s: punt %(row)s van de curve klopt niet. De waarden moeten van laag naar hoog lopen."),
    "criterion": _("%(criterion)s kan zo niet worden berekend. Kijk de velden na."),
    "no_criteria": _("Deze methode heeft ten minste één criterium nodig."),
    "cost_points": _("Vul de punten voor kosten in, hoger dan nul."),
    "band": _("Vul een onder- en een bovengrens in; de bovengrens ligt boven de ondergrens."),
    "zero_at": _("Vul in bij welke factor van de laagste prijs er nul punten zijn; hoger dan 1."),
    "exponent": _("Vul de macht van de prijsformule in."),
    "rate": _("Vul de discontovoet voor de levenscycluskosten in."),
    "years": _("Vul in over hoeveel jaar de levenscycluskosten tellen, ten minste één."),
    "tie_break": _("De regel voor een gelijke stand noemt een criterium dat er niet is."),
    "other": _("Het model kan zo niet worden berekend. Kijk methode en kosten na."),
}
# Why something cannot have its points; shown at the field.
POINT_FAULTS: Mapping[str, Text] = {
    "above_whole": _("Alle punten samen zijn 100. Vul ten hoogste 100 in."),
    "above_left": _(
        "De andere criteria en kosten laten %(left)s van de 100 punten over. Vul ten hoogste %(left)s in, of verdeel "
        "de punten opnieuw bij Punten."
    ),
    "none_left": _(
        "De andere criteria en kosten hebben alle 100 punten al. Laat dit leeg, of verdeel de punten opnieuw bij "
        "Punten."
    ),
    "sum_above": _("Hier komt de som boven de 100 punten uit. Samen zijn het er %(over)s te veel."),
}
TIE_BREAK_LABELS: Mapping[str, Text] = {
    "quality": _("meeste punten voor kwaliteit"),
    "price": _("laagste kosten"),
    "lot": _("loting"),
}
