"""Dutch wording of bids and their assessment: what is refused, what is wrong in a price sheet, what is declared."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from criteria.award_labels import AWARD_REFUSALS
from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState
from criteria.labels import EVALUATION_STATE_LABELS, SEAT_KIND_LABELS
from procurement.core.extension_points import Text

REFUSALS: Mapping[str, Text] = {
    "wrong_state": _("Dit kan nu niet: de beoordeling staat op “%(state)s”. Laad de pagina opnieuw."),
    "moved_on": _("Iemand anders heeft de beoordeling intussen verder gebracht. Bekijk hoe het nu staat."),
    "tender_withdrawn": _("Deze aanbesteding is ingetrokken. U kunt alles nog lezen; verder gaan kan niet meer."),
    "tender_not_running": _("Dit kan alleen als de aanbesteding is gepubliceerd en nog niet is gegund."),
    "no_closing": _("Deze aanbesteding heeft nog geen sluitingsmoment. Vul dat in bij de procedure."),
    "not_closed": _("Openen kan pas na de sluiting op %(closing_at)s."),
    "no_bids": _("Er is geen tijdige inschrijving."),
    "unchecked": _("Controleer eerst de volledigheid van inschrijving %(bids)s."),
    "received_in_future": _("Dit moment ligt in de toekomst. Neem het tijdstip over van het platform."),
    "bidder_twice": _("Deze onderneming heeft al een inschrijving: %(bid)s."),
    "other_organisation": _("Deze onderneming staat niet in het adresboek van uw organisatie."),
    "opening_pending": _(
        "Er staat al één handtekening onder de opening. Trek die eerst in; daarna kunt u het register wijzigen."
    ),
    "bid_out": _("Inschrijving %(bid)s doet niet meer mee."),
    "bid_not_out": _("Inschrijving %(bid)s doet gewoon mee."),
    "bid_late": _("Inschrijving %(bid)s is te laat en wordt niet geopend; er komt niets van in Kring."),
    "remarks_missing": _("Schrijf op wat er ontbreekt."),
    "ground_missing": _("Geef de grond. Die komt in het dossier en in de brief aan de inschrijver."),
    "other_criterion": _("Dit criterium hoort niet bij deze inschrijving."),
    "already_sealed": _(
        "Het prijsblad van inschrijving %(bid)s is verzegeld. Na de sluiting wordt het niet vervangen."
    ),
    "is_bidder": _("U vertegenwoordigt een inschrijver. Dan kunt u hier niets openen of beoordelen."),
    "nothing_pending": _("Er staat geen handtekening open."),
    "not_in_committee": _("Alleen een actief teamlid met de rol beoordelingscommissie krijgt een plaats."),
    "seat_taken": _("Er is al een %(kind)s."),
    "one_seat_a_person": _("Deze persoon heeft al een plaats in de commissie."),
    "has_seen_price": _("Deze persoon heeft een prijs gezien en kan daarom niet in de commissie."),
    "seat_in_use": _("Deze persoon heeft al verklaard of beoordeeld. Vervangen kan alleen na een gemeld belang."),
    "not_your_seat": _("Dit is niet uw plaats in de commissie."),
    "conflict_stays": _("U hebt een belang gemeld. Dat blijft staan; u hebt geen toegang meer."),
    "details_missing": _("Beschrijf welk belang u hebt, of waarover u twijfelt."),
    "no_conflict": _("Hier is geen belang gemeld."),
    "measure_missing": _("Beschrijf de maatregel: wie neemt het over, wat is afgeschermd."),
    "how_missing": _("Beschrijf hoe de prijs is gezien."),
    "seen_in_future": _("Dit moment ligt in de toekomst."),
    "bids_waiting": _("Inschrijving %(bids)s wacht nog: maak de controle af of leg haar terzijde."),
    "no_lead": _("De commissie heeft een voorzitter of secretaris nodig."),
    "too_few_assessors": _(
        "Er zijn %(needed)s beoordelaars aangekondigd en er zitten er %(found)s zonder belang. Wijs een vervanger aan."
    ),
    "not_cleared": _("U hebt geen toegang: teken eerst uw verklaring van belangen."),
    "handed_in": _("U hebt uw beoordeling ingeleverd. Wijzigen kan pas in het consensusoverleg."),
    "not_on_scale": _("Dit cijfer staat niet op de schaal."),
    "incomplete": _("Nog niet alles is ingevuld."),
    "not_all_handed_in": _("Nog niet alle beoordelaars hebben ingeleverd."),
    "grade_missing": _("Kies het cijfer van de commissie."),
    "motivation_missing": _("Schrijf de toelichting erbij; zonder toelichting telt een cijfer niet."),
    "no_grades": _("Er zijn geen cijfers voor dit onderdeel."),
    "value_missing": _("Vul de waarde in zoals die in de inschrijving staat."),
    "source_missing": _("Vul in waar het in de inschrijving staat, bijvoorbeeld de pagina."),
    "own_entry": _("U hebt deze waarde zelf ingevuld. Een ander moet haar controleren."),
    "not_allowed": _(
        "U mag dit niet of niet meer doen: het hoort bij een andere rol, of u hebt intussen een belang gemeld."
    ),
    "first_taken": _(
        "Iemand anders tekende intussen als eerste. Bekijk het opnieuw en teken als tweede, of trek de eerste "
        "handtekening in als uw opmerkingen in het proces-verbaal moeten."
    ),
    "seen_changed": _("Er is intussen iets gewijzigd; bekijk het opnieuw."),
    "changed": _("Dit is intussen gewijzigd. Bekijk de nieuwe waarde en bevestig opnieuw."),
    "incomplete_quality": _("Niet elk cijfer of elke waarde is er; zonder die kan niets worden berekend."),
    "unconfirmed": _("Nog niet bevestigd in het overleg: %(parts)s."),
    "mean_moved": _("Het gemiddelde is veranderd na de bevestiging; bevestig opnieuw: %(parts)s."),
    "values_missing": _("Nog geen waarde uit de inschrijving: %(parts)s."),
    "values_unchecked": _("Waarde nog niet door een tweede persoon gecontroleerd: %(parts)s."),
    "measure_open": _("Nog geen maatregel vastgelegd bij het belang van %(people)s."),
    "quality_changed": _("De kwaliteit is niet meer wat is vastgesteld. Er is niets geopend; waarschuw de beheerder."),
    "key_lost": _(
        "Geen sleutel opent het prijsblad van inschrijving %(bid)s. Er is niets geopend; waarschuw de beheerder."
    ),
    "price_known": _("De prijs van inschrijving %(bid)s is al bekend of blijft verzegeld."),
    "price_not_above_zero": _("De inschrijfprijs moet hoger zijn dan nul."),
}

SHEET_FAULTS: Mapping[str, Text] = {
    "sheet_missing": _("Het blad “%(sheet)s” ontbreekt."),
    "price_row_missing": _("Op het blad “%(sheet)s” ontbreekt de regel met de inschrijfprijs."),
    "columns_missing": _("Op het blad “%(sheet)s” ontbreekt de kopregel met de zeven kolommen."),
    "no_lines": _("Op het blad “%(sheet)s” staat geen enkele kostenregel."),
    "too_many_lines": _("Op het blad “%(sheet)s” staan te veel regels."),
    "formula": _("Blad “%(sheet)s”, rij %(row)s: er staat een formule in plaats van een waarde."),
    "empty": _("Blad “%(sheet)s”, rij %(row)s: “%(column)s” is leeg."),
    "not_a_number": _("Blad “%(sheet)s”, rij %(row)s: “%(column)s” is geen bedrag."),
    "not_whole": _("Blad “%(sheet)s”, rij %(row)s: “%(column)s” is geen heel getal van nul of hoger."),
    "too_many_decimals": _("Blad “%(sheet)s”, rij %(row)s: “%(column)s” heeft meer dan twee decimalen."),
    "price_not_above_zero": _("Blad “%(sheet)s”, rij %(row)s: de inschrijfprijs is nul of negatief."),
    "unknown_category": _("Blad “%(sheet)s”, rij %(row)s: deze kostensoort bestaat niet."),
    "negative_amount": _(
        "Blad “%(sheet)s”, rij %(row)s: een negatief bedrag bij een kostensoort die geen opbrengst is."
    ),
    "residual_without_minus": _("Blad “%(sheet)s”, rij %(row)s: restwaarde is een opbrengst en heeft een minteken."),
    "guarantee_unclear": _("Blad “%(sheet)s”, rij %(row)s: “%(column)s” is ja noch nee."),
    "years_turned": _("Blad “%(sheet)s”, rij %(row)s: het laatste jaar ligt voor het eerste."),
    "beyond_horizon": _("Blad “%(sheet)s”, rij %(row)s: dit jaar valt buiten de rekenperiode."),
    "damaged": _("Het bestand is beschadigd en gaat niet open."),
    "archive_too_large": _("Het bestand is uitgepakt te groot."),
    "spreadsheet_unreadable": _("Het rekenblad kan niet worden gelezen."),
}

PRICE_REMARKS: Mapping[str, Text] = {
    "acquisition_differs": _("De aanschafregels zijn samen niet gelijk aan de inschrijfprijs."),
}

COST_LINE_REASONS: Mapping[str, Text] = {
    "residual_not_guaranteed": _("restwaarde zonder garantie telt voor nul"),
}

DECLARATION_TEXTS: Mapping[str, Text] = {
    "first": _(
        "Ik verklaar dat ik bij deze aanbesteding geen financieel, economisch of ander persoonlijk belang heb, direct "
        "of indirect, dat mijn onpartijdigheid raakt of kan lijken te raken. Ik meld het meteen als dat verandert. "
        "Wat ik in de beoordeling lees of hoor, houd ik geheim."
    ),
    "bidders": _(
        "De inschrijvers zijn mij nu bekend. Ik verklaar dat ik met geen van hen, hun onderaannemers of hun adviseurs "
        "een band heb of in de afgelopen drie jaar had die mijn onpartijdigheid raakt of kan lijken te raken. Ik meld "
        "het meteen als dat verandert."
    ),
}

# State of a bid -> state of the badge that shows it.
BID_BADGES: Mapping[BidState, str] = {
    BidState.RECEIVED: "busy",
    BidState.ADMITTED: "done",
    BidState.LATE: "block",
    BidState.EXCLUDED: "block",
    BidState.WITHDRAWN: "closed",
}


def refusal_message(error: EvaluationError) -> str:
    """Return the Dutch sentence that says why an act of the evaluation was refused and what to do."""
    words = REFUSALS.get(error.code) or AWARD_REFUSALS[error.code]
    return str(words) % {name: _shown(name, value) for name, value in error.params.items()}


def sheet_fault_message(fault: Mapping[str, Any]) -> str:
    """Return the Dutch sentence for one fault of a price sheet."""
    return str(SHEET_FAULTS[fault["code"]]) % fault


def missing_parts(count: int) -> str:
    """Return how many parts still miss a grade or a motivation."""
    return ngettext(
        "Bij %(count)s onderdeel ontbreekt nog een cijfer of toelichting.",
        "Bij %(count)s onderdelen ontbreekt nog een cijfer of toelichting.",
        count,
    ) % {"count": count}


def _shown(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return _sentence(value)
    if name == "state":
        return EVALUATION_STATE_LABELS[EvaluationState(value)]
    if name == "kind":
        return SEAT_KIND_LABELS[value]
    if name == "closing_at":
        local = timezone.localtime(value)
        return f"{date_format(local, 'j F Y')}, {local:%H.%M} {gettext('uur')}"
    return value


def _sentence(items: list[str]) -> str:
    """Return "A, B en C"; of a long list the first eight and how many more."""
    shown, rest = items[:8], len(items) - 8
    if rest > 0:
        return ", ".join(shown) + " " + ngettext("en nog %(rest)s", "en nog %(rest)s", rest) % {"rest": rest}
    return gettext(" en ").join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
