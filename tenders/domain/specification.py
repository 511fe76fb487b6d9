"""The closed lists of the specification: what a requirement is about, and where a demand can be placed."""

from enum import StrEnum

from tenders.domain.vocabulary import RequirementKind


class Part(StrEnum):
    """What a requirement is about in a product-service combination (study lines 189-196)."""

    FUNCTION = "function"
    PERFORMANCE = "performance"
    SERVICE = "service"
    NON_TECHNICAL = "other"


class Placement(StrEnum):
    """Where a demand can stand, each with another consequence (study lines 424-426)."""

    SUITABILITY = "suitability"
    SELECTION = "selection"
    MINIMUM = "minimum"
    AWARD = "award"
    EXECUTION = "execution"
    DIRECTION = "direction"


KIND_OF: dict[Placement, RequirementKind] = {
    Placement.SUITABILITY: RequirementKind.SUITABILITY,
    Placement.MINIMUM: RequirementKind.MINIMUM,
    Placement.EXECUTION: RequirementKind.EXECUTION,
}
"""The placements that are a requirement; the others stand elsewhere."""


class UndoKind(StrEnum):
    """What can be undone in a specification."""

    REMOVED = "removed"
    REWRITTEN = "rewritten"
    CHANGED = "changed"
    IMPORTED = "imported"


class Standing(StrEnum):
    """What a suitability requirement may be about, and nothing else (Aw 2012 art. 2.90)."""

    FINANCIAL = "financial"
    TECHNICAL = "technical"
    PROFESSIONAL = "professional"


class MeasureRole(StrEnum):
    """What a figure of a requirement is: the limit that is asked, or what the prescribed solution comes to at best."""

    ASKED = "asked"
    LEADS_TO = "leads_to"


class Signal(StrEnum):
    """What the market said of a requirement (study lines 965-968)."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class SignalDecision(StrEnum):
    """What is done with a signal."""

    KEEP = "keep"
    SOFTEN = "soften"
    DROP = "drop"


class AmbitionStep(StrEnum):
    """How far an ambition goes in this tender."""

    BASIC = "basic"
    GOOD = "good"
    EXCELLENT = "excellent"


class Clarity(StrEnum):
    """How much is laid down: from a demand that leaves no doubt to one that leaves the most room (S153)."""

    FIXED = "fixed"
    MOSTLY_FIXED = "mostly_fixed"
    BALANCED = "balanced"
    MOSTLY_OPEN = "mostly_open"
    OPEN = "open"


class VariantBasis(StrEnum):
    """Whether a variant may come alone (Aw 2012 art. 2.83)."""

    WITH_BASIC_BID = "with"
    ALONE = "alone"
