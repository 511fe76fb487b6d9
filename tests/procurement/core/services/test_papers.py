"""Documents as files: asked for once in each format, found again, and never handed to who may not read them."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from procurement.core.domain.blocks import Document, Paragraph
from procurement.core.domain.paper_format import PaperFormat
from procurement.core.extension_points import FILE_ACCESS, JOB_KINDS
from procurement.core.models import BackgroundJob, JobStatus
from procurement.core.services import files, jobs, papers
from procurement.core.services.papers import Made, Offer, Paper
from tests.cast import Cast

KIND = "test.paper"
PDF, WORD = PaperFormat.PDF, PaperFormat.WORD


@pytest.fixture
def closed() -> set[int]:
    """Targets whose files nobody may read."""
    return set()


@pytest.fixture(autouse=True)
def kind(closed: set[int]) -> Iterator[None]:
    """A kind of paper whose text follows from its parameters."""

    def build(job: BackgroundJob, report: Callable[[int, str], None]) -> Made:
        text = f"Tekst van {job.params['thing']}"
        return Made("proefstuk", KIND, job.params["thing"], Document(title="Proef", blocks=[Paragraph(text)]))

    JOB_KINDS[KIND] = papers.paper_kind("Proefstuk", build)
    FILE_ACCESS[KIND] = lambda user, ids: set(ids) - closed
    yield
    dict.__delitem__(JOB_KINDS, KIND)
    dict.__delitem__(FILE_ACCESS, KIND)


def paper(thing: int = 1, content: str = "a") -> Paper:
    return Paper(KIND, f"Proefstuk {thing}", content * 64, {"thing": thing})


def ask(of: Paper, person: Any, cast: Cast, *, in_: PaperFormat = PDF) -> BackgroundJob:
    return papers.request_paper(of, in_, actor=person, organisation=cast.organisation, enqueue=lambda job_id: None)


def made(of: Paper, person: Any, cast: Cast, *, in_: PaperFormat = PDF) -> BackgroundJob:
    job = ask(of, person, cast, in_=in_)
    jobs.run(str(job.pk))
    return BackgroundJob.objects.select_related("result").get(pk=job.pk)


def jobs_of(offers: list[Offer]) -> list[BackgroundJob | None]:
    return [offer.job for offer in offers]


def test_the_same_document_comes_as_pdf_and_as_word(cast: Cast) -> None:
    as_pdf, as_word = (made(paper(), cast.buyer, cast, in_=each) for each in (PDF, WORD))

    assert as_pdf.result is not None
    assert as_word.result is not None
    assert (as_pdf.result.name, as_word.result.name) == ("proefstuk.pdf", "proefstuk.docx")
    assert (str(as_pdf.title), str(as_pdf.format_label), str(as_word.format_label)) == ("Proefstuk 1", "PDF", "Word")
    text = PdfReader(io.BytesIO(files.content_of(as_pdf.result))).pages[1].extract_text()
    assert "Tekst van 1" in text
    words = docx.Document(io.BytesIO(files.content_of(as_word.result)))
    assert "Tekst van 1" in [each.text for each in words.paragraphs]


def test_asking_twice_makes_it_once_and_each_format_is_a_job_of_its_own(cast: Cast) -> None:
    first = made(paper(), cast.buyer, cast)

    assert ask(paper(), cast.buyer, cast) == first
    assert ask(paper(), cast.buyer, cast, in_=WORD) != first
    assert ask(paper(content="b"), cast.buyer, cast) != first


def test_a_format_in_which_it_does_not_come_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="xlsx"):
        ask(paper(), cast.buyer, cast, in_=PaperFormat.SHEET)
    with pytest.raises(ValueError, match="zip"):
        papers.render(Document(title="x", blocks=[]), PaperFormat.PACKAGE)


def test_what_was_not_asked_for_is_offered_without_a_job(cast: Cast) -> None:
    shown = papers.offers(paper(), person=cast.buyer)

    assert [str(offer.label) for offer in shown] == ["PDF", "Word"]
    assert jobs_of(shown) == [None, None]


def test_ones_own_job_is_shown_while_it_is_made_and_after(cast: Cast) -> None:
    waiting = ask(paper(), cast.buyer, cast)
    assert jobs_of(papers.offers(paper(), person=cast.buyer)) == [waiting, None]

    jobs.run(str(waiting.pk))

    (offer, _word) = papers.offers(paper(), person=cast.buyer)
    assert offer.job == waiting
    assert offer.job.status == JobStatus.DONE


def test_the_file_of_a_colleague_is_as_good_but_not_one_that_is_not_ready(cast: Cast) -> None:
    ask(paper(), cast.lawyer, cast, in_=WORD)
    finished = made(paper(), cast.lawyer, cast)

    assert jobs_of(papers.offers(paper(), person=cast.buyer)) == [finished, None]


def test_a_file_that_one_may_not_read_is_not_offered(cast: Cast, closed: set[int]) -> None:
    made(paper(), cast.lawyer, cast)
    assert jobs_of(papers.offers(paper(), person=cast.buyer)) != [None, None]

    closed.add(1)

    assert jobs_of(papers.offers(paper(), person=cast.buyer)) == [None, None]


def test_a_finished_file_goes_before_a_failed_attempt(cast: Cast) -> None:
    finished = made(paper(), cast.lawyer, cast)
    failed = ask(paper(), cast.buyer, cast)
    BackgroundJob.objects.filter(pk=failed.pk).update(status=JobStatus.FAILED)

    assert jobs_of(papers.offers(paper(), person=cast.buyer)) == [finished, None]


def test_an_older_file_is_named_when_the_content_has_changed(cast: Cast) -> None:
    old = made(paper(content="a"), cast.buyer, cast)
    made(paper(thing=2), cast.buyer, cast)

    shown, _word = papers.offers(paper(content="b"), person=cast.buyer)
    current, _word = papers.offers(paper(content="a"), person=cast.buyer)

    assert (shown.job, shown.older) == (None, old)
    assert (current.job, current.older) == (old, None)


def test_many_papers_are_looked_up_in_few_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    first = made(paper(1), cast.buyer, cast)
    third = made(paper(3), cast.buyer, cast)

    with django_assert_max_num_queries(3):
        shown = papers.offers_of([paper(1), paper(2), paper(3)], person=cast.buyer)

    assert [jobs_of(row)[0] for row in shown] == [first, None, third]
