"""What every page shows around its content; nothing is asked of the database until a template shows it."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from procurement.core import clock
from procurement.core.extension_points import NAVIGATION, NavigationItem
from procurement.core.http import Request


def frame(request: Request) -> dict[str, Any]:
    """Navigation and, in demo mode, the clock."""
    context: dict[str, Any] = {"demo_mode": settings.DEMO_MODE, "version": settings.VERSION}
    context["navigation"] = SimpleLazyObject(lambda: _navigation(request, is_personal=False))
    context["personal_navigation"] = SimpleLazyObject(lambda: _navigation(request, is_personal=True))
    if settings.DEMO_MODE:
        context["demo_clock"] = clock.today() if clock.is_moved() else None
    return context


def _navigation(request: Request, *, is_personal: bool) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    entries = [item for item in NAVIGATION.values() if item.is_personal == is_personal]
    shown = [item for item in entries if item.shown_to(user)]
    return [_entry(request, item) for item in sorted(shown, key=lambda item: item.order)]


def _entry(request: Request, item: NavigationItem) -> dict[str, Any]:
    url = reverse(item.url_name)
    return {
        "label": item.label,
        "url": url,
        "active": request.path == url or (bool(item.prefix) and request.path.startswith(item.prefix)),
        "count": item.count(request.user) if item.count else 0,
    }
