"""The objects that the permission table is run against: the cast, and what each app adds to it."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.cast import Cast, make_cast

# The signature of a builder: it makes the objects of one stage and puts them in the world by name.
Builder = Callable[["World"], None]


class World:
    """A cast and the objects around it. ``world["ambition"]`` is what a builder put there."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._things: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        return self._things[name]

    def __setitem__(self, name: str, thing: Any) -> None:
        if name in self._things:
            raise KeyError(f"{name!r} is in the world already")
        self._things[name] = thing


def make_world(builders: Mapping[str, Builder]) -> World:
    """Make the cast, then let each builder add its objects, in order."""
    world = World(make_cast())
    for build in builders.values():
        build(world)
    return world


def of_tender(world: World) -> dict[str, Any]:
    """Arguments of an address of the tender: its id as ``pk``."""
    return {"pk": world.cast.tender.pk}


def of(name: str) -> Callable[[World], dict[str, Any]]:
    """Arguments of an address of a thing in the world: its id as ``pk``."""

    def arguments(world: World) -> dict[str, Any]:
        return {"pk": world[name].pk}

    return arguments


def below_tender(**names: str) -> Callable[[World], dict[str, Any]]:
    """Arguments of an address below the tender: its id as ``pk``, and of each thing its id under the keyword."""

    def arguments(world: World) -> dict[str, Any]:
        return {"pk": world.cast.tender.pk} | {keyword: world[name].pk for keyword, name in names.items()}

    return arguments
