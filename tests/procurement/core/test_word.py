"""Documents as Word files: what a person finds when going on in them, and what a screen reader finds."""

import io
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from procurement.core.domain.blocks import Block, Document, Facts, Heading, PageBreak, Paragraph, Table
from procurement.core.word import render_docx
from tests.procurement.core.test_documents import LETTER, REPORT

TEXT_WIDTH = 11906 - 2 * 1361


def opened(document: Document) -> docx.document.Document:
    return docx.Document(io.BytesIO(render_docx(document)))


def of(*blocks: Block, **fields: str) -> docx.document.Document:
    return opened(Document(title="Stuk", blocks=blocks, **fields))


def styled(file: docx.document.Document, *names: str) -> list[str]:
    return [each.text for each in file.paragraphs if each.style.name in names]


@pytest.fixture(scope="module")
def report() -> docx.document.Document:
    return opened(REPORT)


def numbers_of(file: docx.document.Document) -> list[str]:
    """What Word shows before each heading: counted as it counts, from the numbering part alone."""
    numbering = file.part.numbering_part.element
    starts = {
        number.get(qn("w:numId")): {
            int(each.get(qn("w:ilvl"))): int(each[0].get(qn("w:val"))) for each in number.findall(qn("w:lvlOverride"))
        }
        for number in numbering.findall(qn("w:num"))
    }
    counts: dict[str, list[int]] = {}
    found = []
    for paragraph in file.paragraphs:
        if not paragraph.style.name.startswith("Heading"):
            continue
        level = int(paragraph.style.name[-1])
        own, from_style = paragraph._p.pPr.numPr, paragraph.style.element.pPr.numPr
        properties = own if own is not None else from_style
        if properties is None or properties.numId.val == 0:
            found.append("")
            continue
        number = str(properties.numId.val)
        begin = starts[number]
        count = counts.setdefault(number, [begin[place] for place in range(level - 1)] if begin else [])
        value = count[level - 1] + 1 if len(count) >= level else begin.get(level - 1, 1)
        counts[number] = [*count[: level - 1], value]
        found.append(".".join(str(each) for each in counts[number]))
    return found


def test_headings_have_the_styles_and_numbers_that_word_itself_gives(report: docx.document.Document) -> None:
    assert styled(report, "Heading 1") == ["Opdracht", "Ondertekening"]
    assert styled(report, "Heading 2") == ["Omvang"]
    assert numbers_of(report) == ["1", "1.1", "2"]


@pytest.mark.parametrize(
    ("numbers", "typed"),
    [
        (["1", "1.1", "1.2", "2", "2.1", "3"], ["", "", "", "", "", ""]),
        (["0", "1", "1.1"], ["", "", ""]),
        (["", "1", "", "2"], ["", "", "", ""]),
        (["1", "3", "3.1", "4"], ["", "", "", ""]),
        (["A", "B"], ["A ", "B "]),
        (["1", "1.A"], ["", "1.A "]),
        (["3.1"], ["3.1 "]),
    ],
    ids=["in order", "from zero", "some without", "a gap", "letters", "mixed", "no parent"],
)
def test_a_number_is_counted_by_word_or_typed_and_always_what_the_document_says(
    numbers: Sequence[str], typed: Sequence[str]
) -> None:
    headings = [Heading("Kop", level=1 + number.count("."), number=number) for number in numbers]
    # Without one number that Word counts, the styles count nothing.
    file = of(*headings)

    shown = [each.text for each in file.paragraphs if each.style.name.startswith("Heading")]
    assert shown == [f"{each}Kop" for each in typed]
    assert [
        counted or text.removesuffix("Kop").strip() for counted, text in zip(numbers_of(file), shown, strict=True)
    ] == list(numbers)


def test_headings_of_a_document_without_numbers_get_none() -> None:
    file = of(Heading("Eerste"), Heading("Tweede"))

    assert numbers_of(file) == ["", ""]
    assert file.styles["Heading 1"].element.pPr.numPr is None


