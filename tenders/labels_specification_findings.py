"""Dutch wording of the findings of stage 4: words, labels, suitability, room and conflicts."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text

WORDING_TEXTS: Mapping[str, Text] = {
    "documents_not_online": _(
        "De stukken staan niet kosteloos en volledig online. Leg uit welke uitzondering van artikel 2.66 geldt."
    ),
    "number_unknown": _("De tekst noemt %(number)s, maar dat nummer staat niet in de stukken. Verbeter de verwijzing."),
    "make_without_equivalent": _(
        "Eis %(code)s noemt “%(words)s”. Beschrijf wat het moet kunnen, of zet ‘of gelijkwaardig’ in de zin."
    ),
    "make_named": _(
        "Eis %(code)s noemt “%(words)s” met ‘of gelijkwaardig’. Leg uit waarom de opdracht niet anders te beschrijven "
        "is."
    ),
    "material_named": _(
        "Eis %(code)s schrijft “%(words)s” voor. Vraag wat het materiaal moet doen, zet ‘of gelijkwaardig’ erbij of "
        "zet de algemene bepaling aan."
    ),
    "gap_left": _("In eis %(code)s staat nog een open plek: %(words)s. Vul haar in."),
    "vague_words": _("Eis %(code)s zegt “%(words)s”. Noem een getal of een uitkomst die u kunt vaststellen."),
    "closed_measure": _(
        "Eis %(code)s noemt %(words)s zonder dat er staat waar die maat voor is. Geef de reden of laat ruimte."
    ),
    "report_without_equivalent": _(
        "Eis %(code)s vraagt een %(word)s. Zeg dat een gelijkwaardige instantie of ander passend bewijs ook telt."
    ),
    "persons_asked": _("Eis %(code)s vraagt “%(word)s”. Vraag persoonsgegevens alleen waar het niet anders kan."),
    "label_conditions": _(
        "Keurmerk %(label)s bij eis %(code)s voldoet nog niet aan deze voorwaarden: %(conditions)s. Vink aan wat "
        "klopt, of schrijf de eisen van het keurmerk zelf uit."
    ),
    "label_closed": _(
        "Laat bij keurmerk %(label)s van eis %(code)s een gelijkwaardig keurmerk en, buiten schuld van de "
        "inschrijver, ander bewijs toe."
    ),
    "label_text_closed": _("Zet in de tekst van eis %(code)s ‘of gelijkwaardig’ bij keurmerk %(label)s."),
    "label_unlinked": _(
        "Keurmerk %(label)s bij eis %(code)s stelt ook eisen die niet met de opdracht samenhangen. Schrijf uit wat "
        "wel samenhangt en vraag het keurmerk niet."
    ),
    "label_not_judged": _("Eis %(code)s noemt %(label)s. Leg het keurmerk vast en beoordeel de vijf voorwaarden."),
}
SUITABILITY_TEXTS: Mapping[str, Text] = {
    "standing_missing": _(
        "Kies waar geschiktheidseis %(code)s over gaat: financiële draagkracht, bekwaamheid of beroepsbevoegdheid. "
        "Iets anders mag niet."
    ),
    "turnover_above_three": _(
        "Geschiktheidseis %(code)s vraagt %(multiple)s keer de waarde aan omzet. Meer dan drie keer mag niet."
    ),
    "turnover_above_two": _(
        "Geschiktheidseis %(code)s vraagt %(multiple)s keer de waarde aan omzet. Meer dan twee keer is zelden redelijk."
    ),
    "turnover_years_long": _(
        "Geschiktheidseis %(code)s vraagt omzet over %(years)s jaren. Vraag hooguit de laatste drie."
    ),
    "reference_term_short": _(
        "Geschiktheidseis %(code)s weigert referenties die de wet toelaat. Neem een termijn van %(years)s jaar."
    ),
    "reference_term_long": _(
        "Geschiktheidseis %(code)s gaat verder terug dan %(years)s jaar. Zeg waarom dat nodig is voor genoeg "
        "mededinging."
    ),
    "references_too_many": _(
        "Geschiktheidseis %(code)s vraagt %(count)s referenties. Vraag er één per kerncompetentie."
    ),
    "competence_missing": _("Noem bij geschiktheidseis %(code)s de kerncompetentie die de referentie aantoont."),
    "competence_twice": _(
        "Geschiktheidseis %(code)s vraagt dezelfde kerncompetentie als %(other)s. Eén referentie mag beide aantonen."
    ),
    "reference_large": _(
        "De referentie van geschiktheidseis %(code)s moet %(share)s%% van de waarde zijn. Vraag ten hoogste 60%%, of "
        "leg uit waarom meer nodig is."
    ),
    "reliance_forbidden": _(
        "Geschiktheidseis %(code)s verbiedt een beroep op derden. Sta het toe; kritieke taken kunt u wel voorbehouden."
    ),
    "system_without_equivalent": _(
        "Geschiktheidseis %(code)s vraagt %(norm)s. Zeg dat een gelijkwaardig systeem en ander bewijs ook tellen."
    ),
    "education_twice": _(
        "Geschiktheidseis %(code)s en gunningscriterium %(criterion)s beoordelen allebei “%(word)s”. Kies één plek."
    ),
    "guarantee_high": _("Eis %(code)s vraagt een garantie van %(share)s procent. Bekijk of vijf procent volstaat."),
    "circular_reference": _(
        "Geschiktheidseis %(code)s vraagt ervaring met circulair werken. Weinig partijen hebben zulke referenties. "
        "Vraag liever een plan bij de gunning, of leg uit waarom het nodig is."
    ),
    "look_back_long": _(
        "Uitsluitingsgrond %(code)s kijkt %(years)s jaar terug. De wet laat ten hoogste %(limit)s jaar toe."
    ),
    "proof_of_all": _(
        "Eis %(code)s vraagt “%(word)s” bij de inschrijving. Vraag het bij de gunning, alleen van de winnaar; bij "
        "inschrijving volstaat het UEA."
    ),
    "certificate_takes_longer": _(
        "Tussen aankondiging en gunning liggen %(days)s dagen. Een gedragsverklaring aanvragen duurt acht weken of "
        "meer: wijs inschrijvers daarop."
    ),
}
SPACE_TEXTS: Mapping[str, Text] = {
    "time_frame_missing": _("Geef het kader voor de planning: wanneer moet wat er staan, en wat is vrij?"),
    "budget_frame_missing": _("Geef het kader voor het budget, of zeg waarom u het niet bekendmaakt."),
    "clarity_open": _("Kies hoe duidelijk of flexibel u vraagt, en leg die keuze vast."),
    "not_accessible": _(
        "Mensen gebruiken wat u koopt. Stel een eis over toegankelijkheid, of leg uit waarom die hier niet past."
    ),
    "use_unknown": _(
        "Leg vast of natuurlijke personen gebruiken wat u koopt; dan hoort er een toegankelijkheidseis bij."
    ),
    "variants_without_requirements": _(
        "Varianten zijn toegestaan. Kies aan welke minimumeisen een variant moet voldoen."
    ),
    "variants_without_basis": _("Zeg of een variant alleen naast een basisinschrijving mag, of ook zonder."),
    "variants_without_way": _("Zeg hoe men een variant indient."),
    "variants_without_assessment": _("Zeg hoe de gunningscriteria op een variant worden toegepast."),
    "alternatives_without_rule": _("Uitvoeringsalternatieven zijn toegestaan. Zeg hoe u een alternatief beoordeelt."),
    "signal_undecided": _("De markt noemt eis %(code)s niet haalbaar. Leg vast wat u daarmee doet."),
    "ceiling_without_reference": _(
        "Eis %(code)s stelt een harde MKI-grens. Leg een referentieontwerp vast dat eronder blijft, met de bron."
    ),
    "reference_above_ceiling": _(
        "De referentie bij eis %(code)s komt uit op %(reference)s en de grens is %(limit)s. Dan is de eis niet "
        "haalbaar."
    ),
    "mki_scope_open": _(
        "Bij eis %(code)s ontbreekt voor de MKI: %(parts)s. Zonder die gegevens zijn inschrijvingen niet te "
        "vergelijken."
    ),
    "many_hard": _(
        "Er zijn %(count)s harde eisen. Bekijk welke een gunningscriterium of uitvoeringsvoorwaarde kunnen zijn."
    ),
    "execution_without_proof": _(
        "Schrijf bij uitvoeringsvoorwaarde %(code)s op hoe u vaststelt dat zij wordt nagekomen."
    ),
    "execution_without_consequence": _(
        "Schrijf bij uitvoeringsvoorwaarde %(code)s op wat er volgt als zij niet wordt nagekomen."
    ),
    "ambition_without_level": _("Kies bij ambitie %(code)s hoe ver u gaat: basis, goed of uitblinkend."),
    "ambition_with_solution": _(
        "Ambitie %(code)s noemt een oplossing (“%(words)s”). Zeg wat bereikt wordt; hoe is aan de markt."
    ),
    "direction_without_reason": _(
        "Ambitie %(code)s geeft alleen richting. Leg uit waarom niets in de stukken eraan bindt."
    ),
    "expert_not_shared": _("Leg vast welke informatie de deskundige marktpartij kreeg; anderen krijgen die ook."),
    "expert_without_measures": _("Leg vast hoe het speelveld gelijk blijft nu een marktpartij meedacht."),
    "selection_without_preselection": _(
        "Er staan selectiecriteria, maar deze procedure heeft geen voorselectie. Haal ze weg of kies een andere "
        "procedure."
    ),
    "selection_missing": _("Deze procedure heeft een voorselectie. Schrijf de selectiecriteria met hun weging."),
    "selection_not_100": _("De wegingen van de selectiecriteria zijn samen %(total)s. Maak er 100 van."),
    "selection_without_scale": _(
        "Maak de schaal waarop selectiecriteria worden beoordeeld, met ten minste twee niveaus."
    ),
}
CONFLICT_TEXTS: Mapping[str, Text] = {
    "ceiling_ruled_out": _(
        "Eis %(code)s stelt de grens %(limit)s %(unit)s, maar wat %(other_code)s voorschrijft komt in het beste geval "
        "uit op %(best)s %(unit)s. Verruim de grens of laat het voorschrift los."
    ),
    "contradictory_figures": _(
        "Eis %(code)s en %(other_code)s stellen voor %(indicator)s getallen die niet samen kunnen: %(limit)s en "
        "%(best)s %(unit)s."
    ),
    "reuse_and_new": _(
        "Eis %(code)s vraagt een aandeel %(words)s, %(other_code)s vraagt “%(other)s”. Laat ook in %(other_code)s "
        "hergebruik toe."
    ),
    "label_and_brand": _(
        "Eis %(code)s vraagt %(words)s en %(other_code)s noemt “%(other)s”. Ga na of dat merk het keurmerk heeft, of "
        "haal het merk weg."
    ),
    "apart_and_fixed": _(
        "Eis %(code)s vraagt “%(words)s”, %(other_code)s vraagt “%(other)s”. Vraag in %(other_code)s een verbinding "
        "die open kan."
    ),
    "emission_and_fuel": _(
        "Eis %(code)s vraagt “%(words)s”, %(other_code)s noemt “%(other)s”. Laat de brandstof los of begrens haar in "
        "de tijd."
    ),
    "packaging": _(
        "Eis %(code)s vraagt herbruikbare verpakking, %(other_code)s vraagt “%(other)s”. Kies één van beide."
    ),
    "life_and_replacement": _(
        "Eis %(code)s vraagt een levensduur van %(limit)s jaar, %(other_code)s laat na %(best)s jaar vervangen. Stem "
        "ze op elkaar af."
    ),
    "asked_twice": _("Eis %(code)s en %(other_code)s vragen hetzelfde. Houd er één over."),
    "points_unreachable": _(
        "Door eis %(code)s (%(limit)s %(unit)s) kan niemand punten halen op %(other_code)s, dat bij %(best)s %(unit)s "
        "op nul staat."
    ),
    "points_alike": _(
        "Wie aan eis %(code)s (%(limit)s %(unit)s) voldoet heeft al alle punten op %(other_code)s: het criterium "
        "onderscheidt niemand."
    ),
}
PART_WORDS: Mapping[str, Text] = {
    "linked": _("hangt samen met de opdracht"),
    "verifiable": _("objectief controleerbaar"),
    "open_procedure": _("open en transparant vastgesteld"),
    "open_to_all": _("toegankelijk voor alle partijen"),
    "independent": _("onafhankelijk vastgesteld"),
    "method": _("bepalingsmethode en versie"),
    "dataset": _("gegevensset en weging"),
    "modules": _("modules"),
    "life_years": _("levensduur"),
}
"""Parts that a finding lists by their code."""
