"""What a view answers to who asks for a document as a file; every place where a document stands uses it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from procurement.core.domain.paper_format import PaperFormat
from procurement.core.http import Request
from procurement.core.services.papers import Paper, request_paper
from procurement.core.tasks import run_job


def answer_request(request: Request, paper: Paper, *, organisation: Any) -> HttpResponse:
    """Ask for the paper in the posted format, and show where it stands: a part for htmx, else the page of the job."""
    chosen = request.POST.get("format", paper.formats[0])
    if chosen not in paper.formats:
        raise Http404
    job = request_paper(
        paper, PaperFormat(chosen), actor=request.user, organisation=organisation, enqueue=run_job.delay
    )
    return render(request, "core/_paper_job.html", {"job": job}) if request.htmx else redirect(job)
