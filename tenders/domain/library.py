"""The library: kinds of items, what an item of each kind holds, and how sure it is. Content is plain JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from tenders.domain.code_list import words_of


class LibraryKind(StrEnum):
    """What an item of the library is."""

    REQUIREMENT = "requirement"
    CRITERION = "criterion"
    KPI = "kpi"
    LABEL = "label"
    AMBITION = "ambition"
    QUESTION = "question"
    CLAUSE = "clause"
    REVIEW = "review"


class LibraryCertainty(StrEnum):
    """How sure an item is. SOURCE: read in the source. PROPOSAL: our own, resting on the theme of the source.
    UNVERIFIED: known from practice, not checked in a source.
    """

    SOURCE = "source"
    PROPOSAL = "proposal"
    UNVERIFIED = "unverified"


class Shape(StrEnum):
    """How a field of an item is written: a line, a text, a tick, a choice of a list, or rows of a small table."""

    LINE = "line"
    TEXT = "text"
    TICK = "tick"
    CHOICE = "choice"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the content. columns: the keys of a row, for ``Shape.ROWS``. must: an item without it says nothing."""

    name: str
    shape: Shape = Shape.LINE
    must: bool = False
    columns: tuple[str, ...] = ()


TEXT, TICK, CHOICE, ROWS = Shape.TEXT, Shape.TICK, Shape.CHOICE, Shape.ROWS
_MEASURE = (Field("unit"), Field("better", CHOICE))
FIELDS: Mapping[LibraryKind, tuple[Field, ...]] = MappingProxyType(
    {
        LibraryKind.REQUIREMENT: (
            Field("kind", CHOICE),
            Field("formulation", CHOICE),
            Field("text", TEXT, must=True),
            Field("purpose", TEXT),
            Field("verification", TEXT),
            Field("proof_moment", CHOICE),
            Field("norm"),
        ),
        LibraryKind.CRITERION: (
            Field("name", must=True),
            Field("kind", CHOICE),
            Field("aspect", CHOICE),
            Field("asked", TEXT, must=True),
            Field("looks_at", TEXT),
            Field("points"),
            Field("minimum"),
            *_MEASURE,
            Field("is_growth", TICK),
            Field("between", CHOICE),
            Field("knots", ROWS, columns=("value", "fraction")),
            Field("levels", ROWS, columns=("grade", "word", "meaning")),
            Field("note", TEXT),
        ),
        LibraryKind.KPI: (
            Field("name", must=True),
            *_MEASURE,
            Field("definition", TEXT),
            Field("evidence", TEXT),
            Field("baseline"),
            Field("path", ROWS, columns=("year", "value")),
            Field("frequency"),
            Field("penalty", TICK),
        ),
        LibraryKind.LABEL: (Field("name", must=True), Field("text", TEXT, must=True), Field("ground", TEXT)),
        LibraryKind.AMBITION: (
            Field("title", must=True),
            Field("explanation", TEXT),
            Field("r_strategy", CHOICE),
            Field("indicator", must=True),
            *_MEASURE,
            Field("baseline"),
            Field("target"),
        ),
        LibraryKind.QUESTION: (Field("theme", must=True), Field("text", TEXT, must=True), Field("why", TEXT)),
        LibraryKind.CLAUSE: (
            Field("chapter", CHOICE, must=True),
            Field("title", must=True),
            Field("text", TEXT, must=True),
        ),
        LibraryKind.REVIEW: (
            Field("kind", CHOICE, must=True),
            Field("title", must=True),
            Field("trigger", TEXT, must=True),
            Field("scope", TEXT, must=True),
            Field("limit", TEXT, must=True),
            Field("procedure", TEXT, must=True),
        ),
    }
)


TOPICS: Mapping[LibraryKind, str] = MappingProxyType(
    {LibraryKind.CLAUSE: "chapter", LibraryKind.REVIEW: "kind", LibraryKind.QUESTION: "theme"}
)
TOPIC_LENGTH = 80


class ContentError(ValueError):
    """The content of an item lacks what makes it one. fields: names of the fields that are empty."""

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = list(fields)


def whole_content(kind: LibraryKind, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content with every field of its kind, in their order: text stripped, absent fields empty.

    Raises:
        ContentError: a field that must be filled is empty.
    """
    content = {field.name: _value(field, given.get(field.name)) for field in FIELDS[kind]}
    empty = [field.name for field in FIELDS[kind] if field.must and not content[field.name]]
    if empty:
        raise ContentError(empty)
    return content


def topic_of(kind: LibraryKind, content: Mapping[str, Any]) -> str:
    """Return what the items of a kind are grouped by: the chapter, the kind of clause or the theme; else nothing."""
    field = TOPICS.get(kind)
    return str(content.get(field, ""))[:TOPIC_LENGTH] if field else ""


def searchable(*texts: str, content: Mapping[str, Any]) -> str:
    """Return all words of an item in small letters without accents, for a search inside Dutch compounds."""
    return " ".join(words_of(" ".join([*texts, *_leaves(content)])))


def lacks_proof(certainty: LibraryCertainty, sources: Sequence[Any], effect: str) -> list[str]:
    """Return what is not proven about an item: "source" when nothing was checked, "effect" when none is known."""
    found = [] if sources and certainty is not LibraryCertainty.UNVERIFIED else ["source"]
    return found if effect.strip() else [*found, "effect"]


def _value(field: Field, given: Any) -> Any:
    if field.shape is Shape.ROWS:
        return [{name: str(row.get(name, "")).strip() for name in field.columns} for row in given or ()]
    if field.shape is Shape.TICK:
        return bool(given)
    return "" if given is None else str(given).replace("\r\n", "\n").strip()


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif isinstance(value, str):
        yield value
