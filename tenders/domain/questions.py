"""Questions of bidders: the states of a question, and which ones ask the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

ALIKE_PCT = 45
"""From this share of common words on, two questions are shown as perhaps the same (house rule)."""
_WORDS = re.compile(r"[^\W\d_]{4,}|\d[\d.,]*")


class QuestionState(StrEnum):
    """Where a question stands.

    OPEN: nobody wrote an answer. DRAFT: somebody is writing. OFFERED: waits for a second person. RETURNED: that person
    asks for a better answer. APPROVED: goes into the next note. SENT: in a note, or answered to the asker alone.
    MERGED: another question has the answer. WITHDRAWN: the asker took it back.
    """

    OPEN = "open"
    DRAFT = "draft"
    OFFERED = "offered"
    RETURNED = "returned"
    APPROVED = "approved"
    SENT = "sent"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


UNANSWERED = frozenset({QuestionState.OPEN, QuestionState.DRAFT, QuestionState.RETURNED})
WAITING = UNANSWERED | {QuestionState.OFFERED, QuestionState.APPROVED}
"""What is neither sent nor settled in another way."""


class Handling(StrEnum):
    """What is done with a question that the asker calls confidential (Aw 2012 art. 2.53 lid 3).

    GENERAL: answered to everybody, as every other question. INDIVIDUAL: answered to the asker alone.
    UNDECIDED: nobody weighed the interest yet.
    """

    GENERAL = "general"
    INDIVIDUAL = "individual"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Alike:
    """Another question that perhaps asks the same. share_pct: words in common, of all words of the two."""

    key: int
    share_pct: int


def alike(text: str, others: Iterable[tuple[int, str]]) -> list[Alike]:
    """Return which of ``others`` (key, text) look like ``text``, the likest first.

    Source: house rule; a person decides whether two questions get one answer.
    """
    own = _words(text)
    found = [Alike(key, _share(own, _words(other))) for key, other in others]
    return sorted((one for one in found if one.share_pct >= ALIKE_PCT), key=lambda one: (-one.share_pct, one.key))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORDS.findall(text))


def _share(one: frozenset[str], other: frozenset[str]) -> int:
    union = one | other
    return 100 * len(one & other) // len(union) if union else 0
