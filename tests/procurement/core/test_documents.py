"""Documents as HTML and as PDF."""

import io
import logging
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import page
import pytest
from pypdf import PdfReader

from procurement.core.documents import render_html
from procurement.core.domain.blocks import (
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
from procurement.core.pdf import render_pdf

SVG = '<svg viewBox="0 0 100 20" role="img"><title>Aandeel</title><rect width="40" height="10" fill="#0e6259"/></svg>'
KEY = '<ul class="chart__key"><li><strong>H</strong> hergebruikt</li><li><strong>N</strong> nieuw</li></ul>'
REPORT = Document(
    title="Aanbestedingsleidraad kantoorinrichting",
    subtitle="Beschrijvend document",
    organisation="Gemeente Lindermeer",
    reference="LIN-2023-014, versie 1",
    facts=[("Kenmerk", "LIN-2023-014"), ("Procedure", "openbaar")],
    blocks=[
        Heading("Opdracht", number="1"),
        Paragraph("Eerste alinea met <b>haken</b> & tekens.\n\nTweede alinea."),
        Heading("Omvang", level=2, number="1.1"),
        Bullets(["bureaus", "stoelen"]),
        Bullets(["eerst", "dan"], numbered=True),
        Facts([("Looptijd", "4 jaar\nmet 2 opties")]),
        Table("Prijzen", ["Post", "Bedrag"], [["Bureau", "€ 412,50"]] * 60, ["left", "right"], [70, 30], [0]),
        Figure(SVG, "Aandeel hergebruik", "Veertig procent is hergebruikt."),
        Figure(SVG + KEY, "Aandeel naar soort", "Twee soorten, half om half."),
        PageBreak(),
        Heading("Ondertekening", number="2"),
        Paragraph("Let op.", tone="note"),
        Signatures([("F. Boersma", "directeur", "12 januari 2023"), ("M. Verhoeve", "inkoper", "")]),
    ],
)
LETTER = Document(
    title="Voorlopige gunningsbeslissing",
    subtitle="Kringstoel Collectief\nKade 1\n1234 AB Lindermeer",
    organisation="Gemeente Lindermeer",
    kind="letter",
    facts=[("Datum", "12 januari 2023")],
    blocks=[Paragraph("Geachte mevrouw Blom,")],
)


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(each.extract_text().split()) for each in pages)


@pytest.fixture(scope="module")
def report() -> bytes:
    return render_pdf(render_html(REPORT))


def test_a_report_has_all_its_text(report: bytes) -> None:
    text = text_of(report)

    for part in (
        "Gemeente Lindermeer",
        "Beschrijvend document",
        "Eerste alinea met <b>haken</b> & tekens. Tweede alinea.",
        "Inhoud",
        "1.1 Omvang",
        "Looptijd 4 jaar met 2 opties",
        "Aandeel hergebruik",
        "F. Boersma directeur Getekend op 12 januari 2023",
        "M. Verhoeve inkoper Nog te tekenen",
    ):
        assert part in text


def test_each_page_has_reference_and_number_and_after_the_first_title_and_organisation(report: bytes) -> None:
    pages = [each.extract_text() for each in PdfReader(io.BytesIO(report)).pages]

    assert len(pages) >= 5
    for number, content in enumerate(pages, start=1):
        assert f"Pagina {number} van {len(pages)}" in content
        assert "LIN-2023-014, versie 1" in content
        assert ("Aanbestedingsleidraad kantoorinrichting Gemeente Lindermeer" in content) == (number > 1)


def test_contents_name_the_page_of_each_chapter(report: bytes) -> None:
    pages = [each.extract_text() for each in PdfReader(io.BytesIO(report)).pages]
    listed = next(line for line in pages[1].splitlines() if line.startswith("2 Ondertekening"))

    assert "Ondertekening" in pages[int(listed.split(".")[-1]) - 1]


def test_bookmarks_are_the_headings_in_their_order(report: bytes) -> None:
    assert bookmarks(PdfReader(io.BytesIO(report)).outline) == [
        "Aanbestedingsleidraad kantoorinrichting",
        ["Inhoud", "1 Opdracht", ["1.1 Omvang"], "2 Ondertekening"],
    ]


def bookmarks(outline: list[Any]) -> list[Any]:
    """Titles, with what stands below one as a list behind it."""
    return [bookmarks(each) if isinstance(each, list) else each.title for each in outline]


