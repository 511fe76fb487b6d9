"""Dutch wording of findings: how heavy, how sure, and per code what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.domain.rule_table import Certainty, Severity
from procurement.core.extension_points import Text
from tenders.domain.compliance import Status

SEVERITY_LABELS: Mapping[Severity, Text] = {
    Severity.BLOCK: _("Houdt tegen"),
    Severity.MOTIVATE: _("Motiveren"),
    Severity.WARN: _("Let op"),
    Severity.ADVICE: _("Advies"),
    Severity.TASK: _("Taak"),
}
SEVERITY_MEANINGS: Mapping[Severity, Text] = {
    Severity.BLOCK: _("Los dit op; anders kan de aanbesteding niet worden gepubliceerd."),
    Severity.MOTIVATE: _("Pas het aan, of leg uit waarom. Uw uitleg komt in de stukken."),
    Severity.WARN: _("Pas het aan, of teken af dat u dit hebt gezien."),
    Severity.ADVICE: _("Ter overweging; u hoeft niets vast te leggen."),
    Severity.TASK: _("Doe dit op tijd; publiceren kan wel."),
}
CERTAINTY_LABELS: Mapping[Certainty, Text] = {
    Certainty.V: _("gelezen in de wet of de uitspraak"),
    Certainty.S: _("gelezen in een secundaire bron"),
    Certainty.R: _("eigen lezing van de regels"),
    Certainty.M: _("nog te bevestigen door een jurist"),
}
STATUS_LABELS: Mapping[Status, Text] = {
    Status.BLOCKS: _("op te lossen"),
    Status.ASKS: _("te beslissen"),
    Status.STALE: _("opnieuw te beslissen"),
    Status.SETTLED: _("besloten"),
    Status.SHOWN: _("ter informatie"),
}

VALUE_TEXTS: Mapping[str, Text] = {
    "value_missing": _("Vul de geraamde waarde in, over de hele looptijd met alle opties."),
    "value_not_dated": _("Vul in van welke datum de raming is."),
    "value_without_basis": _("Schrijf op waar de raming op rust: prijzen, hoeveelheden, bron."),
    "above_threshold": _(
        "De raming van %(value_eur)s ligt op of boven de drempel van %(threshold_eur)s. Kies de Europese procedure."
    ),
    "authority_kind_missing": _("Leg bij de organisatie vast of zij centrale of decentrale overheid is."),
    "maybe_split": _(
        "Samen met %(others)s komt dit binnen een jaar op %(total_eur)s, boven de drempel. Leg uit waarom dit geen "
        "splitsing is, of voeg de opdrachten samen."
    ),
    "just_below_threshold": _(
        "De raming ligt %(margin_eur)s onder de drempel. Toets de raming in de markt: de gunning kan erboven uitkomen."
    ),
    "cross_border_interest": _(
        "Weeg of ondernemingen uit andere lidstaten deze opdracht zouden willen. Leg uit waarom dat niet zo is, of "
        "kondig de opdracht aan."
    ),
    "cross_border_without_notice": _(
        "Er is een duidelijk grensoverschrijdend belang. Kondig de opdracht passend aan, of leg uit waarom niet."
    ),
    "months_not_counted": _(
        "De raming telt %(months)s maanden, de overeenkomst duurt er %(fixed)s. Tel ze alle mee, tot ten hoogste 48."
    ),
    "year_not_counted": _("Terugkerende inkopen raamt u over 12 maanden. Voeg dat bedrag toe aan de raming."),
    "main_part_missing": _("De opdracht is gemengd. Kies bij de raming het hoofdbestanddeel."),
    "value_differs": _("De berekening komt op %(total_eur)s. Neem de uitkomst over, of pas de bedragen aan."),
    "exemption_without_facts": _("Schrijf op welke feiten de uitzondering op de wet dragen."),
    "threshold_unknown": _(
        "Voor de geplande verzenddatum kent Kring geen drempel. Kies een andere datum of vraag de beheerder."
    ),
    "strategy_unsigned": _("Laat opdrachtgever en budgethouder de inkoopstrategie ondertekenen."),
    "procedure_missing": _("Kies een procedure."),
    "procedure_unmotivated": _("Schrijf op waarom u deze procedure kiest."),
    "works_regulation": _("Leg vast dat u het ARW 2016 volgt, of waarom u ervan afwijkt."),
    "level_field_measures_missing": _(
        "Leg vast hoe u wat de markt in de consultatie hoorde met iedereen deelt, en hoeveel tijd u geeft."
    ),
    "selective_consultation": _("Leg uit waarom u alleen deze partijen hebt geraadpleegd."),
}
TERM_TEXTS: Mapping[str, Text] = {
    "date_missing": _("Vul de datum van deze stap in de planning in: %(step)s."),
    "closing_hour_missing": _("Vul het uur van de sluiting in."),
    "shown_later": _(
        "TenderNed toont een Europese aankondiging soms pas twee dagen na verzending. Geef inschrijvers die dagen "
        "erbij."
    ),
    "closing_too_early": _("De sluiting ligt te vroeg. Kies %(earliest)s of later."),
    "closing_on_last_day": _(
        "De termijn loopt tot het einde van deze dag, maar u sluit eerder. Sluit liever op %(advised)s."
    ),
    "closed_documents": _(
        "De stukken staan niet kosteloos en volledig online: er komen vijf dagen bij. Kies %(earliest)s of later."
    ),
    "term_in_holidays": _(
        "Van de inschrijftermijn valt %(share_pct)s procent in een vakantie, of de sluiting volgt er direct op. Geef "
        "meer tijd."
    ),
    "below_house_minimum": _("De huisregel geeft inschrijvers tijd tot %(advised)s. Sluit dan of later."),
    "note_too_late": _(
        "De laatste nota van inlichtingen moet uiterlijk %(latest)s uit. Verzend eerder of sluit later."
    ),
    "little_time_to_answer": _(
        "Tussen de laatste vraag en de nota liggen minder dan %(days)s werkdagen. Laat vragen eerder stellen."
    ),
    "validity_missing": _("Vul in hoeveel dagen een inschrijving geldig blijft."),
    "validity_short": _(
        "Een inschrijving blijft %(days)s dagen geldig; de planning vraagt er %(least)s, met twee weken speling."
    ),
    "validity_long": _("%(days)s dagen gestanddoening is lang. Bekijk of het korter kan."),
}
DOCUMENT_TEXTS: Mapping[str, Text] = {
    "clustering_unmotivated": _("Leg uit waarom deze onderdelen samen in één opdracht horen."),
    "no_lots_unmotivated": _("Leg uit waarom u de opdracht niet in percelen verdeelt."),
    "purpose_missing": _("Schrijf bij eis %(code)s op waarom zij nodig is."),
    "no_equivalent": _("Eis %(code)s noemt %(norm)s. Voeg ‘of gelijkwaardig’ toe, of zet de algemene bepaling aan."),
    "equivalent_by_clause": _(
        "Eis %(code)s noemt %(norm)s zonder ‘of gelijkwaardig’. De algemene bepaling dekt dit; zet het liever ook in "
        "de zin."
    ),
    "mostly_technical": _(
        "%(technical)s van de %(total)s minimumeisen schrijven een oplossing voor. Bekijk of u kunt vragen wat "
        "bereikt moet worden."
    ),
    "execution_unlinked": _("Schrijf bij uitvoeringsvoorwaarde %(code)s op hoe zij met de opdracht samenhangt."),
    "not_electronic": _("Leg uit welke uitzondering toestaat dat inschrijvingen niet elektronisch binnenkomen."),
    "complaint_desk_missing": _("Vul bij de organisatie het klachtenmeldpunt in."),
    "court_missing": _("Vul bij de organisatie de bevoegde rechtbank in."),
    "framework_without_maximum": _("Vul bij de omvang de maximale hoeveelheid van de raamovereenkomst in."),
    "fee_unmotivated": _("Vul een tenderkostenvergoeding in, of leg uit waarom u er geen geeft."),
    "requirements_missing": _("Schrijf ten minste één minimumeis of uitvoeringsvoorwaarde."),
    "cpv_missing": _("Vul ten minste één CPV-code in."),
    "award_model_missing": _("Maak het gunningsmodel: zonder kan niemand weten hoe u inschrijvingen beoordeelt."),
    "ambition_without_demand": _(
        "Geen eis of gunningscriterium draagt deze ambitie: %(codes)s. Koppel haar, of teken af dat zij alleen "
        "richting geeft."
    ),
}
CONTRACT_TEXTS: Mapping[str, Text] = {
    "mandatory_grounds": _("Deze verplichte uitsluitingsgronden ontbreken: %(codes)s. Leg de gronden opnieuw vast."),
    "ground_not_in_law": _("Uitsluitingsgrond %(code)s staat niet in de wet. Haal haar weg."),
    "ground_without_reason": _("Leg bij uitsluitingsgrond %(code)s uit waarom zij telt voor deze opdracht."),
    "suitability_unlinked": _("Schrijf bij geschiktheidseis %(code)s op welk risico of welke vaardigheid zij dekt."),
    "turnover_unmotivated": _("Geschiktheidseis %(code)s vraagt omzet. Schrijf de zwaarwegende argumenten op."),
    "same_kind_asked": _(
        "Geschiktheidseis %(code)s vraagt “%(word)s”. Vraag ervaring die op onderdelen vergelijkbaar is."
    ),
    "framework_too_long": _(
        "De raamovereenkomst duurt met opties %(months)s maanden. Meer dan 48 is een uitzondering: leg uit waarom."
    ),
    "contract_too_long": _("De overeenkomst duurt met opties %(months)s maanden. Leg uit waarom dat redelijk is."),
    "duration_missing": _("Vul de looptijd in."),
    "growth_clause_missing": _(
        "Het gunningsmodel beloont groei, maar de conceptovereenkomst heeft geen bepaling die de doelen laat "
        "stijgen. Schrijf haar."
    ),
    "recalibration_clause_missing": _("Schrijf de bepaling over de jaarlijkse herijking; het groeimodel steunt erop."),
    "clause_incomplete": _("Deze bepaling noemt nog niet: %(missing)s. Zonder die delen mag u later niet bijstellen."),
}
TEAM_TEXTS: Mapping[str, Text] = {
    "drafter_decides": _(
        "%(person)s stelt de stukken op en besluit ook over de gunning. Laat een beheerder of inkoper een andere "
        "mandaathouder aanwijzen, of teken af waarom dit hier niet anders kan."
    ),
    "one_decides_all": _(
        "%(person)s is opdrachtgever, budgethouder en mandaathouder tegelijk. Bekijk of iemand anders een van deze "
        "rollen kan dragen."
    ),
    "assessor_decides": _(
        "%(person)s zit in de beoordelingscommissie en besluit daarna over haar advies. Bekijk of iemand anders kan "
        "besluiten."
    ),
}
