"""Every view is private unless it says otherwise; a request that is too large is refused before it is read."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from procurement.core.trouble import is_script, signed_out, too_large

Handler = Callable[[HttpRequest], HttpResponse]


def trouble(get_response: Handler) -> Handler:
    """Refuse a request whose body is far above the largest upload; anything smaller reaches the form, which says so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.REQUEST_LIMIT_BYTES:
            return too_large(request)
        return get_response(request)

    return middleware


def private_by_default(get_response: Handler) -> Handler:
    """Let only who is signed in pass, but to views marked with ``login_not_required``.

    Opening a page leads to signing in. Anything sent, and every request of a script, gets a 401 that says so: a sign-in
    page in the place of a form would take what was typed with it.
    """
    ask_to_sign_in = LoginRequiredMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if request.method in ("GET", "HEAD") and not is_script(request):
            return ask_to_sign_in.handle_no_permission(request, view)
        return signed_out(request)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
