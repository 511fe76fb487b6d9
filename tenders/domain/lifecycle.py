"""The states of a tender and the moves between them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class TenderState(StrEnum):
    """Where a tender (aanbesteding) stands as a whole."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    CLOSED = "closed"
    AWARDED = "awarded"
    WITHDRAWN = "withdrawn"


TRANSITIONS: Mapping[TenderState, frozenset[TenderState]] = MappingProxyType(
    {
        TenderState.DRAFT: frozenset({TenderState.REVIEW, TenderState.WITHDRAWN}),
        TenderState.REVIEW: frozenset({TenderState.DRAFT, TenderState.PUBLISHED, TenderState.WITHDRAWN}),
        TenderState.PUBLISHED: frozenset({TenderState.CLOSED, TenderState.WITHDRAWN}),
        TenderState.CLOSED: frozenset({TenderState.AWARDED, TenderState.WITHDRAWN}),
        TenderState.AWARDED: frozenset(),
        TenderState.WITHDRAWN: frozenset(),
    }
)

EDITABLE = frozenset({TenderState.DRAFT, TenderState.REVIEW})
# Published, and neither awarded nor withdrawn: bids come in and are compared.
RUNNING = frozenset({TenderState.PUBLISHED, TenderState.CLOSED})


class TransitionError(ValueError):
    """The move is not in ``TRANSITIONS``."""


def check_transition(source: TenderState, target: TenderState) -> None:
    """Raise TransitionError unless ``source`` -> ``target`` is an allowed move."""
    if target not in TRANSITIONS[source]:
        raise TransitionError(f"{source} -> {target}")
