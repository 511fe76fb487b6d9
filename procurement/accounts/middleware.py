"""A buyer or admin without a second factor reaches only the page that sets it up."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from procurement.accounts.second_factor import page_to_complete
from procurement.core.http import Request

Handler = Callable[[HttpRequest], HttpResponse]

# What one needs to set it up, and the way out.
REACHABLE = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_set_password",
        "mfa_activate_totp",
        "set_language",
    }
)


def second_factor_first(get_response: Handler) -> Handler:
    """Send who must have a second factor, and has none, to the page where it is set up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: Request, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not request.user.is_authenticated or match is None or match.view_name in REACHABLE:
            return None
        page = page_to_complete(request.user)
        if page is None:
            return None
        return HttpResponseClientRedirect(resolve_url(page)) if request.htmx else redirect(page)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
