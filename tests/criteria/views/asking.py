"""Ask pages of criteria as one of the cast."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from procurement.accounts.models import User
from procurement.core import clock
from tests.factories.criteria_bids import OPENING_AT

SCRIPT = {"Accept": "application/json"}


class Person:
    """Somebody of the cast with a browser of their own, at the time of the opening unless ``at`` says otherwise."""

    def __init__(self, user: User, tender_id: int, *, at: Any = OPENING_AT) -> None:
        self.user, self.tender_id, self.now = user, tender_id, at
        self.client = Client()
        self.client.force_login(user)

    def get(self, name: str, *args: object, query: str = "") -> Any:
        """The page."""
        with clock.at(self.now):
            return self.client.get(self.url(name, *args) + query)

    def post(
        self, name: str, *args: object, data: dict[str, Any] | None = None, script: bool = False, follow: bool = False
    ) -> Any:
        """What comes back on a form. script: as the autosave asks it. follow: the page one ends on."""
        sent = {"csrfmiddlewaretoken": "as a browser sends"} | (data or {})
        with clock.at(self.now):
            return self.client.post(self.url(name, *args), sent, follow=follow, headers=SCRIPT if script else None)

    def url(self, name: str, *args: object) -> str:
        """The address of a page of this tender."""
        return reverse(f"criteria:{name}", args=[self.tender_id, *args])


def errors_of(answer: HttpResponse, form: str = "form") -> dict[str, list[str]]:
    """Field -> what is said at it, of the form with this name in the page."""
    found: Any = answer.context[form]  # type: ignore[attr-defined]
    return {name: [str(error) for error in errors] for name, errors in found.errors.items()}


def messages_of(answer: Any) -> list[str]:
    """What stands above the page one ended on."""
    return [str(message) for message in answer.context["messages"]]


@contextmanager
def later(person: Person, **ago: Any) -> Iterator[None]:
    """The same person at another moment: ``later(person, at=…)``."""
    before, person.now = person.now, ago["at"]
    try:
        yield
    finally:
        person.now = before
