"""Who gets what at the addresses of procedure, planning and specification."""

from tests.permissions.people import DRAFTERS, SEES_TENDER, SIGNED_IN
from tests.permissions.row import Row, post
from tests.permissions.world import World, of_tender

READERS_ONLY = SEES_TENDER - DRAFTERS


def build(world: World) -> None:
    """Nothing of its own: the tender itself is enough."""


PAGES = ("procedure", "conditions", "planning", "grounds", "clauses")

ROWS: tuple[Row, ...] = (
    Row("tenders:codes", SIGNED_IN, lambda world: {"kind": "cpv"}),
    *(Row(f"tenders:{page}", SEES_TENDER, of_tender) for page in (*PAGES, "planning_ics")),
    *(post(f"tenders:{page}", DRAFTERS, of_tender, forbidden=READERS_ONLY) for page in PAGES),
    post("tenders:propose_planning", DRAFTERS, of_tender, forbidden=READERS_ONLY, data={"notice": "2027-02-01"}),
)
