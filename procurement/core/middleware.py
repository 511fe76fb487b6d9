"""Every view is private unless it says otherwise; trouble is reported with a reference number."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def trouble(get_response: Handler) -> Handler:
    """Placeholder of the skeleton; the core owner completes it."""
    return get_response


def private_by_default(get_response: Handler) -> Handler:
    """Placeholder of the skeleton; the core owner completes it."""
    return get_response