def test_the_contents_are_a_field_filled_with_links_to_the_headings(report: docx.document.Document) -> None:
    body = report.element.body
    codes = [each.text.strip() for each in body.iter(qn("w:instrText"))]
    links = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]

    assert codes == [r'TOC \o "1-2" \h \z \u']
    assert links == marks
    assert [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]
    assert styled(report, "TOC Heading", "toc 1", "toc 2") == ["Inhoud", "1 Opdracht", "1.1 Omvang", "2 Ondertekening"]


def test_lists_are_real_and_each_numbered_list_begins_at_one() -> None:
    file = opened(replace(REPORT, blocks=[*REPORT.blocks, *REPORT.blocks]))
    numbered = [each for each in file.paragraphs if each.style.name == "List Number"]

    assert styled(file, "List Bullet") == ["bureaus", "stoelen"] * 2
    assert [each.text for each in numbered] == ["eerst", "dan"] * 2
    numbers = [each._p.pPr.numPr.numId.val for each in numbered]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    for number in file.part.numbering_part.element.findall(qn("w:num")):
        if int(number.get(qn("w:numId"))) in numbers:
            assert number.find(qn("w:lvlOverride"))[0].get(qn("w:val")) == "1"


def test_a_table_repeats_its_header_keeps_its_rows_whole_and_has_a_caption(report: docx.document.Document) -> None:
    table = next(each for each in report.tables if each.style.name == "Kring Table")

    rows = [each._tr.trPr for each in table.rows]
    assert [each.find(qn("w:tblHeader")) is not None for each in rows] == [True, *[False] * 60]
    assert all(each.find(qn("w:cantSplit")) is not None for each in rows)
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Prijzen"
    assert table._tbl.getprevious().text == "Prijzen"
    assert table._tbl.getprevious().style == "Caption"
    assert [each.width.twips for each in table.rows[5].cells] == [int(TEXT_WIDTH * 0.7), TEXT_WIDTH * 3 // 10 + 1]
    assert [cell.paragraphs[0].alignment for cell in table.rows[5].cells] == [None, 2]


def test_rows_that_stand_out_are_bold(report: docx.document.Document) -> None:
    table = next(each for each in report.tables if each.style.name == "Kring Table")

    assert [row.cells[0].paragraphs[0].runs[0].style.name for row in table.rows[1:4]] == [
        "Strong",
        "Default Paragraph Font",
        "Default Paragraph Font",
    ]


def test_columns_without_given_widths_follow_their_texts_and_fill_the_line() -> None:
    file = of(Table("Lijst", ["Nr.", "Eis"], [["1", "Een lange eis " * 20], ["2", "Kort"]]))

    widths = [each.width.twips for each in file.tables[0].rows[0].cells]
    assert sum(widths) == TEXT_WIDTH
    assert widths[1] > 5 * widths[0]


def test_terms_stand_beside_their_descriptions(report: docx.document.Document) -> None:
    cover, facts, *_rest = report.tables

    assert [[cell.text for cell in row.cells] for row in cover.rows] == [
        ["Kenmerk", "LIN-2023-014"],
        ["Procedure", "openbaar"],
    ]
    assert [cell.text for cell in facts.rows[0].cells] == ["Looptijd", "4 jaar\nmet 2 opties"]


def test_a_chart_is_a_picture_with_a_caption_and_words(report: docx.document.Document) -> None:
    pictures = [each._inline for each in report.inline_shapes]

    assert [each.docPr.get("descr") for each in pictures] == [
        "Veertig procent is hergebruikt.",
        "Twee soorten, half om half.",
    ]
    assert len({each.docPr.id for each in pictures}) == 2
    assert {each.extent.cx for each in pictures} == {TEXT_WIDTH * 635}
    assert styled(report, "Caption") == ["Prijzen", "Aandeel hergebruik", "Aandeel naar soort"]


def test_who_signed_and_who_still_has_to(report: docx.document.Document) -> None:
    cells = report.tables[-1].rows[0].cells

    assert [cells[0].text, cells[2].text] == [
        "F. Boersma\ndirecteur\nGetekend op 12 januari 2023",
        "M. Verhoeve\ninkoper\nNog te tekenen",
    ]


def test_head_and_foot_name_title_organisation_reference_and_page(report: docx.document.Document) -> None:
    section = report.sections[0]

    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "Aanbestedingsleidraad kantoorinrichting\tGemeente Lindermeer"
    assert section.first_page_header.paragraphs[0].text == ""
    for foot in (section.footer, section.first_page_footer):
        assert foot.paragraphs[0].text == "LIN-2023-014, versie 1\tPagina 1 van 1"
        assert [each.text.strip() for each in foot._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_title_language_maker_and_day_stand_in_the_file() -> None:
    file = opened(replace(REPORT, dated_on="2026-03-12"))
    properties = file.core_properties

    assert (properties.title, properties.author) == (REPORT.title, "Gemeente Lindermeer")
    assert (properties.subject, properties.keywords) == ("Beschrijvend document", "LIN-2023-014, versie 1")
    assert properties.language == "nl-NL"
    assert properties.created == properties.modified == datetime(2026, 3, 12, tzinfo=UTC)
    language = next(file.styles.element.iter(qn("w:lang")))
    assert language.get(qn("w:val")) == "nl-NL"


def test_an_english_document_is_english_throughout() -> None:
    file = opened(replace(REPORT, language="en"))

    assert next(file.styles.element.iter(qn("w:lang"))).get(qn("w:val")) == "en-GB"
    assert file.sections[0].footer.paragraphs[0].text.endswith("\tPage 1 of 1")
    assert styled(file, "TOC Heading") == ["Contents"]


def test_a_letter_has_its_address_and_no_contents() -> None:
    file = opened(LETTER)

    assert styled(file, "Address") == ["Kringstoel Collectief", "Kade 1", "1234 AB Lindermeer"]
    assert styled(file, "Letter Title") == [LETTER.title]
    assert not list(file.element.body.iter(qn("w:hyperlink")))


def test_every_style_that_is_used_is_there_and_has_the_typeface_of_the_house(report: docx.document.Document) -> None:
    known = {each.style_id for each in report.styles}
    used = {
        each.get(qn("w:val"))
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for each in report.element.body.iter(qn(tag))
    }

    assert used <= known
    fonts = next(report.styles.element.iter(qn("w:rFonts")))
    assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "cs")} == {"Source Sans 3"}
    with ZipFile(io.BytesIO(render_docx(REPORT))) as archive:
        assert len([name for name in archive.namelist() if name.startswith("word/fonts/")]) == 3


