"""Load the demo data: every part in its order, all of it or nothing."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F

from procurement.core.extension_points import DEMO_PARTS
from procurement.core.models import Notification

Say = Callable[[str], object]


class OtherDataError(RuntimeError):
    """The database holds organisations that are not of the demo."""


def is_loaded() -> bool:
    """Return whether the demo data are there: only they have people that the demo page signs in."""
    return get_user_model().objects.exclude(demo_key="").exists()


@transaction.atomic
def load(say: Say) -> bool:
    """Load every part of the demo; False when it was there already. ``say`` hears each part before it is loaded.

    Raises:
        OtherDataError: organisations are there that the demo did not make; nothing is touched.
    """
    if is_loaded():
        return False
    if apps.get_model("accounts", "Organisation").objects.exists():
        raise OtherDataError
    context: dict[str, Any] = {}
    for name, part in sorted(DEMO_PARTS.items(), key=lambda item: item[1].order):
        say(name)
        part.load(context)
    # What was written years ago in the story is not mailed today.
    Notification.objects.filter(mailed_at=None).update(mailed_at=F("created_at"))
    return True
