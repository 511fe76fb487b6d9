"""A document, a tree of blocks, as HTML, for a page and for the PDF. Word has a renderer of its own."""

from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import override

from procurement.core.domain.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
)

TEMPLATES = {"report": "documents/report.html", "letter": "documents/letter.html"}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A line of the table of contents."""

    anchor: str
    number: str
    text: str
    level: int


def render_html(document: Document) -> str:
    """Return the document as a whole page of HTML; every text in it is escaped, charts are Kring's own.

    Headings of blocks begin at h2, because the title is the h1; anchors follow from place, not from words.
    """
    with override(document.language):
        chapters, parts = render_parts(document)
        context = {"document": document, "chapters": chapters, "parts": parts}
        return render_to_string(TEMPLATES[document.kind], context)


def render_parts(document: Document) -> tuple[list[Chapter], list[SafeString]]:
    """Return the table of contents (two levels) and each block as HTML, for a page that shows the document."""
    with override(document.language):
        chapters = _chapters(document)
        anchors = iter(chapters)
        parts = [_shown(block, anchors) for block in document.blocks]
        return [chapter for chapter in chapters if chapter.level <= 2], parts


def _chapters(document: Document) -> list[Chapter]:
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    return [
        Chapter(f"k{place}-{slugify(heading.text)[:40]}", heading.number, heading.text, heading.level)
        for place, heading in enumerate(headings, start=1)
    ]


def _shown(block: Block, anchors: Any) -> SafeString:
    name, context = _part(block)
    if isinstance(block, Heading):
        context["anchor"] = next(anchors).anchor
    return mark_safe(render_to_string(f"documents/blocks/{name}.html", context).strip())  # noqa: S308 -- escaped there


@singledispatch
def _part(block: Any) -> tuple[str, dict[str, Any]]:
    """Return the name of the template of a block and what it needs."""
    raise TypeError(f"no part of a document: {type(block).__name__}")


@_part.register
def _heading(block: Heading) -> tuple[str, dict[str, Any]]:
    return "heading", {"block": block, "level": block.level + 1}


@_part.register
def _paragraph(block: Paragraph) -> tuple[str, dict[str, Any]]:
    texts = [text.strip() for text in block.text.replace("\r\n", "\n").split("\n\n")]
    return "paragraph", {"block": block, "texts": [text for text in texts if text]}


@_part.register
def _bullets(block: Bullets) -> tuple[str, dict[str, Any]]:
    return "bullets", {"block": block}


@_part.register
def _facts(block: Facts) -> tuple[str, dict[str, Any]]:
    return "facts", {"block": block}


@_part.register
def _table(block: Table) -> tuple[str, dict[str, Any]]:
    align = [*block.align, *["left"] * (len(block.header) - len(block.align))]
    rows = [
        {"cells": list(zip(row, align, strict=True)), "is_strong": place in block.emphasis}
        for place, row in enumerate(block.rows)
    ]
    return "table", {"block": block, "header": list(zip(block.header, align, strict=True)), "rows": rows}


@_part.register
def _figure(block: Figure) -> tuple[str, dict[str, Any]]:
    return "figure", {"block": block, "svg": mark_safe(block.svg)}  # noqa: S308 -- drawn by core.domain.charts


@_part.register
def _signatures(block: Signatures) -> tuple[str, dict[str, Any]]:
    return "signatures", {"block": block}


@_part.register
def _page_break(block: PageBreak) -> tuple[str, dict[str, Any]]:
    return "page_break", {}
