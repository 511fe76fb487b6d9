"""Follow a background job, and ask for it again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from procurement.core.http import Request
from procurement.core.models import BackgroundJob
from procurement.core.services import jobs
from procurement.core.tasks import run_job

# In an address: the job stands in a line of documents and shows itself small.
SMALL = "klein"


def _own_job(request: Request, pk: UUID) -> BackgroundJob:
    return get_object_or_404(BackgroundJob.objects.select_related("result", "organisation").of(request.user), pk=pk)


def _answer(request: Request, job: BackgroundJob) -> HttpResponse:
    part = "core/_paper_job.html" if SMALL in request.GET else "core/_job.html"
    return render(request, part if request.htmx else "core/job.html", {"job": job})


@never_cache
@require_safe
def job(request: Request, pk: UUID) -> HttpResponse:
    """Where one's own job stands: the panel that asks for itself, or a page with a link to refresh."""
    return _answer(request, _own_job(request, pk))


@require_POST
def retry_job(request: Request, pk: UUID) -> HttpResponse:
    """Ask again for a job that failed or was parked."""
    again = jobs.retry(_own_job(request, pk), actor=request.user, enqueue=run_job.delay)
    return _answer(request, again) if request.htmx else redirect(again)
