"""One page of a list, with the rest of the address kept for the links to the other pages."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from procurement.accounts.forms.lists import PAGE_SIZE
from procurement.core.http import Request


@dataclass(frozen=True, slots=True)
class ListPage:
    """What a list template needs. query: the other parameters of the address; filtered: something was searched for."""

    page: Page[Any]
    query: str
    filtered: bool


def list_page(request: Request, rows: QuerySet[Any]) -> ListPage:
    """Cut the page that the request asks for out of the rows; an impossible page number gives the nearest."""
    kept = request.GET.copy()
    kept.pop("page", None)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return ListPage(page, kept.urlencode(), any(value for key, value in kept.items() if key != "sort"))
