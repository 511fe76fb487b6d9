"""Receipt of bids: the code that stands for a bidder, and what is too late."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def code_of(place: int) -> str:
    """Return the code of the bid at this place, from 0: A … Z, AA, AB …

    Raises:
        ValueError: the place is below 0.
    """
    if place < 0:
        raise ValueError(place)
    code = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        code = LETTERS[rest] + code
    return code


def codes_in_order(received: Sequence[tuple[Key, datetime]]) -> Mapping[Key, str]:
    """Return key -> code in order of receipt; equal moments keep the order given."""
    ordered = sorted(received, key=lambda item: item[1])
    return {key: code_of(place) for place, (key, _moment) in enumerate(ordered)}


def is_late(received_at: datetime, closing_at: datetime) -> bool:
    """True when a bid came in after the closing moment; at that moment itself is in time.

    Source: Aw 2012 art. 2.109-2.109a, 1.8 (rule SEAL-05).
    """
    return received_at > closing_at


def minutes_late(received_at: datetime, closing_at: datetime) -> int:
    """Return how many whole minutes after the closing moment, at least 1 for a late bid; 0 when in time."""
    if not is_late(received_at, closing_at):
        return 0
    return max(1, int((received_at - closing_at).total_seconds() // 60))