def test_tables_that_follow_each_other_stay_apart_and_none_is_last() -> None:
    file = of(Facts([("a", "b")]), Facts([("c", "d")]))

    tags = [each.tag.split("}")[1] for each in file.element.body]
    assert tags[-5:] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_page_break_stands_on_the_paragraph_that_follows() -> None:
    file = of(Paragraph("een"), PageBreak(), Heading("twee"), PageBreak(), Facts([("drie", "vier")]))

    broken = [each.text for each in file.paragraphs if each.paragraph_format.page_break_before]
    assert broken == ["Inhoud", "een", "twee", ""]


def test_what_cannot_stand_in_a_word_file_is_left_out() -> None:
    assert styled(of(Paragraph("voor\x0b\x00na")), "Normal") == ["voorna"]


def test_the_same_document_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import django; django.setup();"
        "from tests.procurement.core.test_documents import REPORT;"
        "from procurement.core.word import render_docx;"
        "import sys; sys.stdout.buffer.write(render_docx(REPORT))"
    )
    root = Path(__file__).resolve().parents[3]
    made = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, timeout=60)

    first = render_docx(REPORT)
    assert made.stdout == first == render_docx(REPORT)
    with ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(TypeError, match="str"):
        render_docx(Document(title="x", blocks=["text"]))  # type: ignore[list-item]
