"""Messages in Kring and by mail."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from procurement.core import clock
from procurement.core.extension_points import NOTIFICATION_KINDS, WORK_ITEMS, WorkItem
from procurement.core.models import Notification
from procurement.core.services import notifications
from tests.cast import Cast


@pytest.fixture
def kind() -> Iterator[str]:
    NOTIFICATION_KINDS["test.news"] = "Nieuws"
    yield "test.news"
    dict.__delitem__(NOTIFICATION_KINDS, "test.news")


def test_each_person_is_told_once(cast: Cast, kind: str) -> None:
    cast.reader.is_active = False

    made = notifications.notify(
        [cast.buyer, cast.buyer, cast.lawyer, cast.reader], kind, "De gids is klaar", "U kunt hem lezen.", "/x/"
    )

    assert [each.recipient for each in made] == [cast.buyer, cast.lawyer]


def test_a_kind_that_nobody_registered_is_refused(cast: Cast) -> None:
    with pytest.raises(KeyError):
        notifications.notify([cast.buyer], "test.unknown", "x", "y")


def test_the_outbox_mails_each_message_once(cast: Cast, kind: str, settings: Settings) -> None:
    settings.SITE_URL = "https://kring.example"
    notifications.notify([cast.buyer], kind, "De gids\nis klaar", "U kunt hem lezen.", "/aanbestedingen/1/")

    assert notifications.send_waiting() == 1
    assert notifications.send_waiting() == 0

    message = mail.outbox[0]
    assert (message.to, message.subject) == ([cast.buyer.email], "Kring: De gids is klaar")
    assert message.body.splitlines()[0] == "U kunt hem lezen."
    assert "https://kring.example/aanbestedingen/1/" in message.body.splitlines()
    assert len(mail.outbox) == 1


def test_what_cannot_be_mailed_stays_and_is_tried_again_later(cast: Cast, kind: str, settings: Settings) -> None:
    notifications.notify([cast.buyer], kind, "De gids is klaar", "U kunt hem lezen.")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert notifications.send_waiting() == 0
    waiting = Notification.objects.get()
    assert (waiting.attempts, waiting.mailed_at) == (1, None)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert notifications.send_waiting() == 0  # not so soon after a failure
    Notification.objects.update(tried_at=clock.real_now() - timedelta(minutes=1))
    assert notifications.send_waiting() == 1
    assert Notification.objects.get().mailed_at is not None


def test_messages_are_read_by_their_own_person_only(cast: Cast, kind: str) -> None:
    mine = notifications.notify([cast.buyer, cast.lawyer], kind, "x", "y")[0]

    assert notifications.mark_read(cast.lawyer, [mine.pk]) == 0
    assert notifications.mark_read(cast.buyer, [mine.pk]) == 1
    assert notifications.mark_read(cast.lawyer) == 1


@pytest.fixture
def work(cast: Cast) -> Iterator[None]:
    """The buyer has work that is due on 9 January 2024, and work that can wait."""

    def find(user: object) -> list[WorkItem]:
        if user != cast.buyer:
            return []
        return [
            WorkItem("Beantwoord 3 vragen", "/v/", "Inlichtingen", due=date(2024, 1, 9)),
            WorkItem("Vul de lessen in", "/l/", "Contract", due=date(2024, 3, 1)),
            WorkItem("Kies een procedure", "/p/", "Procedure"),
        ]

    WORK_ITEMS["test.work"] = find
    yield
    dict.__delitem__(WORK_ITEMS, "test.work")


def test_a_person_is_reminded_once_of_each_due_date(cast: Cast, work: None) -> None:
    with clock.at(datetime(2024, 1, 5, 7, 0, tzinfo=UTC)):
        assert notifications.remind_of_terms() == 0
    with clock.at(datetime(2024, 1, 6, 7, 0, tzinfo=UTC)):
        assert notifications.remind_of_terms() == 1
    with clock.at(datetime(2024, 1, 10, 7, 0, tzinfo=UTC)):
        assert notifications.remind_of_terms() == 0

    told = Notification.objects.get()
    assert (told.recipient, told.subject, told.url) == (
        cast.buyer,
        "Uiterlijk 9 januari 2024: Beantwoord 3 vragen",
        "/v/",
    )
