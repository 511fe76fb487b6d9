"""The language of the screen, remembered in a cookie of this browser."""

from django.conf import settings
from django.http import HttpResponse


def in_language(response: HttpResponse, code: str) -> HttpResponse:
    """Let the next pages be in this language; returns the same response."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
