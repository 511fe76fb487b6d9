"""The states of an evaluation and the moves between them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class EvaluationState(StrEnum):
    """Where the evaluation of one lot stands."""

    REGISTERING = "registering"
    OPENED = "opened"
    INDIVIDUAL = "individual"
    CONSENSUS = "consensus"
    LOCKED = "locked"
    PRICED = "priced"
    COMPUTED = "computed"
    DECIDED = "decided"
    STANDSTILL = "standstill"
    FINAL = "final"


_ORDER = list(EvaluationState)

# One way only: what was seen cannot be unseen. A new decision starts a new computation beside the old one.
TRANSITIONS: Mapping[EvaluationState, frozenset[EvaluationState]] = MappingProxyType(
    {
        **{state: frozenset({_ORDER[i + 1]}) for i, state in enumerate(_ORDER[:-1])},
        EvaluationState.FINAL: frozenset(),
    }
)


class TransitionError(ValueError):
    """The move is not in ``TRANSITIONS``."""


def check_transition(source: EvaluationState, target: EvaluationState) -> None:
    """Raise TransitionError unless ``source`` -> ``target`` is an allowed move."""
    if target not in TRANSITIONS[source]:
        raise TransitionError(f"{source} -> {target}")


def is_at_least(state: EvaluationState, mark: EvaluationState) -> bool:
    """True when ``state`` is ``mark`` or later."""
    return _ORDER.index(state) >= _ORDER.index(mark)
