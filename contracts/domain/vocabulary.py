"""The closed lists of contract management."""

from enum import StrEnum


class ContractState(StrEnum):
    """Where a contract stands."""

    PREPARING = "preparing"
    RUNNING = "running"
    ENDED = "ended"


class Status(StrEnum):
    """How a measured value stands to its target (study lines 1605-1686)."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    MISSING = "missing"


class RecalibrationKind(StrEnum):
    """What a yearly recalibration does with a KPI."""

    CONFIRM = "confirm"
    RAISE = "raise"
    DROP = "drop"
    ADD = "add"


class IncentiveState(StrEnum):
    """Where a penalty stands: proposed, the contractor was heard, decided."""

    PROPOSED = "proposed"
    HEARD = "heard"
    IMPOSED = "imposed"
    WAIVED = "waived"


class ReviewState(StrEnum):
    """Where a quarterly review stands."""

    DRAFT = "draft"
    SIGNING = "signing"
    SIGNED = "signed"
