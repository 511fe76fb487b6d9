"""Every view is private unless it says otherwise; what is too large is refused unread; Dutch until one chooses."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

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


def chosen_language(get_response: Handler) -> Handler:
    """Answer in the language that this person chose, and in Dutch until then, whatever the browser prefers.

    The work is Dutch: documents and law have no other language. Django's own middleware would follow the browser.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = get_response(request)
        patch_vary_headers(response, ("Cookie",))
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
