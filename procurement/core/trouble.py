"""Answers to trouble: plain words, a reference number, never a traceback; no database, session or user is asked."""

import logging
import secrets
import sys
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def new_reference() -> str:
    """Return a short number that stands on the screen and in the log: "7F3A-91C2"."""
    digits = secrets.token_hex(4).upper()
    return f"{digits[:4]}-{digits[4:]}"


def is_script(request: HttpRequest) -> bool:
    """True when htmx or a script asks, so that the answer is a line and not a page."""
    return bool(request.headers.get("HX-Request")) or "json" in request.headers.get("Accept", "")


def answer(
    request: HttpRequest, template: str, status: int, *, line: str, reference: str = "", url: str = ""
) -> HttpResponse:
    """Return the page ``template``, or for a script only ``line``. The context processors are left out on purpose.

    url: where the person goes on, for pages that lead there.
    """
    if is_script(request):
        content = render_to_string("core/_trouble.html", {"line": line, "reference": reference})
        response = HttpResponse(content, status=status)
        if status != HTTPStatus.UNAUTHORIZED:  # that one opens a dialog of its own
            response["X-Kring-Trouble"] = "1"
            response["HX-Retarget"], response["HX-Reswap"] = "#messages", "innerHTML"
    else:
        context = {"reference": reference, "line": line, "url": url}
        response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = "no-store"
    return response


def signed_out(request: HttpRequest) -> HttpResponse:
    """401: the session ended while somebody was at work."""
    line = _("U bent afgemeld. Meld u aan in een nieuw tabblad; uw tekst blijft staan.")
    return answer(request, "core/signed_out.html", 401, line=line)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than Kring takes."""
    limit_mb = settings.UPLOAD_LIMIT_BYTES // 1024**2
    line = _("Dit is te groot om te versturen. Eén bestand mag ten hoogste %(limit_mb)s MB zijn.") % {
        "limit_mb": limit_mb
    }
    return answer(request, "core/too_large.html", 413, line=line)


def gone(request: HttpRequest) -> HttpResponse:
    """410: a file that Kring knows of is not on disk; its reference helps to find out why."""
    reference = new_reference()
    logger.error("%s is not on disk, reference %s", request.path, reference)
    return answer(request, "core/gone.html", 410, line=_("Dit bestand is er niet meer."), reference=reference)


def failed(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database does not answer. The reference stands on the page and in the log."""
    error, reference = sys.exc_info()[1], new_reference()
    is_database = isinstance(error, OperationalError | InterfaceError)
    logger.error("%s %s failed, reference %s", request.method, request.path, reference, exc_info=error)
    if is_database:
        line = _("De gegevens zijn even niet te bereiken. Probeer het over een minuut opnieuw.")
        response = answer(request, "503.html", 503, line=line, reference=reference)
        response["Retry-After"] = "60"
    else:
        response = answer(
            request, "500.html", 500, line=_("Er ging iets mis. Probeer het opnieuw."), reference=reference
        )
    # Logged here, with its reference; Django would do so once more.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
