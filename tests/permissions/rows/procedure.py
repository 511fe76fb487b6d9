"""Who gets what at the addresses of the choice of a procedure and what belongs to it."""

from tenders.domain.vocabulary import Procedure
from tests.permissions.people import DRAFTERS, SEES_TENDER
from tests.permissions.row import Row, post
from tests.permissions.world import World, of_tender

READERS_ONLY = SEES_TENDER - DRAFTERS


def build(world: World) -> None:
    """Nothing: an address of this module needs the tender alone."""


def of_procedure(world: World) -> dict[str, object]:
    """Arguments of an address of one procedure of the tender in draft."""
    return {**of_tender(world), "procedure": Procedure.OPEN.value}


READ = ("procedure_choice", "procedure_decision")
ROWS: tuple[Row, ...] = (
    *(Row(f"tenders:{page}", SEES_TENDER, of_tender) for page in READ),
    *(post(f"tenders:{page}", DRAFTERS, of_tender, forbidden=READERS_ONLY) for page in READ),
    post("tenders:procedure_adopt", DRAFTERS, of_procedure, forbidden=READERS_ONLY),
    Row("tenders:term_facts", DRAFTERS, of_tender, forbidden=READERS_ONLY),
    post("tenders:term_facts", DRAFTERS, of_tender, forbidden=READERS_ONLY),
)
