"""The draft contract: its chapters, its closed lists, and how a clause of four parts is written as one text."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Chapter(StrEnum):
    """A chapter of the draft contract, in its order (conceptovereenkomst, order of a published standard contract)."""

    DEFINITIONS = "definitions"
    SUBJECT = "subject"
    TERM = "term"
    PERFORMANCE = "performance"
    CIRCULAR = "circular"
    PRICES = "prices"
    PAYMENT = "payment"
    KPIS = "kpis"
    PEOPLE = "people"
    CONDITIONS = "conditions"
    CHANGES = "changes"
    LIABILITY = "liability"
    DATA = "data"
    CONFIDENTIALITY = "confidentiality"
    DEFAULT = "default"
    EXIT = "exit"
    INTEGRITY = "integrity"
    DISPUTES = "disputes"
    FINAL = "final"

    @property
    def number(self) -> int:
        """Its number in the document, from 1."""
        return list(Chapter).index(self) + 1


class ReviewKind(StrEnum):
    """What a review clause lets change (Aw 2012 art. 2.163c, 2.163f)."""

    GROWTH = "growth"
    RECALIBRATION = "recalibration"
    PILOT = "pilot"
    ALTERNATIVE = "alternative"
    PRICE = "price"
    VOLUME = "volume"
    CONTRACTOR = "contractor"
    LAW = "law"
    OTHER = "other"


PARTS: Mapping[str, str] = MappingProxyType(
    {"trigger": "Aanleiding", "scope": "Reikwijdte", "limit": "Grens", "procedure": "Procedure"}
)
"""The four parts of a review clause -> the word that opens each in the published text, in the language of the text."""
