"""Asking for a document as a file, from a page where it stands."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django_htmx.middleware import HtmxDetails

from procurement.core.domain.paper_format import PaperFormat
from procurement.core.extension_points import FILE_ACCESS, JOB_KINDS
from procurement.core.models import BackgroundJob, JobStatus
from procurement.core.paper_answers import answer_request
from procurement.core.services import files, papers
from procurement.core.services.papers import Made, Paper
from tests.cast import Cast
from tests.factories.files import PDF

KIND = "test.paper"
PAPER = Paper(KIND, "Proefstuk", "a" * 64, {"thing": 1})


@pytest.fixture(autouse=True)
def kind() -> Iterator[None]:
    """A kind of paper that is never made here."""
    JOB_KINDS[KIND] = papers.paper_kind("Proefstuk", lambda job, report: Made("proefstuk", KIND, 1, content=PDF))
    FILE_ACCESS[KIND] = lambda user, ids: set(ids)
    yield
    dict.__delitem__(JOB_KINDS, KIND)
    dict.__delitem__(FILE_ACCESS, KIND)


def posted(cast: Cast, *, htmx: bool = False, **data: str) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    request = RequestFactory().post("/stuk/", data, headers=headers)
    request.user = cast.buyer
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    return answer_request(request, PAPER, organisation=cast.organisation)  # type: ignore[arg-type]


def shown(cast: Cast) -> str:
    context = {"offers": papers.offers(PAPER, person=cast.buyer), "ask_url": "/stuk/", "paper_title": "Proefstuk"}
    return " ".join(render_to_string("core/_papers.html", {**context, "csrf_token": "t"}).split())


def finish(job: BackgroundJob, cast: Cast) -> None:
    job.result = files.store(
        PDF, name="proefstuk.pdf", kind=KIND, target_id=1, organisation=cast.organisation, actor=cast.buyer
    )
    job.status = JobStatus.DONE
    job.save(update_fields=["status", "result"])


def test_without_javascript_one_goes_to_the_page_of_the_job(cast: Cast) -> None:
    answer = posted(cast, format="docx")

    job = BackgroundJob.objects.get()
    assert answer["Location"] == job.get_absolute_url()
    assert papers.format_of(job) is PaperFormat.WORD


def test_with_javascript_the_button_becomes_the_job_that_asks_for_itself(cast: Cast) -> None:
    part = posted(cast, htmx=True, format="pdf").content.decode()

    job = BackgroundJob.objects.get()
    assert f'hx-get="{job.get_absolute_url()}?klein=1" hx-trigger="every 2s"' in part
    assert "PDF wordt gemaakt" in part


def test_a_format_that_is_not_offered_is_not_there(cast: Cast) -> None:
    with pytest.raises(Http404):
        posted(cast, format="exe")
    assert not BackgroundJob.objects.exists()


def test_each_format_has_its_button_with_the_name_of_the_document(cast: Cast) -> None:
    part = shown(cast)

    assert part.count('action="/stuk/"') == 2
    assert '<input type="hidden" name="format" value="docx">' in part
    assert 'Word<span class="visually-hidden"> maken van Proefstuk</span>' in part


def test_what_is_made_is_a_link_to_the_file(cast: Cast) -> None:
    posted(cast, format="pdf")
    job = BackgroundJob.objects.get()
    finish(job, cast)

    part = shown(cast)

    assert job.result is not None
    assert f'href="{job.result.get_absolute_url()}"' in part
    assert part.count('action="/stuk/"') == 1


def test_an_older_file_can_still_be_opened(cast: Cast) -> None:
    job = papers.request_paper(
        Paper(KIND, "Proefstuk", "b" * 64, {"thing": 1}),
        PaperFormat.PDF,
        actor=cast.buyer,
        organisation=cast.organisation,
        enqueue=lambda job_id: None,
    )
    finish(job, cast)

    part = shown(cast)

    assert "is van vóór de laatste wijziging" in part
    assert part.count('action="/stuk/"') == 2


def test_a_small_job_stays_small_while_it_is_followed_and_asked_again(cast: Cast) -> None:
    posted(cast, format="pdf")
    job = BackgroundJob.objects.get()
    client = Client(headers={"HX-Request": "true"})
    client.force_login(cast.buyer)

    running = client.get(f"{job.get_absolute_url()}?klein=1").content.decode()
    BackgroundJob.objects.update(status=JobStatus.FAILED, error="Dit is niet gelukt.")
    failed = client.get(f"{job.get_absolute_url()}?klein=1").content.decode()
    again = client.post(f"/taken/{job.pk}/opnieuw/?klein=1").content.decode()

    assert 'class="paper-job"' in running
    assert "Dit is niet gelukt." in failed
    assert f'hx-post="/taken/{job.pk}/opnieuw/?klein=1"' in failed
    assert 'class="paper-job"' in again
    assert "PDF wordt gemaakt" in again
