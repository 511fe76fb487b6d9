"""What every page shows around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Navigation, organisation, language and the demo clock."""
    return {"demo_mode": settings.DEMO_MODE, "version": settings.VERSION, "navigation": []}
