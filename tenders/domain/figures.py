"""Figures in a demand: what is bounded, from which side, at how much."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from procurement.core.domain.decimals import NumberFormatError, parse_dutch
from tenders.domain.wording import sentence_around


class Bound(StrEnum):
    """From which side a value is bounded."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class Figure:
    """A bounded value. indicator: one word for what is measured, in small letters; unit: spelled one way."""

    indicator: str
    bound: Bound
    value: Decimal
    unit: str

    @property
    def low(self) -> Decimal | None:
        """The least value that meets it; None without a lower bound."""
        return None if self.bound is Bound.AT_MOST else self.value

    @property
    def high(self) -> Decimal | None:
        """The greatest value that meets it; None without an upper bound."""
        return None if self.bound is Bound.AT_LEAST else self.value


INDICATORS = {
    "mki": r"\bmki\b|milieukosten",
    "co2": r"\bco2\b|co₂|broeikasgas",
    "hergebruik": r"hergebruik|opgeknapt|tweedehands|refurbish|uit voorraad",
    "gerecycled": r"recycl",
    "biobased": r"bio-?based|hernieuwbaar",
    "losmaakbaarheid": r"losmaakbaar|demont",
    "levensduur": r"levensduur|meegaa|gaa\w*\s(?:\w+\s){0,6}mee\b",
    "garantie": r"garantie",
    "onderdelen": r"onderdelen|reserve",
    "restafval": r"restafval|afval",
    "emissievrij": r"emissievrij|zero-?emissie",
    "levertijd": r"levertijd|lever\w*\sbinnen|binnen\s(?:\w+\s){0,3}gelever",
    "energie": r"energie|stroomverbruik",
    "verpakking": r"verpakking",
    "gewicht": r"gewicht|weeg",
    "hoogte": r"hoogte|hoog\b",
    "breedte": r"breedte|breed\b",
    "diepte": r"diepte|diep\b",
    "dikte": r"dikte|dik\b",
    "geluid": r"geluid",
    "nalevering": r"nalever",
}
"""What demands of circular tenders measure, and the words by which it is known."""
UNITS = {
    r"%|procent|percent": "%",
    r"kg|kilogram|kilo": "kg",
    r"ton(?:nen)?": "ton",
    r"gram": "g",
    r"jaar|jaren": "jaar",
    r"maand(?:en)?": "maand",
    r"we(?:ek|ken)": "week",
    r"werkdag(?:en)?": "werkdag",
    r"dag(?:en)?": "dag",
    r"u(?:ur|ren)": "uur",
    r"mm|millimeter": "mm",
    r"cm|centimeter": "cm",
    r"meter": "m",
    r"euro|eur": "€",
    r"kwh": "kWh",
    r"db(?:\(a\))?": "dB",
    r"keer": "keer",
}
_WORDS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12, "vijftien": 15, "twintig": 20, "dertig": 30,
}  # fmt: skip
_LEAST = r"ten\s?minste|minimaal|minstens|minimum(?:\svan)?|op\szijn\sminst|niet\sminder\sdan|vanaf|≥|meer\sdan"
_MOST = (
    r"ten\s?hoogste|maximaal|hoogstens|maximum(?:\svan)?|niet\smeer\sdan|niet\shoger\sdan|blijft\sonder|onder\sde|"
    r"minder\sdan|onder|binnen|≤"
)
_EXACT = r"precies|exact"
_NUMBER = r"\d+(?:[.,]\d+)*|" + "|".join(_WORDS)
_FIGURE = re.compile(
    rf"(?<!\w)(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<exact>{_EXACT}))\s+(?P<euro>€\s?)?(?P<number>{_NUMBER})\s?"
    rf"(?P<unit>{'|'.join(UNITS)})?(?![\w])",
    re.IGNORECASE,
)


def figures(text: str) -> list[Figure]:
    """Return the bounded values in a text whose indicator and unit are known, in reading order."""
    return list(_figures(text))


def indicator_of(words: str) -> str:
    """Return the one word for what is measured, or the words themselves in small letters."""
    for name, pattern in INDICATORS.items():
        if re.search(pattern, words, re.IGNORECASE):
            return name
    return " ".join(words.lower().split())


def unit_of(words: str) -> str:
    """Return the one spelling of a unit, or the words themselves; "% massa" stays apart from "%"."""
    text = " ".join(words.split())
    for pattern, name in UNITS.items():
        if re.fullmatch(pattern, text, re.IGNORECASE):
            return name
    return text.lower()


def are_disjoint(first: Figure, second: Figure) -> bool:
    """Return whether no value meets both; figures of other things never contradict one another."""
    if first.indicator != second.indicator or first.unit != second.unit:
        return False
    return _above(first, second) or _above(second, first)


def _above(one: Figure, other: Figure) -> bool:
    """Every value that meets one lies above every value that meets the other."""
    low, high = one.low, other.high
    return low is not None and high is not None and low > high


def _figures(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        begin, end = sentence_around(text, match.start())
        indicator = _nearest(text[begin:end], match.start() - begin)
        unit = "€" if match["euro"] else unit_of(match["unit"] or "")
        value = _value(match["number"])
        if indicator and unit and value is not None:
            yield Figure(indicator, _bound(match), value, unit)


def _nearest(sentence: str, place: int) -> str:
    """The indicator whose word stands nearest to a place in a sentence; empty when none is known."""
    found = [
        (abs(match.start() - place), number, name)
        for number, (name, pattern) in enumerate(INDICATORS.items())
        for match in re.finditer(pattern, sentence, re.IGNORECASE)
    ]
    return min(found)[2] if found else ""


def _bound(match: re.Match[str]) -> Bound:
    if match["least"]:
        return Bound.AT_LEAST
    return Bound.AT_MOST if match["most"] else Bound.EXACTLY


def _value(text: str) -> Decimal | None:
    if text.lower() in _WORDS:
        return Decimal(_WORDS[text.lower()])
    try:
        return parse_dutch(text)
    except NumberFormatError:
        return None
