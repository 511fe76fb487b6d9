""" "Mijn werk": what waits for this person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from procurement.core.extension_points import WORK_ITEMS


def work(request: HttpRequest) -> HttpResponse:
    """Show what waits for the user, most urgent first."""
    items = [item for find in WORK_ITEMS.values() for item in find(request.user)]
    return render(request, "core/work.html", {"items": items})
