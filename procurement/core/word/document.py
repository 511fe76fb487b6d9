"""render_docx(): the frame around the blocks: title page or letter head, contents, head and foot of each page."""

import re
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.document import Document as WordFile
from docx.shared import Twips

from procurement.core.domain.blocks import Document, Heading
from procurement.core.word import xml
from procurement.core.word.blocks import Writer, bookmark_name, facts_table
from procurement.core.word.package import bytes_of, empty_file

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
# Word wants to know when a file was made; without a date in the data it is always the same one.
_UNDATED = "2000-01-01"
# Of the title on its page when no kind of document stands above it: 45 mm, in twips.
_TITLE_ABOVE = 2551
# Between the title and the facts on that page: 20 mm with what the styles give.
_FACTS_ABOVE = 680
# Of the address of a letter, in twips: 32 mm high in all, 8 mm to what follows.
_ADDRESS_ABOVE, _ADDRESS_HEIGHT, _ADDRESS_LINE, _ADDRESS_BELOW = 680, 1814, 304, 454


def render_docx(document: Document) -> bytes:
    """Return the document as a Word file in the house style; the same document gives the same bytes.

    Headings, lists, tables and captions have the styles by which Word knows them, so that people can go on in it.
    """
    file = empty_file()
    with override(document.language):
        _say_what_it_is(file, document)
        if not any(heading.number for heading in _headings(document)):
            _count_no_headings(file)
        _write_head_and_foot(file, document)
        writer = Writer(file)
        _write_front(writer, document)
        for block in document.blocks:
            writer.write(block)
        writer.end()
        return bytes_of(file)


def _headings(document: Document) -> list[Heading]:
    return [block for block in document.blocks if isinstance(block, Heading)]


def _say_what_it_is(file: WordFile, document: Document) -> None:
    properties = file.core_properties
    properties.title, properties.subject = document.title, document.subtitle.replace("\n", ", ")
    properties.author = properties.last_modified_by = document.organisation
    properties.keywords, properties.language = document.reference, LANGUAGES[document.language]
    properties.created = properties.modified = datetime.fromisoformat(document.dated_on or _UNDATED)
    properties.revision = 1
    for language in file.styles.element.xpath("./w:docDefaults//w:lang"):
        language.set(f"{{{language.nsmap['w']}}}val", LANGUAGES[document.language])


def _count_no_headings(file: WordFile) -> None:
    """A document whose headings have no numbers must not get them from its styles."""
    for level in (1, 2, 3):
        for numbering in file.styles.element.xpath(f"./w:style[@w:styleId='Heading{level}']/w:pPr/w:numPr"):
            numbering.getparent().remove(numbering)


def _write_head_and_foot(file: WordFile, document: Document) -> None:
    section = file.sections[0]
    section.different_first_page_header_footer = True
    _line(section.header, "Header", f"{document.title}\t{document.organisation}")
    _line(section.first_page_header, "Header", "")
    for foot in (section.footer, section.first_page_footer):
        _add_page_numbers(_line(foot, "Footer", f"{document.reference}\t"))


def _line(part: Any, style: str, text: str) -> Any:
    part.is_linked_to_previous = False
    paragraph = xml.paragraph(style, text)
    part._element.remove(part.paragraphs[0]._p)
    part._element.append(paragraph)
    return paragraph


def _add_page_numbers(paragraph: Any) -> None:
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    for piece in re.split(r"(%\(\w+\)s)", _("Pagina %(page)s van %(pages)s")):
        name = piece[2:-2] if piece.startswith("%(") else ""
        if name:
            xml.add_field(paragraph, fields[name], "1")
        elif piece:
            xml.add_text(paragraph, piece)


def _write_front(writer: Writer, document: Document) -> None:
    is_letter = document.kind == "letter"
    if document.organisation:
        writer.add(xml.paragraph("Organisation", document.organisation))
    if is_letter:
        _write_address(writer, document.subtitle.splitlines())
        _write_facts(writer, document, above=0)
        writer.add(xml.paragraph("LetterTitle", document.title))
        return
    if document.subtitle:
        writer.add(xml.paragraph("Subtitle", document.subtitle))
    title = writer.add(xml.paragraph("Title", document.title))
    if not document.subtitle:
        title.pPr.spacing_before = Twips(_TITLE_ABOVE)
    _write_facts(writer, document, above=_FACTS_ABOVE)
    writer.next_on_new_page()
    _write_contents(writer, document)


def _write_address(writer: Writer, lines: list[str]) -> None:
    """The lines of an address stand where the window of an envelope is, however many there are."""
    paragraphs = [xml.paragraph("Address", line) for line in lines]
    if paragraphs:
        paragraphs[0].pPr.spacing_before = Twips(_ADDRESS_ABOVE)
        paragraphs[-1].pPr.spacing_after = Twips(max(_ADDRESS_HEIGHT - len(lines) * _ADDRESS_LINE, 0) + _ADDRESS_BELOW)
    for paragraph in paragraphs:
        writer.add(paragraph)


def _write_facts(writer: Writer, document: Document, *, above: int) -> None:
    if document.facts:
        writer.add(xml.paragraph("TableGap")).pPr.spacing_before = Twips(above)
        writer.add_table(facts_table(document.facts))


def _write_contents(writer: Writer, document: Document) -> None:
    """A real table of contents, filled with links; Word adds the page numbers when it is updated or printed."""
    lines = [(place, heading) for place, heading in enumerate(_headings(document), start=1) if heading.level <= 2]
    if not lines:
        return
    writer.add(xml.paragraph("TOCHeading", _("Inhoud")))
    paragraphs = []
    for place, heading in lines:
        paragraph = xml.paragraph(f"TOC{heading.level}")
        xml.add_link(paragraph, bookmark_name(place), f"{heading.number} {heading.text}".strip())
        paragraphs.append(paragraph)
    opening = [xml.field_mark("begin"), xml.field_code(r'TOC \o "1-2" \h \z \u'), xml.field_mark("separate")]
    for place, run in enumerate(opening, start=1):
        paragraphs[0].insert(place, run)
    paragraphs[-1].append(xml.field_mark("end"))
    for paragraph in paragraphs:
        writer.add(paragraph)
    writer.next_on_new_page()
