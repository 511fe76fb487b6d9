"""The states of a contract and of a review, and the moves between them."""

from collections.abc import Mapping
from types import MappingProxyType

from contracts.domain.vocabulary import ContractState, ReviewState

CONTRACT_TRANSITIONS: Mapping[ContractState, frozenset[ContractState]] = MappingProxyType(
    {
        ContractState.PREPARING: frozenset({ContractState.RUNNING}),
        ContractState.RUNNING: frozenset({ContractState.ENDED}),
        ContractState.ENDED: frozenset(),
    }
)

# A review offered for signature goes back to draft when the offer is withdrawn; once signed it stays.
REVIEW_TRANSITIONS: Mapping[ReviewState, frozenset[ReviewState]] = MappingProxyType(
    {
        ReviewState.DRAFT: frozenset({ReviewState.SIGNING}),
        ReviewState.SIGNING: frozenset({ReviewState.DRAFT, ReviewState.SIGNED}),
        ReviewState.SIGNED: frozenset(),
    }
)


class TransitionError(ValueError):
    """The move is not in the table."""


def check_contract_move(source: ContractState, target: ContractState) -> None:
    """Raise TransitionError unless the contract may move from ``source`` to ``target``."""
    if target not in CONTRACT_TRANSITIONS[source]:
        raise TransitionError(f"{source} -> {target}")


def check_review_move(source: ReviewState, target: ReviewState) -> None:
    """Raise TransitionError unless the review may move from ``source`` to ``target``."""
    if target not in REVIEW_TRANSITIONS[source]:
        raise TransitionError(f"{source} -> {target}")
