"""The report of a market consultation: complete, and traceable to nobody who did not agree."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from procurement.core import documents, pdf
from tenders.domain.vocabulary import FollowUp
from tenders.services import consultation_report as report
from tests.factories.tenders import (
    make_conclusion,
    make_consultation,
    make_consultation_question,
    make_consultation_response,
    make_tender,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    tender = make_tender(title="Circulaire kantoorinrichting", reference="LIN-2023-014")
    held = make_consultation(
        tender=tender,
        purpose="Weten of onze voorraad het vertrekpunt kan zijn.",
        channel="TenderNed",
        respond_by=date(2023, 2, 3),
        capable_firms=7,
        level_field_measures="Iedereen kreeg dezelfde inventarislijst.",
        report_published_on=date(2023, 2, 20),
    )
    first = make_consultation_question(consultation=held, text="Wat is op te knappen?", why="Voor de ambitie.")
    second = make_consultation_question(
        consultation=held, text="Welke looptijd?", summary="Acht jaar is de ondergrens."
    )
    make_consultation_question(consultation=held, text="Welke data?")
    make_consultation_response(
        consultation=held,
        party="Werkbank",
        may_be_named=True,
        answers={first: "Driekwart, zegt Werkbank.", second: "Acht jaar."},
    )
    make_consultation_response(
        consultation=held,
        party="Bureauland Direct",
        answers={first: "Bij Bureauland Direct de helft.", second: "Vier."},
    )
    make_conclusion(consultation=held, text="Driekwart kan.", follow_up=FollowUp.ADOPTED, reason="In ambitie A1.")
    make_conclusion(consultation=held, text="Vier jaar volstaat.", follow_up=FollowUp.REJECTED, reason="Te kort.")
    return held


def text_of(consultation):
    html = documents.render_html(report.build_report(consultation))
    pages = PdfReader(io.BytesIO(pdf.render_pdf(html))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_pdf_holds_course_answers_and_conclusions(consultation):
    text = text_of(consultation)

    for part in (
        "Verslag marktconsultatie",
        "Circulaire kantoorinrichting",
        "LIN-2023-014",
        "De consultatie was openbaar",
        "2 partijen hebben gereageerd",
        "Waarom wij dit vroegen: Voor de ambitie.",
        "Driekwart, zegt Werkbank.",
        "Acht jaar is de ondergrens.",
        "Niemand heeft deze vraag beantwoord.",
        "niet overgenomen",
        "In ambitie A1.",
        "Iedereen kreeg dezelfde inventarislijst.",
        "7 partijen",
        "maandag 20 februari 2023",
    ):
        assert part in text


def test_a_party_without_consent_is_named_nowhere(consultation):
    text = text_of(consultation)

    assert "Werkbank" in text
    assert "Bureauland" not in text
    assert "Bij [een partij] de helft." in text
    assert "Eén partij wordt niet genoemd" in text


def test_a_summary_takes_the_place_of_the_answers(consultation):
    text = text_of(consultation)

    assert "Vier." not in text.replace("Vier jaar volstaat.", "")


def test_selected_parties_are_said_with_the_reason(consultation):
    consultation.is_open, consultation.invitation_motivation = False, "Er zijn drie aanbieders."
    consultation.respond_by = consultation.report_published_on = consultation.capable_firms = None
    consultation.level_field_measures = ""
    consultation.conclusions.all().delete()

    text = text_of(consultation)

    assert "gericht aan genodigde partijen" in text
    assert "Er zijn drie aanbieders." in text
    assert "Er zijn nog geen conclusies getrokken." in text
    assert "uiterlijk bij de aankondiging" in text


def test_nobody_answered_gives_a_report_too():
    text = text_of(make_consultation(tender=make_tender()))

    assert "0 partijen hebben gereageerd" in text


def test_leaks_are_found_where_they_will_be_printed(consultation):
    consultation.questions.filter(number=2).update(summary="Bureauland Direct wil vier jaar.")
    consultation.questions.filter(number=3).update(text="Wat vindt bureauland direct?")
    consultation.conclusions.filter(number=2).update(reason="Alleen Bureauland Direct wil dit.")

    found = [(leak.where, leak.number, leak.party) for leak in report.find_leaks(consultation)]

    assert found == [
        ("answer", 1, "Bureauland Direct"),
        ("summary", 2, "Bureauland Direct"),
        ("question", 3, "Bureauland Direct"),
        ("conclusion", 2, "Bureauland Direct"),
    ]


def test_the_same_texts_give_the_same_bytes(consultation):
    html = [documents.render_html(report.build_report(consultation)) for _time in range(2)]

    assert pdf.render_pdf(html[0]) == pdf.render_pdf(html[1])
