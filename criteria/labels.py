"""Dutch wording of the enums of awarding."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import (
    Aggregate,
    Aspect,
    AwardMethod,
    Basis,
    Between,
    BidState,
    CostCategory,
    CriterionKind,
    Disclosure,
    LetterKind,
    LetterState,
    PriceFormula,
    SeatKind,
    SummonsEnding,
)
from procurement.core.extension_points import Text

EVALUATION_STATE_LABELS: Mapping[EvaluationState, Text] = {
    EvaluationState.REGISTERING: _("inschrijvingen registreren"),
    EvaluationState.OPENED: _("inschrijvingen geopend"),
    EvaluationState.INDIVIDUAL: _("individuele beoordeling"),
    EvaluationState.CONSENSUS: _("consensus"),
    EvaluationState.LOCKED: _("kwaliteit vastgesteld"),
    EvaluationState.PRICED: _("prijzen geopend"),
    EvaluationState.COMPUTED: _("berekend"),
    EvaluationState.DECIDED: _("besloten"),
    EvaluationState.STANDSTILL: _("opschortende termijn"),
    EvaluationState.FINAL: _("definitief"),
}
AWARD_METHOD_LABELS: Mapping[AwardMethod, Text] = {
    AwardMethod.WEIGHTED_POINTS: _("punten voor kwaliteit en kosten"),
    AwardMethod.QUALITY_VALUE: _("gunnen op waarde"),
    AwardMethod.LOWEST_PRICE: _("laagste prijs"),
    AwardMethod.LOWEST_COST: _("laagste kosten op basis van kosteneffectiviteit"),
}
BASIS_LABELS: Mapping[Basis, Text] = {
    Basis.PRICE: _("inschrijfprijs"),
    Basis.NPV: _("levenscycluskosten, contante waarde"),
    Basis.EAC: _("levenscycluskosten, jaarlijkse kosten"),
}
PRICE_FORMULA_LABELS: Mapping[PriceFormula, Text] = {
    PriceFormula.LINEAR_ABSOLUTE: _("lineair tussen vaste onder- en bovengrens"),
    PriceFormula.LOWEST_OVER_PRICE: _("laagste gedeeld door eigen prijs"),
    PriceFormula.LINEAR_FROM_LOWEST: _("lineair vanaf de laagste prijs"),
    PriceFormula.LINEAR_LOWEST_HIGHEST: _("lineair tussen laagste en hoogste prijs"),
    PriceFormula.POWER: _("macht van laagste gedeeld door eigen prijs"),
    PriceFormula.LOGARITHMIC: _("logaritmisch vanaf de laagste prijs"),
}
CRITERION_KIND_LABELS: Mapping[CriterionKind, Text] = {
    CriterionKind.GRADED: _("cijfer van de beoordelaars"),
    CriterionKind.MEASURED: _("waarde uit de inschrijving"),
    CriterionKind.GROUP: _("groep van subcriteria"),
}
ASPECT_LABELS: Mapping[Aspect, Text] = {
    Aspect.QUALITATIVE: _("kwalitatief"),
    Aspect.PROCESS: _("procesmatig"),
    Aspect.QUANTITATIVE: _("kwantitatief"),
}
AGGREGATE_LABELS: Mapping[Aggregate, Text] = {
    Aggregate.MEAN: _("gemiddelde van de beoordelaars"),
    Aggregate.CONSENSUS: _("consensuscijfer van de commissie"),
}
BETWEEN_LABELS: Mapping[Between, Text] = {
    Between.LINEAR: _("rechte lijn tussen de punten"),
    Between.STEP: _("trap: waarde van het vorige punt"),
}
SEAT_KIND_LABELS: Mapping[SeatKind, Text] = {
    SeatKind.CHAIR: _("voorzitter"),
    SeatKind.SECRETARY: _("secretaris"),
    SeatKind.ASSESSOR: _("beoordelaar"),
}
COST_CATEGORY_LABELS: Mapping[CostCategory, Text] = {
    CostCategory.ACQUISITION: _("aanschaf"),
    CostCategory.USE: _("gebruik"),
    CostCategory.ENERGY: _("energie"),
    CostCategory.MAINTENANCE: _("onderhoud"),
    CostCategory.REPAIR: _("ingreep en herstel"),
    CostCategory.INSURANCE: _("verzekering"),
    CostCategory.TAX: _("belasting"),
    CostCategory.TRAINING: _("opleiding"),
    CostCategory.END_OF_LIFE: _("einde gebruik"),
    CostCategory.EXTERNAL: _("milieukosten"),
    CostCategory.RESIDUAL: _("restwaarde"),
}
BID_STATE_LABELS: Mapping[BidState, Text] = {
    BidState.RECEIVED: _("ontvangen"),
    BidState.LATE: _("te laat"),
    BidState.ADMITTED: _("toegelaten"),
    BidState.EXCLUDED: _("terzijde gelegd"),
    BidState.WITHDRAWN: _("ingetrokken"),
}
LETTER_KIND_LABELS: Mapping[LetterKind, Text] = {
    LetterKind.AWARD: _("gunningsbeslissing aan de winnaar"),
    LetterKind.REJECTION: _("afwijzing, lagere plaats"),
    LetterKind.KNOCKED_OUT: _("afwijzing, onder de minimumscore"),
    LetterKind.EXCLUDED: _("afwijzing, terzijde gelegd"),
}
LETTER_STATE_LABELS: Mapping[LetterState, Text] = {
    LetterState.DRAFT: _("concept"),
    LetterState.APPROVED: _("goedgekeurd"),
    LetterState.SENT: _("verzonden"),
}
SUMMONS_ENDING_LABELS: Mapping[SummonsEnding, Text] = {
    SummonsEnding.JUDGMENT: _("uitspraak van de voorzieningenrechter"),
    SummonsEnding.WITHDRAWN: _("ingetrokken door de partij"),
    SummonsEnding.MISTAKE: _("ten onrechte vastgelegd"),
}
DISCLOSURE_LABELS: Mapping[Disclosure, Text] = {
    Disclosure.FULL: _("alle punten van de winnaar, ook die voor kosten, en haar totaal"),
    Disclosure.LIMITED: _("alleen de cijfers en punten voor kwaliteit van de winnaar"),
}


def choices_of(labels: Mapping[Any, Text]) -> list[tuple[str, Text]]:
    """Choices of a model field, in the order of the table."""
    return [(member.value, label) for member, label in labels.items()]


def evaluation_state_choices() -> list[tuple[str, Text]]:
    """Choices for the state of an evaluation."""
    return choices_of(EVALUATION_STATE_LABELS)


def award_method_choices() -> list[tuple[str, Text]]:
    """Choices for the award method."""
    return choices_of(AWARD_METHOD_LABELS)


def basis_choices() -> list[tuple[str, Text]]:
    """Choices for the basis of the price points."""
    return choices_of(BASIS_LABELS)


def price_formula_choices() -> list[tuple[str, Text]]:
    """Choices for the price formula."""
    return choices_of(PRICE_FORMULA_LABELS)


def criterion_kind_choices() -> list[tuple[str, Text]]:
    """Choices for the kind of a criterion."""
    return choices_of(CRITERION_KIND_LABELS)


def aspect_choices() -> list[tuple[str, Text]]:
    """Choices for what a criterion looks at."""
    return choices_of(ASPECT_LABELS)


def aggregate_choices() -> list[tuple[str, Text]]:
    """Choices for how grades become one."""
    return choices_of(AGGREGATE_LABELS)


def between_choices() -> list[tuple[str, Text]]:
    """Choices for how a curve runs."""
    return choices_of(BETWEEN_LABELS)


def seat_kind_choices() -> list[tuple[str, Text]]:
    """Choices for a place in the committee."""
    return choices_of(SEAT_KIND_LABELS)


def cost_category_choices() -> list[tuple[str, Text]]:
    """Choices for the category of a cost line."""
    return choices_of(COST_CATEGORY_LABELS)


def bid_state_choices() -> list[tuple[str, Text]]:
    """Choices for the state of a bid."""
    return choices_of(BID_STATE_LABELS)


def letter_kind_choices() -> list[tuple[str, Text]]:
    """Choices for the kind of a letter."""
    return choices_of(LETTER_KIND_LABELS)


def letter_state_choices() -> list[tuple[str, Text]]:
    """Choices for the state of a letter."""
    return choices_of(LETTER_STATE_LABELS)


def disclosure_choices() -> list[tuple[str, Text]]:
    """Choices for what letters tell of the winner."""
    return choices_of(DISCLOSURE_LABELS)


def summons_ending_choices() -> list[tuple[str, Text]]:
    """Choices for how a summons ended."""
    return choices_of(SUMMONS_ENDING_LABELS)
