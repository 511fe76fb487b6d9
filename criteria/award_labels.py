"""Dutch wording of computation, decision, letters and standstill."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from criteria.domain.explanation import Mark, Place
from procurement.core.extension_points import Text
from procurement.core.templatetags.formats import euro, number, percent

AWARD_REFUSALS: Mapping[str, Text] = {
    "not_priced": _("De prijzen zijn nog niet geopend. Daarvoor wordt er niets berekend (Aw 2012 art. 2.52a)."),
    "price_unconfirmed": _(
        "De prijs van inschrijving %(bid)s staat nog niet vast. Laat een tweede persoon bevestigen."
    ),
    "case_refused": _("De berekening kan niet worden gemaakt: %(faults)s"),
    "advice_empty": _("Schrijf het advies voordat u het voorlegt."),
    "advice_missing": _("De commissie heeft nog geen advies voorgelegd."),
    "advice_submitted": _("Het advies is voorgelegd. Neem het eerst terug; daarna kunt u het wijzigen."),
    "no_winner": _("Twee inschrijvingen delen de eerste plaats. Er is geen winnaar om over te besluiten."),
    "not_mandate_holder": _("Alleen de mandaathouder in het team van deze aanbesteding besluit over de gunning."),
    "no_mandate_amount": _(
        "Bij uw plaats in het team staat nog geen bedrag van uw mandaat. Vraag een beheerder of inkoper om het vast te "
        "leggen."
    ),
    "above_mandate": _(
        "De waarde van de opdracht (%(value)s) is hoger dan uw mandaat (%(mandate)s). Leg het besluit voor aan wie "
        "hoger gemandateerd is."
    ),
    "result_changed": _(
        "De berekening geeft niet meer dezelfde uitkomst. Er is niet besloten; waarschuw de beheerder."
    ),
    "letter_signed": _("Deze brief is al door iemand goedgekeurd. Trek die goedkeuring eerst in."),
    "letters_not_approved": _(
        "Nog niet door twee personen goedgekeurd: %(letters)s. Alle brieven gaan tegelijk weg (Aw 2012 art. 2.128)."
    ),
    "other_day": _(
        "In de brieven staat %(printed)s als dag van verzending. De termijn in de brief klopt dan niet: stuur op die "
        "dag, of wijzig de dag en laat de brieven opnieuw goedkeuren (Aw 2012 art. 2.127)."
    ),
    "sent_in_future": _("Dit moment ligt in de toekomst. Neem het tijdstip over van het platform."),
    "day_past": _("Deze dag ligt voor het besluit. Kies een dag vanaf het besluit."),
    "court_missing": _(
        "Bij uw organisatie staat geen bevoegde rechtbank. Zonder die naam is de brief niet af (Aw 2012 art. 2.130)."
    ),
    "standstill_running": _(
        "De opschortende termijn loopt tot en met %(ends_on)s, 23.59 uur. Gun daarna definitief (Aw 2012 art. 2.127)."
    ),
    "summons_open": _(
        "Er loopt een kort geding van %(parties)s. Leg eerst de uitspraak of de intrekking vast; tot dan wordt niet "
        "definitief gegund en geen overeenkomst getekend (Aw 2012 art. 2.131)."
    ),
    "summons_ended": _("Van deze dagvaarding is het einde al vastgelegd. Dat verandert niet meer."),
    "end_outside": _("Deze dag ligt voor de dagvaarding of in de toekomst."),
    "summons_outside": _("Deze dag ligt voor de verzending van de brieven of in de toekomst."),
}

OUT_WORDS: Mapping[str, Text] = {
    "below_minimum": _(
        "%(criterion)s: %(value)s ligt onder het gepubliceerde minimum van %(limit)s. De prijs blijft verzegeld."
    ),
    "above_maximum": _(
        "%(criterion)s: %(value)s ligt boven het gepubliceerde maximum van %(limit)s. De prijs blijft verzegeld."
    ),
    "above_ceiling": _("De kosten liggen boven het gepubliceerde plafond."),
    "withdrawn": _("De inschrijver heeft de inschrijving ingetrokken."),
    "excluded": _("Terzijde gelegd: %(ground)s"),
}

ANALYSIS_WARNINGS: Mapping[str, Text] = {
    "relative_price_formula": _("De punten voor kosten hangen af van de andere inschrijvingen."),
    "relative_criterion": _(
        "Een criterium vergelijkt de inschrijvingen met elkaar; valt er één weg, dan verandert de score."
    ),
    "rank_reversal": _("Valt een inschrijving weg, dan kan de volgorde van de andere veranderen."),
    "price_dominates": _("Kosten bepaalden meer dan de helft van de verschillen."),
    "no_discrimination": _("Op %(code)s kreeg iedereen evenveel punten."),
}


def out_message(out: Any, leaves: Any) -> str:
    """Return in words why a bid is not ranked. out: an ``Out`` of the outcome."""
    names = {leaf["code"]: f"{leaf['code']} {leaf['name']}" for leaf in leaves}
    return str(OUT_WORDS[out.code]) % {
        "criterion": names.get(out.criterion, out.criterion),
        "value": number(out.value),
        "limit": number(out.limit),
        "ground": out.ground or gettext("zie het register"),
    }


def warning_message(code: str) -> str:
    """Return in words a warning of the analysis."""
    name, _colon, criterion = code.partition(":")
    return str(ANALYSIS_WARNINGS[name]) % {"code": criterion}


def mark_words(mark: Mark, unit: str = "") -> str:
    """Return how this grade or value came to its points, with the figures."""
    words = []
    shown = number(_short(mark.value))
    if len(mark.grades) > 1:
        grades = ", ".join(number(grade) for grade in mark.grades)
        words.append(gettext("Gemiddelde van %(grades)s is %(mean)s.") % {"grades": grades, "mean": shown})
    if mark.place is not None:
        words.append(_place_words(mark.place, shown))
    if mark.maximum is not None:
        words.append(
            gettext("%(fraction)s × %(maximum)s = %(earned)s.")
            % {
                "fraction": number(_short(mark.fraction, 4)),
                "maximum": number(mark.maximum),
                "earned": number(mark.earned, 2),
            }
        )
    return " ".join(words)


def price_words(case: Mapping[str, Any], row: Mapping[str, Any], others: Any) -> str:
    """Return how the costs of a ranked bid came to their points, with the figures. others: all rows of the ranking."""
    price, basis = case["price"], Decimal(row["basis"])
    terms = {key: Decimal(str(value)) for key, value in price["formula"].items() if key not in ("kind", "clip")}
    bases = [Decimal(one["basis"]) for one in others]
    figures = {
        "max": number(Decimal(str(price["max_points"]))),
        "basis": euro(basis),
        "floor": euro(terms.get("floor"), 0),
        "ceiling": euro(terms.get("ceiling"), 0),
        "low": euro(min(bases)),
        "high": euro(max(bases)),
        "zero_at": number(terms.get("zero_at")),
        "exponent": number(terms.get("exponent")),
        "earned": number(Decimal(row["price_points"]), 2),
    }
    return str(FORMULA_WORDS[price["formula"]["kind"]]) % figures


FORMULA_WORDS: Mapping[str, Text] = {
    "linear_absolute": _("%(max)s × (%(ceiling)s − %(basis)s) / (%(ceiling)s − %(floor)s) = %(earned)s."),
    "lowest_over_price": _("%(max)s × %(low)s / %(basis)s = %(earned)s."),
    "power": _("%(max)s × (%(low)s / %(basis)s) tot de macht %(exponent)s = %(earned)s."),
    "linear_from_lowest": _("%(max)s × (1 − (%(basis)s − %(low)s) / ((%(zero_at)s − 1) × %(low)s)) = %(earned)s."),
    "linear_lowest_highest": _("%(max)s × (%(high)s − %(basis)s) / (%(high)s − %(low)s) = %(earned)s."),
    "logarithmic": _("%(max)s × (1 − log(%(basis)s / %(low)s) / log(%(zero_at)s)) = %(earned)s."),
}

FORMULA_EXPLAINED: Mapping[str, Text] = {
    "linear_absolute": _(
        "De punten lopen in een rechte lijn van alle punten bij %(floor)s of minder naar nul bij %(ceiling)s of meer. "
        "Deze schaal staat vast: de kosten van anderen tellen niet mee."
    ),
    "lowest_over_price": _("De laagste kosten krijgen alle punten; wie twee keer zo duur is, krijgt de helft."),
    "power": _(
        "De laagste kosten krijgen alle punten; hoger kost steeds meer punten, naar de macht die is gepubliceerd."
    ),
    "linear_from_lowest": _("De laagste kosten krijgen alle punten; vanaf daar lopen de punten in een rechte lijn af."),
    "linear_lowest_highest": _("De laagste kosten krijgen alle punten en de hoogste geen."),
    "logarithmic": _("De laagste kosten krijgen alle punten; elk volgend procent kost minder punten dan het vorige."),
}


def _place_words(place: Place, shown: str) -> str:
    low, high = place.low, place.high
    figures = {
        "value": shown,
        "x0": number(_short(low[0])),
        "f0": percent(_short(100 * low[1])),
        "x1": number(_short(high[0])),
        "f1": percent(_short(100 * high[1])),
    }
    return str(PLACE_WORDS[place.code]) % figures


PLACE_WORDS: Mapping[str, Text] = {
    "on": _("Bij %(value)s hoort %(f0)s van de punten."),
    "between": _("%(value)s ligt op de rechte lijn van %(x0)s (%(f0)s) naar %(x1)s (%(f1)s)."),
    "step": _("Vanaf %(x0)s geldt %(f0)s van de punten."),
    "before": _("%(value)s ligt voor %(x0)s; daar geldt %(f0)s van de punten."),
    "after": _("%(value)s ligt voorbij %(x0)s; daar geldt %(f0)s van de punten."),
}


def _short(value: Decimal, places: int = 6) -> Decimal:
    return round(value, places).normalize()


LETTER_FINDINGS: Mapping[str, Text] = {
    "court_missing": _(
        "Bij uw organisatie staat geen bevoegde rechtbank. Vul die in; anders is de brief niet volledig."
    ),
    "desk_missing": _("Bij uw organisatie staat geen klachtenmeldpunt. De brief noemt er nu geen."),
    "equal_texts": _(
        "Op %(criterion)s lezen inschrijvers %(bids)s dezelfde motivering. Leg uit wat er bij elk anders is."
    ),
    "no_advantages": _(
        "Bij de winnaar staan geen sterke punten op %(criteria)s. Haar voordelen ontbreken dan in de brieven."
    ),
    "computable_costs": _(
        "De kostenschaal ligt vast en is gepubliceerd. Wie de kostenpunten van de winnaar leest, kan haar kosten "
        "uitrekenen. De brieven noemen die punten; zo is in het advies gekozen."
    ),
}


def finding_message(code: str, params: Mapping[str, Any]) -> str:
    """Return in words what a rule found on the letters."""
    return str(LETTER_FINDINGS[code]) % params
