"""Numbers of headings and lists: Word counts them itself wherever its count is what the document says."""

from typing import Any

from procurement.core.word.xml import element

HEADINGS, LISTS = "1", "3"


class Numbering:
    """Hands out numbers in the order of the document; keeps what Word would count next."""

    def __init__(self, part: Any) -> None:
        self._part = part
        self._last = max(int(number) for number in part.xpath("./w:num/@w:numId"))
        self._current = HEADINGS
        self._counted: list[int] = []

    def heading(self, paragraph: Any, number: str, level: int) -> str:
        """Number a heading; returns what must be typed before its text because Word cannot count it: "A", "B.2"."""
        wanted = _parts(number)
        if len(wanted) != level or wanted[:-1] != self._counted[: level - 1]:
            paragraph.pPr.append(_properties(0, "0"))
            return f"{number} " if number else ""
        if wanted[-1] != self._next(level):
            self._current = self._begin(HEADINGS, [(place, value) for place, value in enumerate(wanted)])
        if self._current != HEADINGS:
            paragraph.pPr.append(_properties(level - 1, self._current))
        self._counted = wanted
        return ""

    def new_list(self) -> Any:
        """Return the properties of the paragraphs of a numbered list that begins at 1."""
        return _properties(0, self._begin(LISTS, [(0, 1)]))

    def _next(self, level: int) -> int:
        return self._counted[level - 1] + 1 if len(self._counted) >= level else 1

    def _begin(self, abstract: str, starts: list[tuple[int, int]]) -> str:
        self._last += 1
        overrides = [
            element("w:lvlOverride", element("w:startOverride", val=str(value)), ilvl=str(place))
            for place, value in starts
        ]
        number = element("w:num", element("w:abstractNumId", val=abstract), *overrides, numId=str(self._last))
        self._part.append(number)
        return str(self._last)


def _parts(number: str) -> list[int]:
    pieces = number.split(".")
    return [int(piece) for piece in pieces] if all(piece.isdecimal() for piece in pieces) else []


def _properties(level: int, number: str) -> Any:
    return element("w:numPr", element("w:ilvl", val=str(level)), element("w:numId", val=number))
