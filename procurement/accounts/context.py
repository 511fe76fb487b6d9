"""What accounts adds to every page."""

from typing import Any

from django.utils.functional import SimpleLazyObject

from procurement.accounts.current import current_organisation
from procurement.core.http import Request


def frame(request: Request) -> dict[str, Any]:
    """The organisation in the header; asked only when a template shows it."""
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return {"current_organisation": None}
    return {"current_organisation": SimpleLazyObject(lambda: current_organisation(request) or "")}
