"""The overview of one tender: where its thread runs and what comes next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tenders.workspace import OVERVIEW, frame, open_tender


def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the tender as a whole."""
    tender = open_tender(request, pk)
    return render(request, "tenders/overview.html", frame(request, tender, OVERVIEW))
