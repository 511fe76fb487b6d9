"""The papers of a market consultation, made by background jobs."""

import pytest

from procurement.core import documents
from procurement.core.domain.paper_format import PaperFormat
from procurement.core.models import BackgroundJob, JobStatus
from procurement.core.services import files, jobs
from procurement.core.services.papers import offers, request_paper
from tenders.services import consultation_papers as papers
from tenders.services.consultation_document import build_document
from tests.factories.accounts import make_organisation, make_user
from tests.factories.tenders import (
    make_ambition,
    make_conclusion,
    make_consultation,
    make_consultation_question,
    make_tender,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    return make_consultation(tender=make_tender(reference="LIN-2023-014"))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (papers.REPORT, "verslag-marktconsultatie-lin-2023-014"),
        (papers.DOCUMENT, "marktconsultatie-lin-2023-014"),
    ],
)
@pytest.mark.parametrize("format_", [PaperFormat.PDF, PaperFormat.WORD])
def test_a_job_makes_a_paper_once_and_says_when_it_is_old(consultation, settings, tmp_path, kind, name, format_):
    settings.MEDIA_ROOT = tmp_path
    actor = consultation.tender.created_by

    job = asked(kind, consultation, actor, format_)
    jobs.run(str(job.pk))
    again = asked(kind, consultation, actor, format_)
    current = offered(kind, consultation, actor, format_)
    make_consultation_question(consultation=consultation)
    old = offered(kind, consultation, actor, format_)

    job.refresh_from_db()
    assert (job.status, job.result.name) == (JobStatus.DONE, f"{name}.{format_}")
    assert again == job
    assert (current.job, old.job, old.older) == (job, None, job)
    assert BackgroundJob.objects.count() == 1
    assert files.may_read(actor, job.result)
    assert not files.may_read(make_user(), job.result)


def asked(kind, consultation, actor, format_):
    paper = papers.paper_of(kind, consultation)
    organisation = consultation.tender.organisation
    return request_paper(paper, format_, actor=actor, organisation=organisation, enqueue=lambda pk: None)


def offered(kind, consultation, actor, format_):
    shown = offers(papers.paper_of(kind, consultation), person=actor)
    return next(offer for offer in shown if offer.format == format_)


def html_of(consultation):
    return documents.render_html(build_document(consultation))


def test_the_document_says_what_is_meant_and_asks_under_themes():
    organisation = make_organisation(vision="Minder verspillen.")
    tender = make_tender(
        organisation=organisation,
        definition="Zo min mogelijk nieuw.",
        occasion="Het stadskantoor wordt vernieuwd.",
        description="Inrichten van 420 werkplekken.",
    )
    make_ambition(tender=tender)
    consultation = make_consultation(tender=tender, level_field_measures="Iedereen krijgt drie weken.")
    for theme, text in (("Haalbaarheid", "Wat kan?"), ("Haalbaarheid", "Wat niet?"), ("Percelen", "Hoeveel?")):
        make_consultation_question(consultation=consultation, theme=theme, text=text, why="Om te kiezen.")
    make_conclusion(consultation=consultation, text="Dit hoort er nog niet in.")

    html = html_of(consultation)

    for part in (
        "Minder verspillen.",
        "Zo min mogelijk nieuw.",
        "Het stadskantoor wordt vernieuwd.",
        "Inrichten van 420 werkplekken.",
        "80%\u00a0massa",
        "3. Hoeveel?",
        "Waarom wij dit vragen: Om te kiezen.",
        "Iedereen krijgt drie weken.",
    ):
        assert part in html
    assert html.count("Haalbaarheid</h3>") == 1
    assert "Dit hoort er nog niet in." not in html


def test_a_document_can_be_made_before_anything_is_filled_in(consultation):
    assert "De opdracht wordt na deze consultatie uitgewerkt." in html_of(consultation)
