"""Who gets what at the addresses of accounts."""

from tests.permissions.people import NOBODY, SIGNED_IN
from tests.permissions.row import Row, post
from tests.permissions.world import World


def build(world: World) -> None:
    """Make what the rows need."""


ROWS: tuple[Row, ...] = (
    Row("accounts:profile", SIGNED_IN),
    post("accounts:identity_code", SIGNED_IN),
    # Exists in demo mode only.
    Row("accounts:demo_sign_in", NOBODY, public=True, ok=frozenset({404})),
)
