"""What the core puts in the main navigation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import NavigationItem
from procurement.core.models import Notification
from procurement.core.permissions import audited_organisations


def _everyone(user: Any) -> bool:
    return True


def _reads_trails(user: Any) -> bool:
    return bool(audited_organisations(user))


def _unread(user: Any) -> int:
    return Notification.objects.filter(recipient=user, read_at__isnull=True).count()


WORK = NavigationItem(label=_("Mijn werk"), url_name="core:work", order=10, shown_to=_everyone)
MESSAGES = NavigationItem(
    label=_("Meldingen"),
    url_name="core:notifications",
    order=100,
    shown_to=_everyone,
    prefix="/meldingen/",
    count=_unread,
)
TRAIL = NavigationItem(
    label=_("Logboek"),
    url_name="core:audit",
    order=95,
    shown_to=_reads_trails,
    prefix="/logboek/",
    is_personal=True,
)