def test_cells_of_a_heading_say_for_what_they_hold(report: bytes) -> None:
    tree = PdfReader(io.BytesIO(report)).root_object["/StructTreeRoot"]

    # Two columns of a table on three pages; a row for each of three facts.
    assert Counter(scopes(tree)) == {"/Column": 6, "/Row": 3}


def scopes(element: Any) -> Iterator[str]:
    """The scope of each cell of a heading below this element of the structure."""
    if element.get("/S") == "/TH":
        yield element["/A"]["/Scope"]
    for child in element.get("/K", []):
        below = child.get_object()
        if isinstance(below, dict):
            yield from scopes(below)


def test_headings_of_a_table_repeat(report: bytes) -> None:
    pages = [each.extract_text() for each in PdfReader(io.BytesIO(report)).pages]

    with_rows = [content for content in pages if "412,50" in content]
    assert len(with_rows) >= 2
    assert all("Bedrag" in content for content in with_rows)


def test_a_letter_has_its_address_and_no_contents() -> None:
    text = text_of(render_pdf(render_html(LETTER)))

    assert "Kringstoel Collectief Kade 1 1234 AB Lindermeer" in text
    assert "Inhoud" not in text


@pytest.mark.parametrize("document", [REPORT, LETTER], ids=["report", "letter"])
def test_a_document_is_accessible_pdf_ua_1(document: Document) -> None:
    found = page.validate_pdf_bytes(render_pdf(render_html(document)), profile=page.ValidationProfile.PDF_UA_1)

    assert [(failure.rule_id, failure.message) for failure in found.failures] == []
    assert found.is_compliant


def test_title_language_and_maker_stand_in_the_file(report: bytes) -> None:
    reader = PdfReader(io.BytesIO(report))

    assert reader.metadata is not None
    assert reader.metadata.title == REPORT.title
    assert reader.metadata.author == "Gemeente Lindermeer"
    assert reader.root_object["/Lang"] == "nl"


def test_the_same_document_gives_the_same_bytes(report: bytes) -> None:
    assert render_pdf(render_html(REPORT)) == report


def test_another_process_gives_the_same_bytes(report: bytes) -> None:
    code = (
        "import django, hashlib; django.setup();"
        "from tests.procurement.core.test_documents import REPORT;"
        "from procurement.core.documents import render_html; from procurement.core.pdf import render_pdf;"
        "import sys; sys.stdout.buffer.write(render_pdf(render_html(REPORT)))"
    )
    root = Path(__file__).resolve().parents[3]
    made = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, timeout=60)

    assert made.stdout == report


def test_other_content_gives_another_identifier(report: bytes) -> None:
    other = PdfReader(io.BytesIO(render_pdf(render_html(LETTER))))

    assert PdfReader(io.BytesIO(report)).trailer["/ID"] != other.trailer["/ID"]


def test_rendering_says_nothing_that_needs_attention(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        render_pdf(render_html(REPORT))

    assert caplog.records == []


def test_english_documents_speak_english() -> None:
    document = Document(title="Tender guide", blocks=[Signatures([("F. Boersma", "", "")])], language="en")

    assert '<html lang="en">' in render_html(document)


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(TypeError, match="str"):
        render_html(Document(title="x", blocks=["text"]))  # type: ignore[list-item]


class Asked(BaseHTTPRequestHandler):
    """Remembers what was asked."""

    paths: list[str] = []

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def outside() -> Iterator[str]:
    """A host that must not be asked."""
    Asked.paths.clear()
    server = HTTPServer(("127.0.0.1", 0), Asked)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_no_file_and_no_host_is_ever_asked(outside: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'gelezen' }")
    html = (
        '<html lang="nl"><head><title>x</title>'
        f'<link rel="stylesheet" href="{secret.as_uri()}"><link rel="stylesheet" href="{outside}/a.css">'
        f"<style>@import url({outside}/b.css); body {{ background: url({outside}/c.png) }}</style></head>"
        f'<body><p>tekst</p><img src="{outside}/d.png" alt="x"><img src="{secret.as_uri()}" alt="y">'
        f'<svg viewBox="0 0 9 9"><title>z</title><image href="{outside}/e.png" width="9" height="9"/></svg>'
        f'<a rel="attachment" href="{secret.as_uri()}">f</a><object data="{outside}/g"></object></body></html>'
    )

    with caplog.at_level(logging.ERROR, logger="weasyprint"):
        pdf = render_pdf(html)

    assert Asked.paths == []
    assert "gelezen" not in text_of(pdf)
    assert b"content: 'gelezen'" not in pdf
    assert not PdfReader(io.BytesIO(pdf)).attachments
    assert "disallowed protocol" in caplog.text
