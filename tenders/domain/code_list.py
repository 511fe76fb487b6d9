"""A closed list of codes with names (CPV, NUTS), and finding a code by its beginning or by words of its name."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_SPLIT = re.compile(r"[,;\n]+")
_DOUBLE_CONSONANT = re.compile(r"([^aeiou\d])\1$")
_DOUBLE_VOWEL = re.compile(r"([aeou])\1([^aeiou])$")
# Shorter pieces stand inside too many words to mean anything: "ict" in "district".
INSIDE_LENGTH = 4
SINGULAR_LENGTH = 3
# Endings of a Dutch plural; a search that finds nothing is tried without them.
PLURALS = ("en", "s")
WHOLE, BEGINS, INSIDE = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Code:
    """One code. name: Dutch; name_en: English, empty where there is none. also: other words that people use for it."""

    code: str
    name: str
    name_en: str = ""
    also: str = ""

    def named(self, language: str) -> str:
        """Return the name in a language, Dutch where there is no English one."""
        return self.name_en if language == "en" and self.name_en else self.name


class CodeList:
    """The codes in their order, with an index of the words of their names.

    A CPV code is written with its check digit ("39130000-2") and may be typed without it.
    """

    def __init__(self, codes: Iterable[Code]) -> None:
        self._codes = sorted(codes, key=lambda one: one.code)
        self._keys = [one.code for one in self._codes]
        self._by_code = {one.code: one for one in self._codes} | {_short(one.code): one for one in self._codes}
        index: dict[str, set[int]] = {}
        for place, one in enumerate(self._codes):
            for word in words_of(f"{one.name} {one.name_en} {one.also}"):
                index.setdefault(word, set()).add(place)
        self._index = index
        self._words = sorted(index)
        self._stems = {word: stem_of_word(word) for word in self._words}
        self._lengths = [len(words_of(one.name)) for one in self._codes]

    def __len__(self) -> int:
        return len(self._codes)

    def get(self, code: str) -> Code | None:
        """Return the code as it stands in the list, with or without its check digit; None when it is none."""
        return self._by_code.get(code.strip().upper())

    def search(self, text: str, *, limit: int = 20) -> list[Code]:
        """Return the codes that begin so, or whose name holds every word; the best first.

        A word that is whole, singular or plural, counts before the beginning of a word, and that before a part inside
        a compound ("meubilair" in "kantoormeubilair"). Among equals a short name comes first, then the more general
        code. When no name holds every word, what singular and plural share is tried, and then names that hold some.
        """
        text = text.strip()
        if not text:
            return []
        if looks_like_a_code(text):
            return self._beginning(text.upper(), limit)
        words = words_of(text)
        stems = [stem_of_word(word) for word in words]
        scores = self._scores(words, every=True) or self._scores(stems, every=True) or self._scores(stems, every=False)
        best = sorted(scores, key=lambda at: (-scores[at], self._lengths[at], len(stem_of(self._keys[at])), at))
        return [self._codes[place] for place in best[:limit]]

    def path(self, code: Code) -> list[Code]:
        """Return what the code stands under, from general to near; without the code itself."""
        stem = stem_of(code.code)
        above = [self._by_code.get(key) for key in _above(code.code, stem)]
        return [one for one in above if one is not None and one != code]

    def below(self, beginning: str) -> list[Code]:
        """Return the codes that begin so and are longer."""
        return [one for one in self._beginning(beginning.upper(), len(self)) if one.code != beginning.upper()]

    def _beginning(self, text: str, limit: int) -> list[Code]:
        found: list[Code] = []
        for place in range(bisect_left(self._keys, text), len(self._keys)):
            if not self._keys[place].startswith(text) or len(found) == limit:
                break
            found.append(self._codes[place])
        return found

    def _scores(self, words: Sequence[str], *, every: bool) -> dict[int, int]:
        """Return place of a code -> how well it fits, for the codes that fit every word, or any of them."""
        total: dict[int, int] = {}
        for number, word in enumerate(words):
            fits: dict[int, int] = {}
            for known, score in self._near(word):
                for place in self._index[known]:
                    fits[place] = max(fits.get(place, 0), score)
            wanted = fits if number == 0 else total.keys() & fits.keys() if every else total.keys() | fits.keys()
            total = {place: total.get(place, 0) + fits.get(place, 0) for place in wanted}
        return total

    def _near(self, word: str) -> Iterator[tuple[str, int]]:
        """Yield each word of the index that is this one, begins with it or holds it, with its score."""
        stem = stem_of_word(word)
        if len(word) >= INSIDE_LENGTH:
            for known in self._words:
                if self._stems[known] == stem:
                    yield known, WHOLE
                elif word in known:
                    yield known, BEGINS if known.startswith(word) else INSIDE
            return
        for place in range(bisect_left(self._words, word), len(self._words)):
            known = self._words[place]
            if not known.startswith(word):
                break
            yield known, WHOLE if self._stems[known] == stem else BEGINS


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters without accents: "Écologisch" is "ecologisch"."""
    plain = unicodedata.normalize("NFKD", text)
    return _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold())


def looks_like_a_code(text: str) -> bool:
    """Return whether a text is the beginning of a code: digits, or a country with what follows."""
    return bool(re.fullmatch(r"\d[\d-]*|[A-Za-z]{2}\d[\dA-Za-z]{0,2}", text.strip()))


def split_codes(text: str) -> list[str]:
    """Return what stands between commas, semicolons or line ends, each once, in order."""
    return list(dict.fromkeys(part.strip() for part in _SPLIT.split(text) if part.strip()))


def stem_of(code: str) -> str:
    """Return the part of a CPV code that what lies below it begins with: 39130000-2 gives 3913; other codes whole."""
    digits = _short(code)
    return digits if not digits.isdigit() else digits[:2] + digits[2:].rstrip("0")


def stem_of_word(word: str) -> str:
    """Return what forms of a Dutch word share: "paneel" and "panelen" give "panel", "herstellen" gives "herstel"."""
    for ending in PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= SINGULAR_LENGTH:
            return _DOUBLE_CONSONANT.sub(r"\1", word.removesuffix(ending))
    return _DOUBLE_VOWEL.sub(r"\1\2", word)


def _short(code: str) -> str:
    return code.partition("-")[0]


def _above(code: str, stem: str) -> list[str]:
    if not _short(code).isdigit():
        return [code[:length] for length in range(3, len(code))]
    return [stem[:length].ljust(8, "0") for length in range(2, len(stem))]
