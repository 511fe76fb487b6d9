"""The words of a demand: which of them cannot be measured or shut solutions out, and how they could be put.

Everything here reads Dutch, the language of the documents, and proposes Dutch; it decides nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

GAP = "[vul in: "
"""How a gap in a proposal begins; whoever takes the proposal over fills it in (rule SPEC-01)."""
EQUIVALENT = re.compile(r"gelijkwaardig|equivalent", re.IGNORECASE)
_END = re.compile(r"[.!?;](?=\s+[A-Z0-9„“\"‘]|\s*$)|\n")
_SHORT = re.compile(r"\b(?:art|bijv|ca|nr|blz|max|min|resp|incl|excl|o\.a|d\.w\.z|m\.b\.t|i\.p\.v)\.$", re.IGNORECASE)

ALWAYS_VAGUE = {
    r"zo\s+\w+\s+mogelijk": "ten minste {figure}",
    r"zo\s*veel\s+mogelijk": "ten minste {figure}",
    r"zo\s*weinig\s+mogelijk": "ten hoogste {figure}",
    r"(?:waar|indien|voor\s+zover|als\s+het)\s+(?:\w+\s+)?(?:mogelijk|kan)": "in ten minste {share} van de gevallen",
    r"bij\s+voorkeur": "in ten minste {share} van de gevallen",
    r"in\s+principe": "",
    r"(?:streeft|streven)\s+(?:er)?naar": "bereikt",
    r"naar\s+redelijkheid": "binnen {term}",
    r"state[ -]of[ -]the[ -]art": "met ten minste {figure}",
    r"marktconforme?": "met ten minste {figure}",
}
"""Words that say nothing by themselves (study lines 1632-1635), and what would."""
VAGUE_WITHOUT_FIGURE = {
    r"voldoende": "ten minste {figure}",
    r"passende?": "met ten minste {figure}",
    r"adequate?|adequaat": "met ten minste {figure}",
    r"optimale?|optimaal": "met ten minste {figure}",
    r"hoogwaardige?": "met ten minste {figure}",
    r"milieuvriendelijke?|duurzame?|duurzaam": "met ten minste {figure}",
    r"tijdige?": "binnen {term}",
    r"regelmatige?": "ten minste {times}",
    r"spoedige?|snel(?:le)?": "binnen {term}",
}
"""Words that say nothing in a sentence without a figure."""
FILL = {
    "figure": f"{GAP}getal en eenheid]",
    "share": f"{GAP}percentage]",
    "term": f"{GAP}aantal werkdagen]",
    "times": f"{GAP}aantal keer per periode]",
}
NORM = re.compile(
    r"\b(?:NEN|NPR|ISO|EN|BRL|DIN|CEN|IEC)(?:[-/ ](?:NEN|EN|ISO|IEC|TS|TR))*[- ]?\d[\d.:/-]*\d|"
    r"\b(?:NEN|NPR|BRL|DIN)\s?\d+\b"
)
LABELS = (
    "EU Ecolabel",
    "Ecolabel",
    "Europees milieukeurmerk",
    "Milieukeur",
    "Cradle to Cradle",
    "FSC",
    "PEFC",
    "Nordic Swan",
    "Blauer Engel",
    "Blue Angel",
    "TCO Certified",
    "EPEAT",
    "Energy Star",
    "GREENGUARD",
    "OEKO-TEX",
    "GOTS",
    "Fairtrade",
    "Rainforest Alliance",
    "EKO-keurmerk",
    "Groen Label Kas",
    "NL Greenlabel",
    "BREEAM",
    "GPR Gebouw",
    "CO2-Prestatieladder",
    "PSO",
)
LABEL = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in LABELS))
BRANDS = (
    "Adobe",
    "Ahrend",
    "Apple",
    "Bosch",
    "Canon",
    "Cisco",
    "Dell",
    "Dyson",
    "Forbo",
    "Gispen",
    "Haworth",
    "Herman Miller",
    "Hilti",
    "IBM",
    "IKEA",
    "Interface",
    "iPad",
    "iPhone",
    "Kinnarps",
    "Lenovo",
    "Makita",
    "Mercedes",
    "Microsoft",
    "Oracle",
    "Philips",
    "Samsung",
    "Sedus",
    "Siemens",
    "Steelcase",
    "Tesla",
    "Vitra",
    "Volkswagen",
    "Volvo",
    "Windows",
)
BRAND = re.compile(
    r"[\w-]+\s?[®™]"
    r"|\b(?:(?i:merk|fabricaat|fabrikaat|makelij|model|typenummer|artikelnummer))\s+(?!(?:en|of|dat|die|van|met|is)\b)"
    r"[“\"'‘]?[A-Z][\w-]*(?:\s[A-Z0-9][\w-]*)*"
    r"|\b(?:" + "|".join(re.escape(name) for name in BRANDS) + r")\b"
)
MATERIALS = (
    "aluminium",
    "asfalt",
    "bamboe",
    "baksteen",
    "beton",
    "eiken",
    "eikenhout",
    "graniet",
    "gres",
    "hardhout",
    "hardsteen",
    "HPL",
    "kunststof",
    "leer",
    "linoleum",
    "MDF",
    "melamine",
    "multiplex",
    "plastic",
    "polypropyleen",
    "polyurethaan",
    "PVC",
    "RVS",
    "spaanplaat",
    "staal",
    "vinyl",
    "wol",
    "zink",
)
MATERIAL = re.compile(
    r"\b(?:(?:gemaakt|vervaardigd|uitgevoerd|opgebouwd|geproduceerd|bestaa[nt])\s+(?:uit|van|in)|is\s+van|zijn\s+van|"
    r"moet(?:en)?\s+van)\s+(?:\w+\s+){0,2}?(?P<material>" + "|".join(map(re.escape, MATERIALS)) + r")\b",
    re.IGNORECASE,
)
_SIZE = re.compile(r"(?<![\d.,])\d[\d.,]*(?:\s?[x×]\s?\d[\d.,]*)*\s?(?:mm|cm|m|meter|millimeter|centimeter|inch)\b")
_OPEN = re.compile(
    r"ten\s?minste|minimaal|minstens|minimum|ten\s?hoogste|maximaal|hoogstens|maximum|niet\s+(?:meer|minder|hoger|lager)|"
    r"tussen|tot\s+en\s+met|vanaf|onder\s+de|boven\s+de|circa|ongeveer|plus\s+of\s+min|±|≤|≥|blijft\s+onder|"
    r"of\s+(?:meer|minder|groter|kleiner)|van\s+\d[\d.,]*\s+tot|gelijkwaardig|andere\s+maat|per\s",
    re.IGNORECASE,
)
SAME_KIND = re.compile(r"\b(?:identieke?|dezelfde|hetzelfde|eenzelfde)(?:\s+(?:soort|als))?\b", re.IGNORECASE)


class Wording(StrEnum):
    """What is wrong with words."""

    VAGUE = "vague"
    GAP = "gap"
    BRAND = "brand"
    NORM = "norm_without_equivalent"
    LABEL = "label_without_equivalent"
    MATERIAL = "material"
    CLOSED_SIZE = "closed_size"
    SAME_KIND = "same_kind"


@dataclass(frozen=True, slots=True)
class Finding:
    """Words in a text. start, end: their place. proposal: the whole text as it could be; empty without one."""

    kind: Wording
    start: int
    end: int
    words: str
    proposal: str = ""


def sentence_around(text: str, start: int) -> tuple[int, int]:
    """Return where the sentence begins and ends that the place ``start`` lies in; its full stop is left out."""
    begin = 0
    for match in _END.finditer(text):
        if match.group() == "." and _SHORT.search(text[: match.end()]):
            continue
        if match.start() >= start:
            return begin, match.start()
        begin = match.end()
    return begin, len(text)


def accepts_equivalent(text: str, start: int) -> bool:
    """Return whether the sentence around a place accepts an equivalent."""
    begin, end = sentence_around(text, start)
    return EQUIVALENT.search(text, begin, end) is not None


@lru_cache(maxsize=8192)
def read(text: str, *, figure: str = "", has_purpose: bool = True, is_suitability: bool = False) -> tuple[Finding, ...]:
    """Return what is wrong with the words of a demand, in reading order.

    figure: value and unit of the ambition that the demand belongs to, such as "80 % massa"; put in the place of
    vague words. has_purpose: a measure is closed only where nobody says what it is for. is_suitability: then "the
    same" is asked of experience (Aw 2012 art. 2.93 lid 3).
    """
    found = [
        *_gaps(text),
        *_vague(text, figure),
        *_named(text, NORM, Wording.NORM),
        *_named(text, LABEL, Wording.LABEL),
        *_named(text, BRAND, Wording.BRAND),
        *_materials(text),
        *(() if has_purpose else _sizes(text)),
        *(_same_kind(text) if is_suitability else ()),
    ]
    return tuple(sorted(_apart(found), key=lambda one: (one.start, one.end)))


def _gaps(text: str) -> Iterator[Finding]:
    for match in re.finditer(re.escape(GAP) + r"[^\]]*\]?", text):
        yield Finding(Wording.GAP, match.start(), match.end(), match.group())


def _vague(text: str, figure: str) -> Iterator[Finding]:
    for words, table in ((ALWAYS_VAGUE, True), (VAGUE_WITHOUT_FIGURE, False)):
        for pattern, better in words.items():
            for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
                if table or not _has_figure(text, match.start()):
                    fill = FILL | ({"figure": figure} if figure else {})
                    yield _replaced(text, match, Wording.VAGUE, better.format(**fill))


def _named(text: str, pattern: re.Pattern[str], kind: Wording) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        if not accepts_equivalent(text, match.start()):
            words = match.group().rstrip(".:/-")
            end = match.start() + len(words)
            proposal = f"{text[:end]} of gelijkwaardig{text[end:]}"
            yield Finding(kind, match.start(), end, words, proposal)


def _materials(text: str) -> Iterator[Finding]:
    for match in MATERIAL.finditer(text):
        if not accepts_equivalent(text, match.start()):
            end = match.end("material")
            proposal = f"{text[:end]} of gelijkwaardig{text[end:]}"
            yield Finding(Wording.MATERIAL, match.start("material"), end, match.group("material"), proposal)


def _sizes(text: str) -> Iterator[Finding]:
    for match in _SIZE.finditer(text):
        begin, end = sentence_around(text, match.start())
        if _OPEN.search(text, begin, end):
            continue
        proposal = f"{text[:end].rstrip()}; een andere maat die hetzelfde doel bereikt mag ook{text[end:]}"
        yield Finding(Wording.CLOSED_SIZE, match.start(), match.end(), match.group(), proposal)


def _same_kind(text: str) -> Iterator[Finding]:
    for match in SAME_KIND.finditer(text):
        yield _replaced(text, match, Wording.SAME_KIND, "een op onderdelen vergelijkbare")


def _replaced(text: str, match: re.Match[str], kind: Wording, better: str) -> Finding:
    if better and match.group()[:1].isupper():
        better = better[:1].upper() + better[1:]
    before, after = text[: match.start()], text[match.end() :]
    if not better:
        after = after.lstrip()
        after = after if before else after[:1].upper() + after[1:]
    return Finding(kind, match.start(), match.end(), match.group(), f"{before}{better}{after}")


def _has_figure(text: str, start: int) -> bool:
    begin, end = sentence_around(text, start)
    return any(char.isdigit() for char in text[begin:end])


def _apart(found: list[Finding]) -> list[Finding]:
    """Of words that lie in one another only the longest, the first kind before the next; a gap hides what is in it."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (one.kind is not Wording.GAP, one.start - one.end)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return kept
