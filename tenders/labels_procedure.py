"""Dutch wording of procedures: what each is, what decides its choice, what its steps are called."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from tenders.domain.procedure_reasons import Verdict
from tenders.domain.procedure_vocabulary import (
    BidEffort,
    Exemption,
    Innovation,
    NegotiationGround,
    NoNoticeGround,
    Regime,
)
from tenders.domain.procedures import announces
from tenders.domain.vocabulary import Procedure, StepKind
from tenders.labels import STEP_KIND_LABELS, choices_of

VERDICT_LABELS: Mapping[Verdict, Text] = {
    Verdict.POSSIBLE: _("mogelijk"),
    Verdict.UNWISE: _("kan, maar let op"),
    Verdict.IMPOSSIBLE: _("niet mogelijk"),
}
REGIME_LABELS: Mapping[Regime, Text] = {
    Regime.REGULAR: _("een gewone opdracht"),
    Regime.SOCIAL: _("een sociale of andere specifieke dienst (bijlage XIV)"),
    Regime.CONCESSION: _("een concessie: de ondernemer draagt het risico van de exploitatie"),
    Regime.UTILITIES: _("een opdracht van een speciale-sectorbedrijf"),
    Regime.RESEARCH: _("onderzoek en ontwikkeling, niet alleen voor eigen gebruik"),
    Regime.CALL_OFF: _("een nadere opdracht binnen een bestaande raamovereenkomst"),
    Regime.CONTEST: _("een ontwerp of plan dat een jury kiest"),
}
INNOVATION_LABELS: Mapping[Innovation, Text] = {
    Innovation.NONE: _("niets: de markt biedt wat u nodig hebt"),
    Innovation.ADAPT: _("bestaande oplossingen moeten worden aangepast"),
    Innovation.DESIGN: _("er is een ontwerp of een vernieuwende oplossing nodig"),
    Innovation.NOT_ON_MARKET: _("wat u nodig hebt bestaat nog niet en moet worden ontwikkeld"),
}
BID_EFFORT_LABELS: Mapping[BidEffort, Text] = {
    BidEffort.LOW: _("weinig: een prijs en een paar antwoorden"),
    BidEffort.NORMAL: _("gewoon: een plan van aanpak"),
    BidEffort.HIGH: _("veel: een ontwerp, een uitgewerkt plan of een prototype"),
}
GROUND_LABELS: Mapping[NegotiationGround, Text] = {
    NegotiationGround.ADAPT: _("beschikbare oplossingen moeten worden aangepast"),
    NegotiationGround.DESIGN: _("de opdracht vraagt een ontwerp of een vernieuwende oplossing"),
    NegotiationGround.NATURE: _("aard, complexiteit, opzet of risico vraagt onderhandeling"),
    NegotiationGround.SPECIFICATION: _("de opdracht is niet precies te omschrijven met een norm of referentie"),
    NegotiationGround.EARLIER_FAILED: _("een eerdere aanbesteding bracht alleen onregelmatige inschrijvingen"),
}
NO_NOTICE_LABELS: Mapping[NoNoticeGround, Text] = {
    NoNoticeGround.NO_BIDS: _("geen (geschikte) inschrijvingen of verzoeken in een eerdere procedure"),
    NoNoticeGround.ART: _("een uniek kunstwerk of een unieke artistieke prestatie"),
    NoNoticeGround.NO_COMPETITION: _("om technische redenen is er geen mededinging"),
    NoNoticeGround.EXCLUSIVE_RIGHTS: _("uitsluitende rechten"),
    NoNoticeGround.URGENCY: _("dwingende spoed die u niet kon voorzien en niet zelf veroorzaakte"),
    NoNoticeGround.RESEARCH_PRODUCTS: _("producten die alleen voor onderzoek worden gemaakt"),
    NoNoticeGround.ADDITIONAL_SUPPLIES: _("aanvullende leveringen van de oorspronkelijke leverancier"),
    NoNoticeGround.COMMODITY_MARKET: _("levering op een grondstoffenmarkt"),
    NoNoticeGround.INSOLVENCY: _("gunstige aankoop bij faillissement of beëindiging"),
    NoNoticeGround.CONTEST_RESULT: _("vervolg op een prijsvraag, met alle winnaars"),
    NoNoticeGround.REPEAT: _("herhaling van werken of diensten die eerder is aangekondigd"),
}
EXEMPTION_LABELS: Mapping[Exemption, Text] = {
    Exemption.IN_HOUSE: _("inbesteden bij een gecontroleerde rechtspersoon (art. 2.24a-2.24b)"),
    Exemption.PUBLIC_PUBLIC: _("samenwerking tussen aanbestedende diensten (art. 2.24c)"),
    Exemption.LAND: _("grond of bestaand vastgoed (art. 2.24)"),
    Exemption.ARBITRATION: _("arbitrage en bemiddeling (art. 2.24)"),
    Exemption.LEGAL_SERVICES: _("juridische bijstand in een geding (art. 2.24)"),
    Exemption.EMPLOYMENT: _("arbeidsovereenkomst (art. 2.24)"),
    Exemption.RESEARCH: _("onderzoek en ontwikkeling (art. 2.24 onder g)"),
}
REASON_TEXTS: Mapping[str, Text] = {
    "above_multiple_max": _("De raming ligt boven de grens van %(limit_eur)s uit het inkoopbeleid."),
    "above_single_max": _("De raming ligt boven de grens van %(limit_eur)s uit het inkoopbeleid: leg uit waarom één."),
    "above_threshold": _("De geraamde waarde ligt op of boven de Europese drempel."),
    "always_allowed": _("Mag altijd; ieder die aan de eisen voldoet kan inschrijven."),
    "always_allowed_selecting": _("Mag altijd; u selecteert eerst wie mag inschrijven."),
    "ask_for_function": _(
        "De opdracht is niet precies te omschrijven: vraag wat bereikt moet worden, of kies een methode met een "
        "programma van ambities."
    ),
    "asks_a_design": _("U vraagt een ontwerp of plan dat een onafhankelijke jury kiest."),
    "asks_no_design": _("Een prijsvraag is er alleen voor een ontwerp of plan dat een jury kiest."),
    "below_social_threshold": _("De raming ligt onder de drempel voor sociale en andere specifieke diensten."),
    "below_threshold": _("De geraamde waarde ligt onder de Europese drempel."),
    "buying_is_separate": _("Wat eruit komt koopt u daarna in een eigen procedure."),
    "cross_border_wants_notice": _("Er is een duidelijk grensoverschrijdend belang: kondig de opdracht passend aan."),
    "dialogue_is_heavy": _(
        "De dialoog is zwaar voor beide kanten; zonder behoefte aan iets nieuws is zij zelden nodig."
    ),
    "exempt": _("De opdracht valt buiten deel 2 van de wet; de drempel beslist hier niet."),
    "follows_works_regulation": _("Voor werken onder de drempel volgt u het ARW 2016, of u legt uit waarom niet."),
    "framework_exists": _("Er is al een raamovereenkomst: bekijk eerst of u daarbinnen kunt vragen."),
    "has_ground": _("De wet staat dit toe omdat: %(grounds)s."),
    "heavier_than_needed": _(
        "De raming ligt onder de drempel: een Europese procedure kost dan iedereen meer dan nodig is."
    ),
    "is_concession": _("Een concessie valt onder deel 2a van de wet; deze procedure is daar niet voor bedoeld."),
    "is_social": _("De dienst staat in bijlage XIV en de raming ligt op of boven de drempel daarvoor."),
    "many_costly_bids": _(
        "%(firms)s ondernemingen kunnen dit en inschrijven kost veel: zonder selectie is het meeste werk vergeefs."
    ),
    "many_firms_to_select": _(
        "%(firms)s ondernemingen kunnen dit: een selectie spaart de meeste het werk van inschrijven."
    ),
    "near_threshold": _("De raming ligt vlak onder de drempel: de gunning kan er alsnog boven uitkomen."),
    "needs_objective_reason": _("U legt op objectieve gronden vast waarom u alleen deze onderneming vraagt."),
    "no_concession": _("De ondernemer draagt hier niet het risico van de exploitatie."),
    "no_exception": _("Geen van de gronden van de wet om niet aan te kondigen doet zich voor."),
    "no_framework": _("Er is geen raamovereenkomst waarbinnen u dit kunt vragen."),
    "no_ground": _("Geen van de vijf gronden van de wet doet zich voor."),
    "no_research": _("Het gaat niet om onderzoek en ontwikkeling als dienst."),
    "not_on_the_market": _("Wat u nodig hebt is niet op de markt; de partner ontwikkelt het en u kunt het kopen."),
    "not_social": _("De opdracht is geen sociale of andere specifieke dienst uit bijlage XIV."),
    "not_specified_for_system": _("Wat niet precies te omschrijven is, past slecht in een aankoopsysteem."),
    "not_standard": _("Een aankoopsysteem is er voor gangbare inkopen die steeds terugkomen."),
    "on_the_market": _("Wat u nodig hebt is op de markt te koop."),
    "one_firm": _("U kent maar één geschikte onderneming: toets eerst in een marktconsultatie of dat zo is."),
    "research_services": _("Onderzoek en ontwikkeling die niet alleen voor eigen gebruik is, valt buiten deel 2."),
    "risk_of_operation": _("De ondernemer draagt het risico van de exploitatie."),
    "small_for_notice": _(
        "De raming ligt onder %(limit_eur)s: aankondigen vraagt van iedereen meer dan de opdracht waard is."
    ),
    "standard_purchases": _("Het gaat om gangbare inkopen; nieuwe partijen kunnen steeds instappen."),
    "strict_exception": _(
        "De wet laat dit alleen toe bij: %(ground)s. De uitzondering wordt streng uitgelegd; kondig het voornemen "
        "vooraf aan en wacht 20 dagen."
    ),
    "suits_cross_border": _("De aankondiging bereikt ook ondernemingen uit andere lidstaten."),
    "fewer_than_usual": _("Er zijn maar twee geschikte ondernemingen bekend; het beleid vraagt er ten minste drie."),
    "too_few_to_invite": _(
        "Er zijn minder dan twee geschikte ondernemingen bekend; meervoudig vraagt er ten minste twee."
    ),
    "too_few_to_select": _("Geschikte ondernemingen: %(firms)s. Een selectie nodigt er ten minste %(least)s uit."),
    "utilities_rules": _(
        "Voor speciale sectoren geldt deel 3 van de wet, met andere termijnen; Kring rekent die niet uit."
    ),
    "value_unknown": _("Vul eerst de geraamde waarde en de planning in; de drempel beslist of dit kan."),
    "within_framework": _("U vraagt binnen de voorwaarden van de raamovereenkomst."),
}

PROCEDURE_HINTS: Mapping[Procedure, Text] = {
    Procedure.OPEN: _("Aankondiging op TenderNed en in het Europese publicatieblad; iedereen kan direct inschrijven."),
    Procedure.RESTRICTED: _("Eerst selecteert u kandidaten, daarna schrijven de uitgenodigden in."),
    Procedure.COMPETITIVE_NEGOTIATION: _("U selecteert kandidaten en onderhandelt over hun eerste inschrijving."),
    Procedure.COMPETITIVE_DIALOGUE: _(
        "U ontwikkelt in gesprekken met kandidaten de oplossing; daarna schrijven zij in."
    ),
    Procedure.INNOVATION_PARTNERSHIP: _("Een of meer partners ontwikkelen iets nieuws; wat slaagt kunt u kopen."),
    Procedure.NEGOTIATED_WITHOUT_NOTICE: _("U onderhandelt met een of meer partijen zonder aankondiging."),
    Procedure.DESIGN_CONTEST: _("Een jury kiest uit anonieme ontwerpen of plannen."),
    Procedure.SOCIAL_SERVICES: _("Aankondiging, toets aan de eisen, proces-verbaal en bericht van de gunning."),
    Procedure.DYNAMIC_PURCHASING: _(
        "Een elektronisch systeem waar partijen altijd kunnen instappen; u vraagt per opdracht."
    ),
    Procedure.FRAMEWORK_CALL_OFF: _("U vraagt binnen de voorwaarden van een bestaande raamovereenkomst."),
    Procedure.CONCESSION: _("De ondernemer exploiteert en draagt het risico daarvan."),
    Procedure.SBIR: _("Een oproep voor onderzoek en ontwikkeling in fasen; kopen gaat daarna apart."),
    Procedure.NATIONAL_OPEN: _("Aankondiging op TenderNed; termijnen moeten passend zijn."),
    Procedure.NATIONAL_RESTRICTED: _("Aankondiging op TenderNed, daarna een selectie van kandidaten."),
    Procedure.QUOTE: _("U vraagt ten minste drie ondernemingen om een offerte en legt vast waarom deze."),
    Procedure.SINGLE_QUOTE: _("U vraagt één onderneming om een offerte en legt vast waarom deze."),
}
INVITED_STEP_LABELS: Mapping[StepKind, Text] = {
    StepKind.NOTICE: _("verzending offerteaanvraag"),
    StepKind.CLOSING: _("sluiting offertes"),
}
CONTEST_STEP_LABELS: Mapping[StepKind, Text] = {
    StepKind.CLOSING: _("sluiting inzendingen"),
    StepKind.EVALUATION: _("oordeel van de jury"),
}
FINAL_STEP_LABELS: Mapping[StepKind, Text] = {StepKind.CLOSING: _("sluiting definitieve inschrijvingen")}
NEGOTIATES = frozenset(
    {Procedure.COMPETITIVE_NEGOTIATION, Procedure.COMPETITIVE_DIALOGUE, Procedure.INNOVATION_PARTNERSHIP}
)


def step_label(step: StepKind, procedure: Procedure) -> Text:
    """Return what a step of the planning is called in this procedure."""
    own: Mapping[StepKind, Text] = {}
    if procedure is Procedure.DESIGN_CONTEST:
        own = CONTEST_STEP_LABELS
    elif procedure in NEGOTIATES:
        own = FINAL_STEP_LABELS
    elif not announces(procedure):
        own = INVITED_STEP_LABELS
    return own.get(step, STEP_KIND_LABELS[step])


def regime_choices() -> list[tuple[str, Text]]:
    """Choices for the part of the law that a contract falls under."""
    return choices_of(REGIME_LABELS)


def innovation_choices() -> list[tuple[str, Text]]:
    """Choices for what must be new."""
    return choices_of(INNOVATION_LABELS)


def bid_effort_choices() -> list[tuple[str, Text]]:
    """Choices for the work of making a bid."""
    return choices_of(BID_EFFORT_LABELS)


def no_notice_ground_choices() -> list[tuple[str, Text]]:
    """Choices for the ground of negotiating without a notice."""
    return choices_of(NO_NOTICE_LABELS)


def exemption_choices() -> list[tuple[str, Text]]:
    """Choices for an exemption of the law."""
    return choices_of(EXEMPTION_LABELS)
