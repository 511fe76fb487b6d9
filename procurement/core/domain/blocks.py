"""A document as a tree of blocks. Two renderers read it: HTML for the PDF, and Word."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. level: 1 for a chapter, 2 and 3 below it; levels are never skipped. number: "2.1" or empty."""

    text: str
    level: int = 1
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text; blank lines separate paragraphs. tone: "normal", "lead", "note" or "strong"."""

    text: str
    tone: str = "normal"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered or not."""

    items: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of term and description, as on a title page."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and one header row. align: per column "left", "right" or "center".

    widths: per column a share in percent, or empty. emphasis: indexes of rows set in bold (totals, the winner).
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    align: Sequence[str] = ()
    widths: Sequence[int] = ()
    emphasis: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: an SVG that Kring itself drew from numbers, with a caption and a text alternative."""

    svg: str
    caption: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signed, in which capacity and when; or who still has to. items: (name, capacity, moment or empty)."""

    items: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins on a new page."""


Block = Heading | Paragraph | Bullets | Facts | Table | Figure | Signatures | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    title, subtitle: of the title page or letter head. reference: with the version, printed in the footer of every page.
    kind: "report" (title page and contents) or "letter". language: of the text, as in html lang.
    dated_on: day (ISO) that a file names as the one on which it was made; empty for a draft.
    """

    title: str
    blocks: Sequence[Block]
    subtitle: str = ""
    organisation: str = ""
    reference: str = ""
    language: str = "nl"
    kind: str = "report"
    facts: Sequence[tuple[str, str]] = field(default_factory=tuple)
    dated_on: str = ""
