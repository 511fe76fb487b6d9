"""What may be printed of a market consultation: nothing that leads back to a firm without its consent."""

import re
from collections.abc import Sequence
from hashlib import sha256


def names_in(text: str, parties: Sequence[str]) -> list[str]:
    """Return which of ``parties`` are named in the text, whatever the case; in the order given."""
    return [party for party in parties if _pattern(party).search(text)]


def without_names(text: str, parties: Sequence[str], *, substitute: str) -> str:
    """Return the text with every name of ``parties`` replaced by ``substitute``, longest names first."""
    for party in sorted(parties, key=len, reverse=True):
        text = _pattern(party).sub(lambda _match: substitute, text)
    return text


def in_no_order(texts: Sequence[str], *, salt: str) -> list[str]:
    """Return the texts in an order that is always the same and says nothing about who wrote which.

    Were answers printed in one order of firms, the first answers to all questions would be of one firm.
    salt: differs per question.
    """
    return sorted(texts, key=lambda text: sha256(f"{salt}\n{text}".encode()).hexdigest())


def _pattern(party: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in party.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
