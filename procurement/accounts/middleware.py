"""A buyer or admin without a second factor reaches only the page that sets it up."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def second_factor_first(get_response: Handler) -> Handler:
    """Placeholder of the skeleton; the accounts owner completes it."""
    return get_response
