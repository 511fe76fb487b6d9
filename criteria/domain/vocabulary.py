"""The closed lists of awarding: methods, kinds of criteria, seats and letters."""

from enum import StrEnum


class AwardMethod(StrEnum):
    """How bids are compared; the values are those of the award case format."""

    WEIGHTED_POINTS = "weighted_points"
    QUALITY_VALUE = "quality_value"
    LOWEST_PRICE = "lowest_price"
    LOWEST_COST = "lowest_cost"


class Basis(StrEnum):
    """What the price points are computed on."""

    PRICE = "price"
    NPV = "npv"
    EAC = "eac"


class PriceFormula(StrEnum):
    """Price formulas of the award case format."""

    LINEAR_ABSOLUTE = "linear_absolute"
    LOWEST_OVER_PRICE = "lowest_over_price"
    LINEAR_FROM_LOWEST = "linear_from_lowest"
    LINEAR_LOWEST_HIGHEST = "linear_lowest_highest"
    POWER = "power"
    LOGARITHMIC = "logarithmic"


class CriterionKind(StrEnum):
    """How the fraction of a criterion is found; the values are those of the award case format."""

    GRADED = "graded"
    MEASURED = "measured"
    GROUP = "group"


class Aspect(StrEnum):
    """What a criterion looks at (study: kwalitatief, procesmatig, kwantitatief)."""

    QUALITATIVE = "qualitative"
    PROCESS = "process"
    QUANTITATIVE = "quantitative"


class Aggregate(StrEnum):
    """How grades of several assessors become one."""

    MEAN = "mean"
    CONSENSUS = "consensus"


class Between(StrEnum):
    """How a curve runs between its knots."""

    LINEAR = "linear"
    STEP = "step"


class SeatKind(StrEnum):
    """Place in the evaluation committee."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    ASSESSOR = "assessor"


class CostCategory(StrEnum):
    """Category of a cost line; the values are those of the award case format."""

    ACQUISITION = "acquisition"
    USE = "use"
    ENERGY = "energy"
    MAINTENANCE = "maintenance"
    REPAIR = "repair"
    INSURANCE = "insurance"
    TAX = "tax"
    TRAINING = "training"
    END_OF_LIFE = "end_of_life"
    EXTERNAL = "external"
    RESIDUAL = "residual"


class BidState(StrEnum):
    """Where a bid stands in the procedure."""

    RECEIVED = "received"
    LATE = "late"
    ADMITTED = "admitted"
    EXCLUDED = "excluded"
    WITHDRAWN = "withdrawn"


class LetterKind(StrEnum):
    """The letters of an award decision."""

    AWARD = "award"
    REJECTION = "rejection"
    KNOCKED_OUT = "knocked_out"
    EXCLUDED = "excluded"


class LetterState(StrEnum):
    """Where a letter stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENT = "sent"


class SummonsEnding(StrEnum):
    """How a summons ended."""

    JUDGMENT = "judgment"
    WITHDRAWN = "withdrawn"
    MISTAKE = "mistake"


class Disclosure(StrEnum):
    """What the letters tell of the winning bid (rule AWD-10)."""

    FULL = "full"
    LIMITED = "limited"
