"""A named table that lower apps own and higher apps fill in AppConfig.ready()."""

from typing import Generic, TypeVar

Item = TypeVar("Item")


class Registry(dict[str, Item], Generic[Item]):
    """Like a dict, but an entry cannot be replaced or removed."""

    def __setitem__(self, key: str, item: Item) -> None:
        if key in self:
            raise ValueError(f"{key!r} is registered twice")
        super().__setitem__(key, item)

    def __delitem__(self, key: str) -> None:
        raise TypeError("a registry entry cannot be removed")
