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
