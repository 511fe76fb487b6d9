"""The request as views know it: somebody is signed in, and htmx may have asked."""

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """Tells the type checker what the middleware put on the request; nothing makes one of these.

    user: a user of accounts, which the core does not import. htmx: false when a whole page is asked for.
    """

    user: Any
    htmx: HtmxDetails
