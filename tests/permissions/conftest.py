"""One world for all tests of a module: made once, thrown away at the end, and every request is undone."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.permissions.row import Row
from tests.permissions.table import BUILDERS
from tests.permissions.world import World, make_world

Ask = Callable[[Row, str], int | str]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """The cast and the objects of every app, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world(BUILDERS)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def ask(world: World) -> Ask:
    """Ask an address as one of the cast; the answer is a status, or "sign-in" for who is sent there."""
    clients = {name: signed_in(person) for name, person in world.cast.people.items()}

    def answer(row: Row, person: str) -> int | str:
        client, url = clients[person], reverse(row.name, kwargs=dict(row.arguments(world)))
        with transaction.atomic():
            response = client.post(url, row.data) if row.method == "POST" else client.get(url, row.data)
            transaction.set_rollback(True)
        if response.status_code == 401 or response.headers.get("Location", "").startswith(reverse("account_login")):
            return "sign-in"
        return response.status_code

    return answer


def signed_in(person: object) -> Client:
    """A browser with a session of this person; without one for who is anonymous."""
    client = Client(raise_request_exception=False)
    if getattr(person, "pk", None):
        client.force_login(person)
    return client
