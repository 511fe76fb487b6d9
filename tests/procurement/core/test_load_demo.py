"""``manage.py load_demo`` loads once, in order, all or nothing."""

from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from procurement.accounts.models import Organisation, User
from procurement.core.extension_points import DEMO_PARTS, DemoPart
from procurement.core.services.notifications import notify, send_waiting
from tests.cast import Cast

Load = Callable[[dict[str, Any]], None]


@pytest.fixture
def parts() -> Iterator[Callable[[str, int, Load], None]]:
    """Only the parts of the test, instead of those of the apps."""
    kept = dict(DEMO_PARTS)
    dict.clear(DEMO_PARTS)

    def add(name: str, order: int, load: Load) -> None:
        DEMO_PARTS[name] = DemoPart(order, load)

    yield add
    dict.clear(DEMO_PARTS)
    dict.update(DEMO_PARTS, kept)


def people(context: dict[str, Any]) -> None:
    context["organisation"] = Organisation.objects.create(name="Gemeente Lindermeer")
    User.objects.create_user(email="m@lindermeer.example", name="M. Verhoeve", demo_key="verhoeve")


def load() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_parts_are_loaded_in_their_order_and_hand_on_what_they_made(parts: Callable[[str, int, Load], None]) -> None:
    seen: list[str] = []
    parts("award", 110, lambda context: seen.append(context["organisation"].name))
    parts("people", 5, people)

    said = load()

    assert seen == ["Gemeente Lindermeer"]
    assert [line.strip() for line in said.splitlines()[:2]] == ["people", "award"]


@pytest.mark.django_db
def test_it_loads_once(parts: Callable[[str, int, Load], None]) -> None:
    parts("people", 5, people)
    load()

    assert load() == "The demo data are there already.\n"
    assert Organisation.objects.count() == 1


def test_a_database_with_other_organisations_is_refused(cast: Cast, parts: Callable[[str, int, Load], None]) -> None:
    parts("people", 5, people)

    with pytest.raises(CommandError, match="holds other organisations"):
        load()

    assert not User.objects.exclude(demo_key="").exists()


@pytest.mark.django_db(transaction=True)
def test_a_part_that_fails_leaves_nothing(parts: Callable[[str, int, Load], None]) -> None:
    def fail(context: dict[str, Any]) -> None:
        raise RuntimeError("a part does not fit")

    parts("people", 5, people)
    parts("award", 110, fail)

    with pytest.raises(RuntimeError):
        load()

    assert not Organisation.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_messages_of_the_story_are_not_mailed_today(parts: Callable[[str, int, Load], None]) -> None:
    def tell(context: dict[str, Any]) -> None:
        notify([User.objects.get()], "core.term", "Een vraag", "Beantwoord haar.")

    parts("people", 5, people)
    parts("story", 10, tell)
    load()

    assert (send_waiting(), mail.outbox) == (0, [])
