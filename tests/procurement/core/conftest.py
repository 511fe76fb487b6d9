"""What the tests of the core plug in to its registries."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from procurement.core.extension_points import FILE_ACCESS
from procurement.core.registry import Registry


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    """Files of a test lie in a directory of their own."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture
def file_kind() -> Iterator[str]:
    """A kind of stored file that everyone signed in may read, for targets 1 to 9."""
    kind = "test.open"
    FILE_ACCESS[kind] = lambda user, ids: {pk for pk in ids if pk < 10}
    yield kind
    dict.__delitem__(FILE_ACCESS, kind)


@pytest.fixture
def plug() -> Iterator[Callable[[Registry[Any], str, Any], None]]:
    """Put something in a registry for one test."""
    plugged: list[tuple[Registry[Any], str]] = []

    def put(registry: Registry[Any], key: str, item: Any) -> None:
        registry[key] = item
        plugged.append((registry, key))

    yield put
    for registry, key in plugged:
        dict.__delitem__(registry, key)
