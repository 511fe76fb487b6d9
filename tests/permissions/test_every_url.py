"""Every address stands in the table, and gives each of the cast what the table says."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.permissions.people import ALL
from tests.permissions.row import Row
from tests.permissions.table import PRIVATE_OF_OTHERS, PUBLIC_OF_OTHERS, ROWS


def names_of(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    """The full name of every address."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            deeper = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names_of(pattern.url_patterns, deeper)
        else:
            yield f"{namespace}{pattern.name or f'(no name: {pattern.pattern})'}"


EVERY_NAME = sorted(set(names_of(get_resolver().url_patterns)))


def test_every_address_has_a_name_and_stands_in_the_table() -> None:
    assert set(EVERY_NAME) == {row.name for row in ROWS} | PUBLIC_OF_OTHERS | PRIVATE_OF_OTHERS


def test_no_row_stands_there_twice() -> None:
    labels = [row.label for row in ROWS]

    assert sorted(set(labels)) == sorted(labels)


# Without a mark on some test, no test database is made for the world.
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_a_row_names_people_of_the_cast_and_each_once(row: Row) -> None:
    assert row.allowed | row.forbidden <= ALL
    assert not row.allowed & row.forbidden


def test_the_table_knows_the_whole_cast(world) -> None:
    assert set(world.cast.people) == ALL


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_each_of_the_cast_gets_what_the_table_says(row: Row, world, ask) -> None:
    given = {person: ask(row, person) for person in sorted(ALL)}

    wrong = {name: answer for name, answer in given.items() if answer not in row.expected(name)}
    assert wrong == {}


@pytest.mark.parametrize("name", sorted(PRIVATE_OF_OTHERS))
def test_what_is_private_of_others_asks_to_sign_in(name: str, ask) -> None:
    assert ask(Row(name, ALL), "anonymous") == "sign-in"


@pytest.mark.parametrize("name", sorted(PUBLIC_OF_OTHERS - {"account_logout"}))
def test_what_is_public_of_others_is_not_refused(name: str, ask) -> None:
    assert ask(Row(name, ALL), "anonymous") in {200, 302, 405, "sign-in"}
