"""Messages to people: written with the act that causes them, mailed later from the outbox."""

import logging
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from procurement.core import clock
from procurement.core.extension_points import NOTIFICATION_KINDS, WORK_ITEMS, Text, WorkItem
from procurement.core.models import Notification
from procurement.core.templatetags.formats import dutch_date

logger = logging.getLogger(__name__)
# The wait doubles with each failure, from one minute: twelve attempts span almost three days.
MAX_ATTEMPTS = 12
BATCH = 200
# Work that falls due within so many days is reminded of.
REMIND_DAYS = 3


@transaction.atomic
def notify(users: Iterable[Any], kind: str, subject: Text, body: Text, url: str = "") -> list[Notification]:
    """Tell each of ``users`` once; the mail leaves after the transaction, when the outbox is next emptied.

    subject, body: no price, grade or other secret, because mail is open to read. url: path in Kring.

    Raises:
        KeyError: nobody registered ``kind``.
    """
    NOTIFICATION_KINDS[kind]
    people = {user.pk: user for user in users if user.is_active}
    now = clock.now()
    return Notification.objects.bulk_create(
        Notification(recipient=person, kind=kind, subject=str(subject)[:200], body=str(body), url=url, created_at=now)
        for person in people.values()
    )


def mark_read(person: Any, ids: Iterable[int] | None = None) -> int:
    """Mark messages of this person as read, all of them without ``ids``; returns how many were unread."""
    unread = Notification.objects.filter(recipient=person, read_at__isnull=True)
    if ids is not None:
        unread = unread.filter(pk__in=list(ids))
    return unread.update(read_at=clock.now())


def send_waiting() -> int:
    """Mail what waits, oldest first; returns how many left. What fails stays in the outbox and is tried again."""
    now = clock.real_now()
    waiting = Notification.objects.filter(mailed_at__isnull=True, attempts__lt=MAX_ATTEMPTS).order_by("pk")
    chosen = waiting.values_list("pk", "attempts", "tried_at")[:BATCH]
    return sum(_send(pk) for pk, attempts, tried_at in list(chosen) if _is_due(attempts, tried_at, now))


def remind_of_terms() -> int:
    """Notify each person of work that falls due within ``REMIND_DAYS`` or is late, once for each due date."""
    today = clock.today()
    people = get_user_model().objects.filter(is_active=True)
    return sum(_remind(person, today) for person in people.iterator())


def _is_due(attempts: int, tried_at: Any, now: Any) -> bool:
    return not attempts or now >= tried_at + timedelta(minutes=2 ** (attempts - 1))


@transaction.atomic
def _send(pk: int) -> bool:
    locked = Notification.objects.select_for_update(skip_locked=True, of=("self",)).select_related("recipient")
    message = locked.filter(pk=pk, mailed_at__isnull=True).first()
    if message is None:
        return False
    message.tried_at = clock.real_now()
    try:
        _mail(message)
    except OSError as error:
        message.attempts += 1
        message.save(update_fields=["attempts", "tried_at"])
        logger.warning("mail %s failed, attempt %s: %s", pk, message.attempts, type(error).__name__)
        return False
    message.mailed_at = message.tried_at
    message.save(update_fields=["mailed_at", "tried_at"])
    return True


def _mail(message: Notification) -> None:
    link = f"{settings.SITE_URL}{message.url}" if message.url else ""
    send_mail(
        subject=f"Kring: {' '.join(message.subject.split())}",
        message=render_to_string("emails/notification_body.txt", {"message": message, "link": link}),
        from_email=None,
        recipient_list=[message.recipient.email],
    )


@transaction.atomic
def _remind(person: Any, today: date) -> int:
    limit = today + timedelta(days=REMIND_DAYS)
    with override("nl"):
        due = [item for find in WORK_ITEMS.values() for item in find(person) if item.due and item.due <= limit]
        fresh = [(item, _subject(item)) for item in due]
        told = set(_told(person, [subject for _item, subject in fresh]))
        fresh = [(item, subject) for item, subject in fresh if (item.url, subject) not in told]
        for item, subject in fresh:
            notify([person], "core.term", subject, _("Dit wacht op u: %(title)s.") % {"title": item.title}, item.url)
    return len(fresh)


def _subject(item: WorkItem) -> str:
    return _("Uiterlijk %(day)s: %(title)s") % {"day": dutch_date(item.due, "medium"), "title": item.title}


def _told(person: Any, subjects: list[str]) -> models.QuerySet[Notification, tuple[str, str]]:
    mine = Notification.objects.filter(recipient=person, kind="core.term", subject__in=subjects)
    return mine.values_list("url", "subject")
