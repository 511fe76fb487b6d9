"""Dutch wording of what the rules of policy, ambition, team, thread and market say. Codes come from ``domain``."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from tenders.domain.readiness import StrategyState
from tenders.domain.thread import LinkKind
from tenders.domain.vocabulary import TeamRole

# Why a goal cannot be measured; shown at the field.
SMART_FAULTS: Mapping[str, Text] = {
    "indicator_missing": _("Noem wat u meet, bijvoorbeeld: aandeel hergebruikt materiaal in leveringen."),
    "unit_missing": _("Noem de eenheid, bijvoorbeeld: % massa of kg per kwartaal."),
    "unit_vague": _("Dit is geen eenheid. Noem waarin u telt, bijvoorbeeld: % massa, kg per kwartaal of euro."),
    "not_a_percentage": _("Een percentage ligt tussen 0 en 100."),
    "no_change": _("De doelwaarde is gelijk aan de nulmeting. Dan verandert er niets."),
    "target_not_higher": _("Hoger is beter, dus de doelwaarde moet hoger zijn dan de nulmeting."),
    "target_not_lower": _("Lager is beter, dus de doelwaarde moet lager zijn dan de nulmeting."),
    "year_not_later": _("Het doeljaar ligt na het jaar van de nulmeting."),
}

# Where policy does not reach a tender.
GOAL_GAPS: Mapping[str, Text] = {
    "no_tactical_goal": _("Dit strategische doel is nog niet vertaald naar een tactisch doel."),
    "no_strategic_goal": _("Dit tactische doel hangt nog niet aan een strategisch doel."),
    "no_tender": _("Dit doel heeft nog geen aanbesteding."),
}

# What lacks in a team; ``role`` is filled in.
TEAM_FAULTS: Mapping[str, Text] = {
    "role_missing": _("Er is nog geen %(role)s in het team."),
    "one_signer": _(
        "Opdrachtgever en budgethouder zijn dezelfde persoon. De inkoopstrategie vraagt twee verschillende mensen."
    ),
    "no_mandate": _("De %(role)s heeft nog geen mandaat in woorden. Leg vast wat deze persoon mag beslissen."),
    "one_department": _("Alle teamleden komen van dezelfde afdeling. Kies mensen uit verschillende afdelingen."),
}

# Why somebody may not give a role or an amount that lets one decide; ``ask`` is a sentence.
AUTHORITY_FAULTS: Mapping[str, Text] = {
    "own_authority": _("Niemand geeft zichzelf de bevoegdheid om te besluiten. %(ask)s"),
    "not_giver": _("Wie mag besluiten, wijst alleen een beheerder of inkoper aan. %(ask)s"),
}
ASK_AT_MOST = 3

# What each role is for, beside the choice.
ROLE_PURPOSE: Mapping[TeamRole, Text] = {
    TeamRole.CLIENT: _("Draagt de opdracht en tekent de inkoopstrategie."),
    TeamRole.BUDGET_HOLDER: _("Gaat over het geld en tekent de inkoopstrategie."),
    TeamRole.PROJECT_LEADER: _("Leidt het project en heeft mandaat voor de circulaire doelen."),
    TeamRole.BUYER: _("Bewaakt de procedure en stelt de stukken op."),
    TeamRole.CE_COORDINATOR: _("Bewaakt de circulaire doelen en de definitie."),
    TeamRole.LAWYER: _("Toetst de stukken en de procedure."),
    TeamRole.EXPERT: _("Kent het werk, de levering of de dienst."),
    TeamRole.MANDATE_HOLDER: _("Neemt de gunningsbeslissing."),
    TeamRole.COMMITTEE: _("Beoordeelt de inschrijvingen."),
}

# What a stage lacks.
STAGE_GAPS: Mapping[str, Text] = {
    "definition_missing": _("Er is nog geen definitie van circulariteit voor deze aanbesteding."),
    "ambition_missing": _("Er is nog geen ambitie."),
    "role_missing": _("Er is nog geen %(role)s in het team."),
    "strategy_empty": _("De inkoopstrategie is nog niet geschreven."),
    "strategy_unsigned": _("De inkoopstrategie is nog niet ondertekend."),
    "strategy_pending": _("De inkoopstrategie wacht op de tweede handtekening."),
    "strategy_stale": _(
        "De inkoopstrategie of een ambitie is gewijzigd na ondertekening. De handtekeningen dekken de tekst niet meer."
    ),
    "consultation_missing": _("De markt is nog niet geraadpleegd, en er staat niet waarom dat niet hoeft."),
    "invitation_unmotivated": _("Alleen bepaalde partijen zijn uitgenodigd, zonder dat er staat waarom."),
    "questions_missing": _("Er zijn nog geen vragen aan de markt."),
    "responses_missing": _("Er zijn nog geen reacties van marktpartijen."),
    "conclusions_missing": _("Er zijn nog geen conclusies."),
    "follow_up_open": _("Van een conclusie staat nog open wat u ermee doet."),
    "follow_up_unmotivated": _("Bij een conclusie ontbreekt waarom u haar wel of niet overneemt."),
}

# Where a gap of a stage is mended -> the words of the link.
GAP_ACTIONS: Mapping[str, Text] = {
    "definition": _("Definitie kiezen"),
    "ambition_new": _("Ambitie toevoegen"),
    "team": _("Naar het team"),
    "strategy": _("Naar de inkoopstrategie"),
    "market_edit": _("Naar de opzet"),
    "market_questions": _("Naar de vragen"),
    "market_responses": _("Naar de reacties"),
    "market_conclusions": _("Naar de conclusies"),
}

STRATEGY_STATE_LABELS: Mapping[StrategyState, Text] = {
    StrategyState.EMPTY: _("nog niet geschreven"),
    StrategyState.UNSIGNED: _("nog niet ondertekend"),
    StrategyState.PENDING: _("wacht op de tweede handtekening"),
    StrategyState.SIGNED: _("ondertekend"),
    StrategyState.STALE: _("gewijzigd na ondertekening"),
}

LINK_LABELS: Mapping[LinkKind, Text] = {
    LinkKind.GOAL: _("beleidsdoel"),
    LinkKind.AMBITION: _("ambitie"),
    LinkKind.DEMAND: _("eis of gunningscriterium"),
    LinkKind.PROMISE: _("belofte"),
    LinkKind.KPI: _("KPI"),
    LinkKind.MEASUREMENT: _("meting"),
    LinkKind.LESSON: _("les"),
}
# What to read at a bead where the thread breaks, and where it has not come yet.
LINK_MISSING: Mapping[LinkKind, Text] = {
    LinkKind.GOAL: _("geen beleidsdoel"),
    LinkKind.AMBITION: _("geen ambitie"),
    LinkKind.DEMAND: _("nog geen eis of criterium"),
    LinkKind.PROMISE: _("geen belofte"),
    LinkKind.KPI: _("geen KPI"),
    LinkKind.MEASUREMENT: _("geen meting"),
    LinkKind.LESSON: _("geen les"),
}
LINK_LATER: Mapping[LinkKind, Text] = {
    LinkKind.GOAL: "",
    LinkKind.AMBITION: "",
    LinkKind.DEMAND: _("vervallen"),
    LinkKind.PROMISE: _("volgt bij inschrijving"),
    LinkKind.KPI: _("volgt in het contract"),
    LinkKind.MEASUREMENT: _("volgt per kwartaal"),
    LinkKind.LESSON: _("volgt aan het eind"),
}
# The finding under the thread, with the code of the ambition.
LINK_GAPS: Mapping[LinkKind, Text] = {
    LinkKind.GOAL: _("Ambitie %(code)s hangt niet aan een beleidsdoel."),
    LinkKind.AMBITION: _("Aan dit doel hangt geen ambitie."),
    LinkKind.DEMAND: _(
        "Geen eis en geen gunningscriterium draagt ambitie %(code)s. Zo komt zij niet bij de inschrijver."
    ),
    LinkKind.PROMISE: _("Bij ambitie %(code)s is niets beloofd. Zo levert de inschrijving er niets voor op."),
    LinkKind.KPI: _("Geen KPI in het contract bewaakt ambitie %(code)s."),
    LinkKind.MEASUREMENT: _("Van ambitie %(code)s ontbreekt een meting."),
    LinkKind.LESSON: _("Van ambitie %(code)s is nog niets geleerd."),
}

SUITABILITY_LABELS: Mapping[int, Text] = {
    1: _("1 nauwelijks geschikt"),
    2: _("2 beperkt geschikt"),
    3: _("3 geschikt met aandacht"),
    4: _("4 goed geschikt"),
    5: _("5 zeer geschikt"),
}


def any_of(words: Sequence[str]) -> str:
    """Return the words as a list in a sentence: "a, b of c"."""
    if len(words) < 2:
        return "".join(words)
    return gettext("%(first)s of %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def authority_words(code: str, ask: Sequence[str]) -> str:
    """Return why this person may not give authority, and whom to ask: at most three names."""
    if ask:
        request = gettext("Vraag dit aan %(people)s.") % {"people": any_of(ask[:ASK_AT_MOST])}
    else:
        request = gettext(
            "De organisatie heeft nog niemand anders die dit kan. Laat de beheerder eerst een tweede beheerder of "
            "inkoper toevoegen, bij Organisatie."
        )
    return str(AUTHORITY_FAULTS[code]) % {"ask": request}


def suitability_choices() -> list[tuple[int, Text]]:
    """Choices for how well a product group suits a circular demand."""
    return list(SUITABILITY_LABELS.items())
