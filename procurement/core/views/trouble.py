"""The handlers that Django calls when a request goes wrong."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from procurement.core import trouble
from procurement.core.http import NotNow


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Page for a request that cannot be read, or that is too large to be read."""
    if isinstance(exception, RequestDataTooBig):
        return trouble.too_large(request)
    return trouble.answer(request, "400.html", 400, line=_("Kring begrijpt dit verzoek niet. Probeer het opnieuw."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Page for what this person may not do, or not now."""
    if isinstance(exception, NotNow):
        return trouble.answer(request, "core/not_now.html", 403, line=exception.reason, url=exception.url)
    return trouble.answer(request, "403.html", 403, line=_("Dit mag u niet. Er is niets gewijzigd."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Page for what does not exist, or may not be seen."""
    return trouble.answer(request, "404.html", 404, line=_("Dit bestaat niet, of het is niet voor u."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Page for a fault of ours, or for a database that does not answer."""
    return trouble.failed(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Page for a form that was open while somebody signed in again."""
    line = _("Deze pagina is verlopen. Open haar opnieuw; wat u typte, staat er dan nog.")
    return trouble.answer(request, "core/expired.html", 403, line=line)
