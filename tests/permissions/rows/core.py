"""Who gets what at the addresses of the core."""

from tests.permissions.people import SIGNED_IN
from tests.permissions.row import Row
from tests.permissions.world import World


def build(world: World) -> None:
    """The core has no objects of its own that people go to by address yet."""


ROWS: tuple[Row, ...] = (Row("core:work", SIGNED_IN),)
