"""The request as views know it: somebody is signed in, and htmx may have asked."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """Tells the type checker what the middleware put on the request; nothing makes one of these.

    user: a user of accounts, which the core does not import. htmx: false when a whole page is asked for.
    """

    user: Any
    htmx: HtmxDetails


class NotNow(PermissionDenied):
    """What a person may do, but not any more or not yet. reason: in words; url: where they go on, or empty."""

    def __init__(self, reason: str, url: str = "") -> None:
        super().__init__(reason)
        self.reason, self.url = reason, url
