"""Move the clock of demo mode. No other mode has one."""

from datetime import datetime
from math import ceil
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from procurement.core import audit, clock
from procurement.core.models import DemoClock


class NotInDemoMode(RuntimeError):
    """Outside demo mode the clock cannot be moved."""


@transaction.atomic
def go_to(moment: datetime | None, *, actor: Any) -> None:
    """Let ``clock.now()`` say ``moment`` and run on from there; None brings it back to real time.

    Raises:
        NotInDemoMode: this is no demo.
    """
    if not settings.DEMO_MODE:
        raise NotInDemoMode
    seconds = ceil((moment - clock.real_now()).total_seconds()) if moment else 0
    row, _made = DemoClock.objects.select_for_update().get_or_create(pk=1)
    row.offset_seconds = seconds
    row.save(update_fields=["offset_seconds"])
    transaction.on_commit(lambda: cache.delete(clock.CACHE_KEY))
    audit.record("clock.moved", actor=actor, target=row, offset_seconds=seconds)
