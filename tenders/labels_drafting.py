"""Dutch wording of procedure, planning and exclusion grounds."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from tenders.domain.exclusion import GroundCode
from tenders.domain.planning_limits import Origin
from tenders.domain.vocabulary import RequirementKind

# Why a requirement cannot have a number; shown at the field.
CODE_FAULTS: Mapping[str, Text] = {
    "in_use": _("Nummer %(code)s is al van een andere eis. Hoofdletters maken geen verschil."),
    "retired": _("Nummer %(code)s is eerder gebruikt. Nummers komen niet terug, ook niet na verwijderen."),
    "ground": _("Nummer %(code)s is van een uitsluitingsgrond. Kies een ander nummer."),
}
ORIGIN_LABELS: Mapping[Origin, Text] = {Origin.LAW: _("wet"), Origin.HOUSE_RULE: _("huisregel")}
LIMIT_FAULTS: Mapping[str, Text] = {
    "in_past": _("Deze dag is voorbij en de aanbesteding is nog niet gepubliceerd: kies %(limit)s of later."),
    "too_early": _("Te vroeg volgens de wet (%(source)s): kies %(limit)s of later."),
    "too_late": _("Te laat volgens de wet (%(source)s): kies %(limit)s of eerder."),
    "before_previous": _("Deze stap kan niet vóór de vorige liggen: kies %(limit)s of later."),
    "after_next": _("Deze stap kan niet na de volgende liggen: kies %(limit)s of eerder."),
}
CODE_PREFIXES: Mapping[RequirementKind, str] = {
    RequirementKind.SUITABILITY: "G",
    RequirementKind.MINIMUM: "E",
    RequirementKind.EXECUTION: "U",
}
GROUND_LABELS: Mapping[GroundCode, Text] = {
    GroundCode.M_CRIMINAL_ORGANISATION: _("Onherroepelijk veroordeeld voor deelname aan een criminele organisatie"),
    GroundCode.M_CORRUPTION: _("Onherroepelijk veroordeeld voor omkoping"),
    GroundCode.M_FRAUD: _("Onherroepelijk veroordeeld voor fraude"),
    GroundCode.M_LAUNDERING: _("Onherroepelijk veroordeeld voor witwassen of financiering van terrorisme"),
    GroundCode.M_TERRORISM: _("Onherroepelijk veroordeeld voor terroristische misdrijven"),
    GroundCode.M_TRAFFICKING: _("Onherroepelijk veroordeeld voor kinderarbeid of mensenhandel"),
    GroundCode.M_TAXES: _("Onherroepelijk vastgesteld dat belastingen of sociale premies niet zijn betaald"),
    GroundCode.F_SOCIAL_LAW: _("Schending van milieu-, sociaal of arbeidsrecht"),
    GroundCode.F_INSOLVENCY: _("Faillissement, liquidatie, surseance of een vergelijkbare toestand"),
    GroundCode.F_PROFESSIONAL_FAULT: _("Ernstige beroepsfout die de integriteit in twijfel trekt"),
    GroundCode.F_COLLUSION: _("Afspraken die de mededinging vervalsen"),
    GroundCode.F_CONFLICT: _("Belangenconflict dat niet met minder ingrijpende maatregelen is op te lossen"),
    GroundCode.F_PRIOR_INVOLVEMENT: _("Vervalsing van de mededinging door eerdere betrokkenheid"),
    GroundCode.F_EARLIER_FAILURE: _("Aanzienlijk of voortdurend tekortgeschoten bij een eerdere overheidsopdracht"),
    GroundCode.F_FALSE_STATEMENT: _("Ernstig valse verklaringen, of bewijs niet kunnen overleggen"),
    GroundCode.F_UNDUE_INFLUENCE: _("Onrechtmatige beïnvloeding van de besluitvorming"),
    GroundCode.F_TAXES: _("Belastingen of sociale premies niet betaald, aangetoond met elk passend middel"),
}
