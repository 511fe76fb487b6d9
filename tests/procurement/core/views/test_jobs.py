"""Following a job, with and without JavaScript."""

from collections.abc import Iterator

import pytest
from django.test import Client

from procurement.core import clock
from procurement.core.extension_points import JOB_KINDS, JobKind
from procurement.core.models import BackgroundJob, JobStatus
from procurement.core.services import files
from tests.cast import Cast
from tests.factories.files import PDF

HTMX = {"HX-Request": "true"}


@pytest.fixture
def job(cast: Cast) -> Iterator[BackgroundJob]:
    JOB_KINDS["test.job"] = JobKind("Aanbestedingsleidraad", lambda job, report: None)
    now = clock.real_now()
    yield BackgroundJob.objects.create(
        kind="test.job",
        fingerprint="f" * 64,
        requested_by=cast.reader,
        organisation=cast.organisation,
        status=JobStatus.RUNNING,
        percent=40,
        step="Hoofdstuk 2",
        created_at=now,
        heartbeat_at=now,
    )
    dict.__delitem__(JOB_KINDS, "test.job")


@pytest.fixture
def reader(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.reader)
    return client


def test_a_running_job_asks_for_itself_and_shows_how_far_it_is(reader: Client, job: BackgroundJob) -> None:
    part = reader.get(f"/taken/{job.pk}/", headers=HTMX).content.decode()

    assert "<html" not in part
    assert f'hx-get="/taken/{job.pk}/" hx-trigger="every 2s"' in part
    assert '<progress value="40" max="100" aria-label="Aanbestedingsleidraad">' in part
    assert "Hoofdstuk 2" in part


def test_without_javascript_a_page_has_a_link_to_look_again(reader: Client, job: BackgroundJob) -> None:
    page = reader.get(f"/taken/{job.pk}/").content.decode()

    assert "<h1>Aanbestedingsleidraad</h1>" in page
    assert f'<a href="/taken/{job.pk}/"' in page


def test_a_finished_job_stops_asking_and_offers_its_file(
    cast: Cast, reader: Client, job: BackgroundJob, file_kind: str
) -> None:
    job.result = files.store(
        PDF, name="leidraad.pdf", kind=file_kind, target_id=1, organisation=cast.organisation, actor=cast.reader
    )
    job.status = JobStatus.DONE
    job.save(update_fields=["status", "result"])

    part = reader.get(f"/taken/{job.pk}/", headers=HTMX).content.decode()

    assert "hx-trigger" not in part
    assert f'href="/bestanden/{job.result.pk}/"' in part


@pytest.mark.parametrize("status", [JobStatus.FAILED, JobStatus.PARKED])
def test_a_job_that_ended_badly_says_why_and_can_be_asked_again(
    reader: Client, job: BackgroundJob, status: JobStatus
) -> None:
    BackgroundJob.objects.update(status=status, error="Dit is niet gelukt. Kenmerk: 7F3A-91C2.")

    part = reader.get(f"/taken/{job.pk}/", headers=HTMX).content.decode()
    again = reader.post(f"/taken/{job.pk}/opnieuw/")

    assert "hx-trigger" not in part
    assert "Kenmerk: 7F3A-91C2." in part
    assert 'name="csrfmiddlewaretoken"' in part
    fresh = BackgroundJob.objects.exclude(pk=job.pk).get()
    assert again["Location"] == f"/taken/{fresh.pk}/"
    assert fresh.status == JobStatus.QUEUED


def test_a_job_of_somebody_else_does_not_exist(cast: Cast, job: BackgroundJob) -> None:
    client = Client()
    client.force_login(cast.lawyer)

    assert client.get(f"/taken/{job.pk}/").status_code == 404
    assert client.post(f"/taken/{job.pk}/opnieuw/").status_code == 404
