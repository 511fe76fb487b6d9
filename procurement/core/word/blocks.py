"""The blocks of a document as paragraphs and tables of a Word file."""

import io
from functools import singledispatchmethod
from typing import Any

from django.utils.translation import gettext as _
from docx.document import Document as WordFile
from docx.shared import Twips

from procurement.core.domain.blocks import (
    Block,
    Bullets,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
)
from procurement.core.pictures import draw
from procurement.core.word import xml
from procurement.core.word.numbering import Numbering
from procurement.core.word.widths import TEXT_WIDTH, column_widths

_TONES = {"normal": "Normal", "lead": "Lead", "note": "Note", "strong": "StrongParagraph"}
# 42 mm and its distance of 4 mm, as in document.css.
_TERM_WIDTH = 2608
_GAP_WIDTH = 680
# What follows a table keeps this distance, in twips; a heading has its own.
_AFTER_TABLE = 340
_PUSHED = frozenset({*_TONES.values(), "Caption", "ListBullet", "ListNumber"})


class Writer:
    """Writes blocks at the end of a Word file, in their order."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._body = file.element.body
        self._numbering = Numbering(file.part.numbering_part.element)
        self._headings = 0
        self._breaks = False
        self._after_table = False

    def next_on_new_page(self) -> None:
        """Let what is written next begin on a new page."""
        self._breaks = True

    def end(self) -> None:
        """Finish: a table cannot be the last thing of a Word file."""
        if self._after_table:
            self.add(xml.paragraph("TableGap"))

    def add(self, paragraph: Any) -> Any:
        """Add a paragraph, with the page break and the distance that wait for it; returns it."""
        properties = paragraph.pPr
        if self._breaks:
            properties.get_or_add_pageBreakBefore()
        elif self._after_table and properties.style in _PUSHED:
            properties.spacing_before = Twips(_AFTER_TABLE)
        self._breaks = self._after_table = False
        self._append(paragraph)
        return paragraph

    def add_table(self, table: Any) -> None:
        """Add a table; two tables that touch would be one to Word, so a thin line keeps them apart."""
        if self._after_table or self._breaks:
            self.add(xml.paragraph("TableGap"))
        self._append(table)
        self._after_table = True

    @singledispatchmethod
    def write(self, block: Block) -> None:
        """Write one block.

        Raises:
            TypeError: it is no part of a document.
        """
        raise TypeError(f"no part of a document: {type(block).__name__}")

    @write.register
    def _heading(self, block: Heading) -> None:
        self._headings += 1
        paragraph = xml.paragraph(f"Heading{block.level}")
        typed = self._numbering.heading(paragraph, block.number, block.level)
        xml.add_text(paragraph, f"{typed}{block.text}")
        xml.add_bookmark(paragraph, self._headings, bookmark_name(self._headings))
        self.add(paragraph)

    @write.register
    def _paragraph(self, block: Paragraph) -> None:
        texts = [text.strip() for text in block.text.replace("\r\n", "\n").split("\n\n")]
        for text in texts:
            if text:
                self.add(xml.paragraph(_TONES[block.tone], text))

    @write.register
    def _bullets(self, block: Bullets) -> None:
        properties = self._numbering.new_list() if block.numbered else None
        for item in block.items:
            paragraph = xml.paragraph("ListNumber" if block.numbered else "ListBullet")
            if properties is not None:
                paragraph.pPr.append(properties.__copy__())
            xml.add_text(paragraph, item)
            self.add(paragraph)

    @write.register
    def _facts(self, block: Facts) -> None:
        self.add_table(facts_table(block.pairs))

    @write.register
    def _table(self, block: Table) -> None:
        self.add(xml.paragraph("Caption", block.caption))
        widths = column_widths(block.widths, [block.header, *block.rows], len(block.header))
        align = [*block.align, *["left"] * (len(block.header) - len(block.align))]
        rows = [xml.row(_cells(block.header, widths, align, "TableHeading"), is_header=True)]
        for place, texts in enumerate(block.rows):
            run_style = "Strong" if place in block.emphasis else ""
            rows.append(xml.row(_cells(texts, widths, align, "TableText", run_style)))
        self.add_table(xml.table("KringTable", widths, rows, title=block.caption, has_header=True))

    @write.register
    def _figure(self, block: Figure) -> None:
        self.add(xml.paragraph("Caption", block.caption))
        run = self._file.add_paragraph(style="Figure").add_run()
        shape = run.add_picture(io.BytesIO(draw(block.svg)), width=Twips(TEXT_WIDTH))
        for side in ("distT", "distB", "distL", "distR"):
            shape._inline.set(side, "0")
        shape._inline.docPr.set("descr", block.alternative)
        shape._inline.docPr.set("title", block.caption)
        self._after_table = False

    @write.register
    def _signatures(self, block: Signatures) -> None:
        width = (TEXT_WIDTH - _GAP_WIDTH) // 2
        widths = [width, _GAP_WIDTH, TEXT_WIDTH - _GAP_WIDTH - width]
        signed = [_signature(*item) for item in block.items]
        if len(signed) % 2:
            signed.append(xml.paragraph("Normal"))
        rows = [
            xml.row(
                [xml.cell(widths[0], left), xml.cell(widths[1], xml.paragraph("Normal")), xml.cell(widths[2], right)]
            )
            for left, right in zip(signed[::2], signed[1::2], strict=True)
        ]
        self.add_table(xml.table("KringFacts", widths, rows, has_header=False))

    @write.register
    def _page_break(self, block: PageBreak) -> None:
        self._breaks = True

    def _append(self, element: Any) -> None:
        self._body.insert_element_before(element, "w:sectPr")


def facts_table(pairs: Any) -> Any:
    """Return terms and descriptions as a table of two columns."""
    widths = [_TERM_WIDTH, TEXT_WIDTH - _TERM_WIDTH]
    rows = [
        xml.row(
            [
                xml.cell(widths[0], xml.paragraph("FactTerm", term)),
                xml.cell(widths[1], xml.paragraph("FactText", text), is_last=True),
            ]
        )
        for term, text in pairs
    ]
    return xml.table("KringFacts", widths, rows, has_header=False)


def bookmark_name(place: int) -> str:
    """Return the name of the bookmark of the heading with this place, from 1; Word knows it as one of its own."""
    return f"_Toc{place:06d}"


def _cells(texts: Any, widths: list[int], align: list[str], style: str, run_style: str = "") -> list[Any]:
    return [
        xml.cell(
            width,
            xml.paragraph(style, text, align=side, run_style=run_style),
            is_last=place == len(widths),
        )
        for place, (text, width, side) in enumerate(zip(texts, widths, align, strict=True), start=1)
    ]


def _signature(name: str, capacity: str, moment: str) -> Any:
    state = _("Getekend op %(moment)s") % {"moment": moment} if moment else _("Nog te tekenen")
    return xml.paragraph("Signature", "\n".join(line for line in (name, capacity, state) if line))
