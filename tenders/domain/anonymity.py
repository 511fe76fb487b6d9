"""What in a text may lead to who asked: names, numbers, addresses, products (Aw 2012 art. 2.53)."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class LeakKind(StrEnum):
    """Why a piece of text may betray somebody."""

    COMPANY = "company"
    PERSON = "person"
    PRODUCT = "product"
    REGISTER = "register"
    MAIL = "mail"
    PHONE = "phone"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Party:
    """A company that may be the asker, with what names it. kvk: eight digits or empty. products: names of makes."""

    name: str
    kvk: str = ""
    people: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leak:
    """A piece of text as it stands there, and why it may betray the asker."""

    kind: LeakKind
    text: str


@dataclass(frozen=True, slots=True)
class Watch:
    """What is looked for, ready for many texts. own: addresses that may stand in a text, in lower case."""

    patterns: tuple[tuple[LeakKind, re.Pattern[str]], ...]
    own: frozenset[str]


# Words in names of companies that say nothing about which one it is; the legal forms are shorter than LEAST_LETTERS.
GENERIC = frozenset(
    (  # noqa: SIM905 -- a list of words reads better as words
        "aannemer aannemers adviseurs advies beheer bedrijf bedrijven bouwbedrijf centrum circulair circulaire "
        "collectief combinatie dienst diensten facilitair facilities groep group groen groothandel holding "
        "international inrichting installatie interieur interieurs kantoor kantoormeubelen leverancier logistiek "
        "management meubel meubelen nederland netherlands onderhoud partner partners project projecten regio services "
        "stichting techniek technisch transport vastgoed vereniging vervoer wonen"
    ).split()
)
LEAST_LETTERS = 5
_SURNAME_LETTERS = 4
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_REGISTER = re.compile(r"\bkvk[\s:.-]*(?:nummer|nr)?[\s:.-]*\d(?:[ .]?\d){7}(?!\d)", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.-])(?:\+31|0031|0)[\s-]?(?:\(0\)[\s-]?)?[1-9](?:[\s-]?\d){8}(?!\w)")
# How an asker tells who it is without a name.
_POSITION = re.compile(
    r"\b(?:(?:huidige|zittende|vorige)\s+(?:leverancier|opdrachtnemer|contractant|aannemer)"
    r"|wij\s+als\s+(?!inschrijvers?\b|ondernemingen\b|onderneming\b|gegadigden?\b|marktpartij)\w+"
    r"|(?:onze|ons)\s+(?:fabriek|vestiging|product|producten|merk|octrooi|patent|klanten|offerte|inschrijving))\b",
    re.IGNORECASE,
)


def watch_for(parties: Sequence[Party], *, own_mails: str = "") -> Watch:
    """Return what to look for with these parties.

    own_mails: text of the authority itself, whose addresses may stand anywhere, such as that of its complaint desk.
    """
    domains = {mail.partition("@")[2] for party in parties for mail in party.mails}
    people = [name for party in parties for name in party.people]
    found = [
        (LeakKind.COMPANY, _any((party.name for party in parties), re.IGNORECASE)),
        (LeakKind.COMPANY, _any(word for party in parties for word in _telling(party.name))),
        (LeakKind.PERSON, _any(people, re.IGNORECASE)),
        (LeakKind.PERSON, _any(_surname(name) for name in people)),
        (LeakKind.PRODUCT, _any((name for party in parties for name in party.products), re.IGNORECASE)),
        (LeakKind.PHONE, _PHONE),
        (LeakKind.REGISTER, _REGISTER),
        (LeakKind.REGISTER, _any(party.kvk for party in parties)),
        (LeakKind.MAIL, _MAIL),
        (LeakKind.MAIL, _any(domains, re.IGNORECASE)),
        (LeakKind.POSITION, _POSITION),
    ]
    own = frozenset(mail.casefold() for mail in _MAIL.findall(own_mails))
    return Watch(tuple((kind, pattern) for kind, pattern in found if pattern), own)


def leaks(text: str, watch: Watch, *, meant: Collection[str] = ()) -> list[Leak]:
    """Return each piece of ``text`` that may lead to who asked, once; a whole name before its parts.

    meant: pieces that a person said may stand there, whatever the case.
    Source: Aw 2012 art. 2.53 and 1.8 (NVI-01); which words count is a house rule, a person decides.
    """
    passed = watch.own | {one.casefold() for one in meant}
    taken: list[tuple[int, int]] = []
    found: dict[str, Leak] = {}
    for kind, pattern in watch.patterns:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(first <= start and end <= last for first, last in taken):
                continue
            taken.append((start, end))
            key = " ".join(match.group().split()).casefold()
            if key not in passed:
                found.setdefault(key, Leak(kind, " ".join(match.group().split())))
    return list(found.values())


def _any(names: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    """Return a pattern for any of the names as whole words, the longest first; None when there is no name."""
    wanted = sorted({" ".join(name.split()) for name in names} - {""}, key=lambda name: (-len(name), name))
    if not wanted:
        return None
    words = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in wanted)
    return re.compile(rf"(?<![\w@])(?:{words})(?!\w)", flags)


def _telling(name: str) -> list[str]:
    words = [word.strip(".,()&'") for word in name.split()]
    if len(words) < 2:
        return []
    return [
        word for word in words if len(word) >= LEAST_LETTERS and word.casefold() not in GENERIC and word[0].isupper()
    ]


def _surname(person: str) -> str:
    words = person.split()
    last = words[-1] if len(words) > 1 else ""
    return last if len(last) >= _SURNAME_LETTERS and last[0].isupper() else ""
