"""The only source of "now". Demo mode may move it; no other mode can."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from procurement.core.models import DemoClock

CACHE_KEY = "core:demo-clock"
# A page asks the time often; another process may run behind so long after the clock was moved.
_KEEP_SECONDS = 2
_at: ContextVar[datetime | None] = ContextVar("clock_at", default=None)


def real_now() -> datetime:
    """The time of this machine, aware, whatever demo mode shows."""
    return timezone.now()


def now() -> datetime:
    """The moment that Kring works with: aware, real unless demo mode moved the clock."""
    pinned = _at.get()
    if pinned is not None:
        return pinned
    return real_now() + _demo_offset()


def today() -> date:
    """The date of ``now()`` in the Netherlands."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let ``now()`` say ``moment`` inside the block: for loading demo data and for tests."""
    token = _at.set(moment)
    try:
        yield
    finally:
        _at.reset(token)


def is_moved() -> bool:
    """True when demo mode shows another time than this machine."""
    return bool(_demo_offset())


def _demo_offset() -> timedelta:
    if not settings.DEMO_MODE:
        return timedelta()
    seconds = cache.get(CACHE_KEY)
    if seconds is None:
        seconds = DemoClock.objects.order_by("pk").values_list("offset_seconds", flat=True).first() or 0
        cache.set(CACHE_KEY, seconds, _KEEP_SECONDS)
    return timedelta(seconds=seconds)
